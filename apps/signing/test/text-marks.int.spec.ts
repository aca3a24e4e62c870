import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { outgoing } from '@vanthu/contracts';
import { layOutDocument, loadTinos } from '@vanthu/decree30';
import { inspectPdf, isPrefix } from '@vanthu/pades';
import { content, made, manifested, type SigningBed, signingBed } from './signing-bed.js';

let bed: SigningBed;
beforeAll(async () => {
  bed = await signingBed({ logLevel: 'silent' });
  await bed.giveKey({ kind: 'person', personId: bed.signer.personId });
  const issued = bed.pki.issueOrganisation({ commonName: 'Ủy ban nhân dân xã Châu Minh' });
  await bed.giveKey({ kind: 'organisation', agencyId: bed.agencyId }, { issued });
}, 60_000);
afterAll(() => bed?.close());

/** A PDF without any field, as uploads and scans come. */
async function upload(abstract: string): Promise<string> {
  const paper = { number: null, date: null };
  const { pdf } = await layOutDocument({ ...content, abstract }, await loadTinos(), { createdAt: new Date(), paper });
  return (await bed.store.put(pdf)).sha256;
}

const field = 'ky_co_quan_1';
/** Words of the last increment: what the signature has written. */
const drawnIn = async (before: string, after: string) => {
  const [first, second] = await Promise.all([bed.store.readBytes(before), bed.store.readBytes(after)]);
  expect(isPrefix(first, second)).toBe(true);
  return inspectPdf(second);
};

describe('R-ORG-06 the organisation signs separate attachments with a text mark', () => {
  it('R-ORG-06, R-ORG-07: with the main file, in one job, at the top right of page 1', async () => {
    const draft = await bed.draft();
    const attachments = await Promise.all(['Quy chế làm việc', 'Danh sách'].map(upload));
    const listed = attachments.map((sha256) => ({ role: 'attachment' as const, name: 'a.pdf', sha256, bytes: 1 }));
    const order = bed.order(draft);
    const version = manifested(order.documentId, draft, listed);
    const signed = made(await bed.sign(await bed.opened(bed.signer, { ...order, ...version }), bed.signer));
    const mark: outgoing.TextMark = { form: 'attachment', numberAndSymbol: '07/QĐ-UBND' };
    const seal = {
      ...bed.sealOrder(signed),
      ...version,
      attachments: attachments.map((fileSha256) => ({ fileSha256, field, mark })),
    };
    const sealed = made(await bed.sign(await bed.opened(bed.clerk, seal), bed.clerk));
    expect(sealed.attachments.map(({ inputSha256 }) => inputSha256)).toEqual(attachments);
    for (const { inputSha256, outputSha256, judgement } of sealed.attachments) {
      expect(judgement).toMatchObject({
        answer: 'valid',
        fileSha256: outputSha256,
        signatures: [{ field, covers: 'file', changes: 'none', owner: { kind: 'organisation' } }],
      });
      const { signatureFields, firstPage } = await drawnIn(inputSha256, outputSha256);
      const place = signatureFields.find(({ name }) => name === field);
      const [, , right = 0, top = 0] = firstPage ?? [];
      expect(place).toMatchObject({ page: 1, isSigned: true });
      expect(right - (place?.rect?.[2] ?? 0)).toBeLessThan(60);
      expect(top - (place?.rect?.[3] ?? 0)).toBeLessThan(60);
    }
    // One judgement of the document: that of its main file.
    const rows = await bed.rows('SELECT 1 FROM evidence WHERE document_id = $1', [order.documentId]);
    expect(rows).toHaveLength(2);
  }, 30_000);

  it('R-ORG-06: is refused for an attachment that nobody has seen, and nothing is signed', async () => {
    const draft = await bed.draft();
    const signed = made(await bed.sign(await bed.opened(bed.signer, bed.order(draft)), bed.signer));
    const mark: outgoing.TextMark = { form: 'attachment', numberAndSymbol: '07/QĐ-UBND' };
    const seal = { ...bed.sealOrder(signed), attachments: [{ fileSha256: await upload('Lạ'), field, mark }] };
    const answer = await bed.sign(await bed.opened(bed.clerk, seal), bed.clerk);
    expect(answer).toMatchObject({ outcome: 'refused', code: 'SIGNING.NOT_WHAT_WAS_SEEN' });
  });
});

describe('R-CPY-03 the certified copy of a paper', () => {
  it('R-CPY-03: the organisation alone signs the scan; coverage sees one signature', async () => {
    const draft = await bed.draft();
    const scan = await upload('Bản quét');
    const order = bed.order(draft);
    const listed = [{ role: 'scan' as const, name: 'scan.pdf', sha256: scan, bytes: 1 }];
    const copy = {
      ...order,
      ...manifested(order.documentId, draft, listed),
      kind: 'organisation' as const,
      fileSha256: scan,
      field,
      mark: { form: 'certified-copy' as const, agencyName: 'Ủy ban nhân dân xã Châu Minh' },
      signer: { kind: 'organisation' as const, agencyId: bed.agencyId, name: 'Ủy ban nhân dân xã Châu Minh' },
    };
    const sealed = made(await bed.sign(await bed.opened(bed.clerk, copy), bed.clerk));
    expect(sealed.judgement).toMatchObject({
      answer: 'valid',
      signatures: [{ field, covers: 'file', indication: 'TOTAL_PASSED', owner: { kind: 'organisation' } }],
    });
    await drawnIn(scan, sealed.outputSha256);
  }, 30_000);

  it('R-CPY-03: a file that is no scan of this document is not signed as one', async () => {
    const order = bed.order(await bed.draft());
    const copy = {
      ...order,
      kind: 'organisation' as const,
      field,
      mark: { form: 'certified-copy' as const, agencyName: 'Ủy ban nhân dân xã Châu Minh' },
      signer: { kind: 'organisation' as const, agencyId: bed.agencyId, name: 'Ủy ban nhân dân xã Châu Minh' },
    };
    const answer = await bed.sign(await bed.opened(bed.clerk, copy), bed.clerk);
    expect(answer).toMatchObject({ outcome: 'refused', code: 'SIGNING.NOT_WHAT_WAS_SEEN' });
  });
});
