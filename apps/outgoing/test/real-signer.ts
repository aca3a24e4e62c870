import { createHash } from 'node:crypto';
import type { signing } from '@vanthu/contracts';
import { loadTinos } from '@vanthu/decree30';
import { collect, isRefusal, judge, readFont, type SignatureReport, signPdf } from '@vanthu/pades';
import { parseCrl } from '@vanthu/pki';
import { createTestPki } from '@vanthu/testpki';
import { discPng } from '../../../libs/pades/test/flow-pdf.js';
import { commune, people } from './people.js';
import type { FakeSigner, Order } from './signers.js';

/** Real keys of the signer and of the commune, real signatures, and the judge that signing has. */

export const at = new Date('2025-03-05T09:30:00.000Z');
export const pki = createTestPki({ at });
export const person = pki.issuePerson({ commonName: people.signer.personName });
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
  claimedSigningTime: signature.claimedSigningTime ?? null,
  owner: owners.get(signature.signerCertificate?.fingerprintSha256 ?? '') ?? { kind: 'unknown' },
  changesVi: signature.changesExplained.map(({ text }) => text),
  messageVi: signature.messageVi,
});

export function judged(pdf: Uint8Array): signing.Judgement {
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

const points = (mm: number): number => (mm * 72) / 25.4;
const newField = ({ page, rect: { x, y, width, height } }: NonNullable<Order['place']>) => ({
  newField: { page, place: { x: points(x), y: points(y), width: points(width), height: points(height) } },
});

/** As signing does: fill and signature in one increment, the lock that the layout put on the field; marks before it. */
export const realSigner: FakeSigner = async (pdf, { field: fieldName, fill, signer, place, marks = [] }) => {
  const key = (signer.kind === 'person' ? person : organisation).keyProvider();
  const png = discPng(40, signer.kind === 'person' ? [0, 0, 200] : [200, 0, 0]);
  const common = { claimedSigningTime: at, at };
  let before = pdf;
  for (const { field, text, sizePt: fontSize, align, isItalic: _, ...spot } of marks) {
    const font = readFont((await loadTinos()).regular.bytes);
    const appearance = { kind: 'text', lines: [text], fontSize, align, font } as const;
    const marked = await signPdf(before, { fieldName: field, ...newField(spot), appearance, ...common }, key);
    if (isRefusal(marked)) throw new Error(`${marked.code}: ${marked.message}`);
    before = marked.pdf;
  }
  const own = {
    fieldName,
    fill,
    appearance: { kind: 'image', png },
    ...common,
    ...(place ? newField(place) : {}),
  } as const;
  const result = await signPdf(before, own, key);
  if (isRefusal(result)) throw new Error(`${result.code}: ${result.message}`);
  return { pdf: result.pdf, judgement: judged(result.pdf) };
};
