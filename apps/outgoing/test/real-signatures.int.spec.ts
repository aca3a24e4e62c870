import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { signing } from '@vanthu/contracts';
import { outgoing } from '@vanthu/contracts';
import { collect, isRefusal, judge, type SignatureReport, signPdf } from '@vanthu/pades';
import { parseCrl } from '@vanthu/pki';
import { createTestPki } from '@vanthu/testpki';
import { commune, people } from './people.js';
import type { FakeSigner } from './signers.js';
import { letter, World } from './world.js';

const at = new Date('2025-03-05T09:30:00.000Z');
const pki = createTestPki({ at });
const person = pki.issuePerson({ commonName: people.signer.personName });
const organisation = pki.issueOrganisation({ commonName: commune.name });
const owners = new Map<string, signing.SignatureJudgement['owner']>([
  [
    person.certificate.fingerprintSha256,
    { kind: 'person', personId: people.signer.personId, name: people.signer.personName },
  ],
  [organisation.certificate.fingerprintSha256, { kind: 'organisation', agencyId: commune.id, name: commune.name }],
]);

const described = (signature: SignatureReport): signing.SignatureJudgement => ({
  field: signature.field,
  revision: signature.revision.index,
  covers: signature.covers,
  integrity: signature.integrity,
  changes: signature.changes,
  indication: signature.indication,
  subIndication: signature.subIndication ?? null,
  level: signature.level,
  certificateSha256: signature.signerCertificate?.fingerprintSha256 ?? null,
  signerSubject: signature.signerCertificate?.subject ?? null,
  issuerSubject: signature.signerCertificate?.issuer ?? null,
  certificateValidFrom: null,
  certificateValidTo: null,
  claimedSigningTime: null,
  owner: owners.get(signature.signerCertificate?.fingerprintSha256 ?? '') ?? { kind: 'unknown' },
  changesVi: signature.changesExplained.map(({ text }) => text),
  messageVi: signature.messageVi,
});

function judged(pdf: Uint8Array): signing.Judgement {
  const crls = [parseCrl(pki.crl()), parseCrl(pki.rootCrl())];
  const report = judge(collect(pdf), { anchors: pki.anchors, intermediates: [pki.intermediate], crls, at });
  return {
    fileSha256: createHash('sha256').update(pdf).digest('hex'),
    answer: 'valid',
    messageVi: report.messageVi,
    signatures: report.signatures.map(described),
    judgedFor: at.toISOString(),
    judgedAt: at.toISOString(),
    policy: 'test',
  };
}

/** As signing does: fill and signature in one increment, the lock that the layout put on the field. */
const realSigner: FakeSigner = async (pdf, { field: fieldName, fill, signer }) => {
  const key = (signer.kind === 'person' ? person : organisation).keyProvider();
  const result = await signPdf(pdf, { fieldName, fill, claimedSigningTime: at, at }, key);
  if (isRefusal(result)) throw new Error(`${result.code}: ${result.message}`);
  return { pdf: result.pdf, judgement: judged(result.pdf) };
};

let world: World;
beforeAll(async () => {
  world = await World.create();
  world.signer = realSigner;
});
afterAll(() => world?.close());

describe('with real signatures', () => {
  it.each([
    ['quyết định', undefined],
    ['công văn', letter()],
  ])('R-ORG-08 a %s that was signed, numbered and sealed holds both signatures', async (_, draft) => {
    const issued = await world.until('issued', draft);
    const { sha256 } = await world.done(
      outgoing.OpenOutgoingFile,
      { documentId: issued.id, act: 'view' },
      people.clerk,
    );
    const { signatures } = judged(await world.files.readBytes(sha256));
    expect(signatures.map(({ field, indication, changes, owner }) => [field, indication, changes, owner.kind])).toEqual(
      [
        ['ky_ca_nhan_1', 'TOTAL_PASSED', 'form', 'person'],
        ['ky_co_quan_1', 'TOTAL_PASSED', 'none', 'organisation'],
      ],
    );
  });
  it('R-ORG-01 revoked between signature and number: no number', async () => {
    const signed = await world.until('signed');
    pki.revoke(person.certificate, { at: new Date(at.getTime() - 1000) });
    const file = await world.done(outgoing.OpenOutgoingFile, { documentId: signed.id, act: 'view' }, people.clerk);
    const now = judged(await world.files.readBytes(file.sha256));
    world.judge = () => now;
    const wish = { documentId: signed.id, manifestHash: signed.manifest.hash, activationId: randomUUID() };
    await world.refuses('OUTGOING.NOT_SIGNED', outgoing.AllotNumber, wish, people.clerk);
  });
});
