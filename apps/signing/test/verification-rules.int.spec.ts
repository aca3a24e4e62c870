import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isRefusal, signing } from '@vanthu/contracts';
import { layOutDocument, loadTinos } from '@vanthu/decree30';
import { isRefusal as isPadesRefusal, signPdf } from '@vanthu/pades';
import { sampleActor } from '@vanthu/testing';
import type { Issued } from '@vanthu/testpki';
import { content, type SigningBed, signingBed } from './signing-bed.js';

/** What the judge says of certificates and their status, through the request handler, with what is kept of it. */
let bed: SigningBed;
let pdf: Uint8Array;
const HOUR = 3_600_000;

beforeAll(async () => {
  bed = await signingBed({ logLevel: 'silent' });
  pdf = (await layOutDocument(content, await loadTinos(), { createdAt: new Date() })).pdf;
}, 60_000);
afterAll(() => bed?.close());

/** A file signed with this key, whatever it is worth. */
async function signedBy(issued: Issued): Promise<string> {
  const at = new Date();
  const outcome = await signPdf(pdf, { fieldName: 'ky_ca_nhan_1', at, claimedSigningTime: at }, issued.keyProvider());
  if (isPadesRefusal(outcome)) throw new Error(outcome.message);
  return (await bed.store.put(outcome.pdf)).sha256;
}
async function judged(fileSha256: string, judgedFor?: Date) {
  const more = judgedFor ? { judgedFor: judgedFor.toISOString() } : {};
  const answer = await bed.ask(signing.JudgeFile, { fileSha256, ...more }, { service: 'outgoing' });
  if (isRefusal(answer)) throw new Error(answer.code);
  const kept = await bed.rows<{ answer: string }>(
    'SELECT answer FROM evidence WHERE file_sha256 = $1 ORDER BY evidence_id DESC LIMIT 1',
    [fileSha256],
  );
  expect(kept).toEqual([{ answer: answer.answer }]);
  return answer;
}
const person = () => bed.pki.issuePerson({ commonName: 'Nguyễn Thành Long' });

describe('what a certificate is worth', () => {
  it('R-VER-06: keys of 2048 bits of RSA or 256 of a curve, with SHA-256, are accepted', async () => {
    for (const keyType of ['rsa', 'ec'] as const) {
      const issued = bed.pki.issuePerson({ commonName: 'Nguyễn Thành Long', keyType });
      expect(await judged(await signedBy(issued))).toMatchObject({ answer: 'valid' });
    }
  });

  it('R-VER-06: a shorter key is refused by the judge, and signs nothing here: no row of a signature, no event but the no', async () => {
    const issued = bed.pki.issuePerson({ commonName: 'Khóa Ngắn', keyType: 'rsa1024' });
    const answer = await judged(await signedBy(issued));
    expect(answer.answer).not.toBe('valid');
    expect(answer.signatures).toMatchObject([{ integrity: 'ok', subIndication: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' }]);
    const actor = sampleActor({ roles: ['signer'], agencyId: bed.agencyId });
    await bed.giveKey({ kind: 'person', personId: actor.personId }, { issued });
    const signer = { kind: 'person' as const, personId: actor.personId, name: actor.personName };
    const order = await bed.opened(actor, bed.order(await bed.draft(), { signer }));
    expect(await bed.sign(order, actor)).toMatchObject({ outcome: 'refused', code: 'SIGNING.CERTIFICATE_UNFIT' });
    expect(await bed.rows('SELECT 1 FROM evidence WHERE document_id = $1', [order.documentId])).toEqual([]);
  });

  it('R-VER-07: a chain to a configured anchor is valid', async () => {
    expect(await judged(await signedBy(person()))).toMatchObject({ answer: 'valid' });
  });

  it('R-VER-07: a chain to an anchor that is not configured stays open, with the content intact', async () => {
    expect(await judged(await signedBy(bed.pki.issueFromUnknownRoot()))).toMatchObject({
      answer: 'undetermined',
      signatures: [{ integrity: 'ok', indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' }],
    });
  });

  it('a certificate that nobody enrolled counts as "chưa phân loại", however valid', async () => {
    expect(await judged(await signedBy(person()))).toMatchObject({ signatures: [{ owner: { kind: 'unknown' } }] });
  });

  it('R-VER-04: revoked before the day of signing it is not valid, revoked afterwards it is', async () => {
    const issued = person();
    const sha256 = await signedBy(issued);
    bed.pki.revoke(issued.certificate, { at: new Date(Date.now() - HOUR) });
    bed.publishCrl();
    expect((await judged(sha256)).answer).not.toBe('valid');
    expect(await judged(sha256, new Date(Date.now() - 2 * HOUR))).toMatchObject({ answer: 'valid' });
  });

  it('R-VER-05: with a list at hand nothing is said; without one the silence is told with the verdict', async () => {
    const sha256 = await signedBy(person());
    const known = await judged(sha256);
    expect(known.signatures[0]?.isRevocationUnknown).toBe(false);
    // The only list of the issuing CA is one of last month.
    const old = new Date(Date.now() - 30 * 24 * HOUR);
    const list = String(bed.config.extra.VANTHU_TRUST_CRLS).split(',')[0] ?? '';
    writeFileSync(list, bed.pki.crl({ thisUpdate: old, nextUpdate: new Date(old.getTime() + HOUR) }));
    const unknown = await judged(sha256);
    expect(unknown.signatures[0]).toMatchObject({
      isRevocationUnknown: true,
      remarksVi: expect.arrayContaining([expect.stringContaining('Chưa kiểm tra được tình trạng thu hồi')]),
    });
    bed.publishCrl();
  });
});
