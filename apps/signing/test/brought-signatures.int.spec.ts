import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { layOutDocument, loadTinos } from '@vanthu/decree30';
import { inspectPdf, isPrefix, isRefusal, type SignOptions, signPdf } from '@vanthu/pades';
import { isReadingRefusal, readPdfText } from '@vanthu/page-reader';
import type { Issued } from '@vanthu/testpki';
import { content, isMade, made, manifested, type Order, type SigningBed, signingBed } from './signing-bed.js';

/** Files that persons signed elsewhere: the organisation may sign them once they are judged good here (R-ORG-01, ADR 31). */

let bed: SigningBed;
let leader: Issued;
beforeAll(async () => {
  bed = await signingBed({ logLevel: 'silent' });
  leader = await bed.giveKey({ kind: 'person', personId: bed.signer.personId });
  const issued = bed.pki.issueOrganisation({ commonName: 'Ủy ban nhân dân xã Châu Minh' });
  await bed.giveKey({ kind: 'organisation', agencyId: bed.agencyId }, { issued });
}, 60_000);
afterAll(() => bed?.close());

async function signedElsewhere(key: Issued, more: Partial<SignOptions> = {}): Promise<Uint8Array> {
  const at = new Date();
  const paper = { number: null, date: null };
  const { pdf } = await layOutDocument(content, await loadTinos(), { createdAt: at, paper });
  const signed = await signPdf(pdf, { newField: { page: 1 }, claimedSigningTime: at, at, ...more }, key.keyProvider());
  if (isRefusal(signed)) throw new Error(signed.message);
  return signed.pdf;
}

const rect = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
const marks: Order['marks'] = [
  { field: 'so_van_ban', text: '07', page: 1, rect: rect(44, 33, 10, 6), sizePt: 13, isItalic: false, align: 'right' },
  {
    field: 'ngay_ban_hanh_ngay',
    text: '05',
    page: 1,
    rect: rect(140, 33, 7, 6),
    sizePt: 13,
    isItalic: true,
    align: 'left',
  },
];
async function sealOf(pdf: Uint8Array): Promise<Order> {
  const { sha256 } = await bed.store.put(pdf);
  const order = bed.order(sha256);
  return bed.opened(bed.clerk, {
    ...order,
    ...manifested(order.documentId, sha256),
    ...{ kind: 'organisation', step: 2, field: 'ky_co_quan_1', marks },
    place: { page: 1, rect: rect(90, 150, 36, 36) },
    signer: { kind: 'organisation', agencyId: bed.agencyId, name: 'UBND xã Châu Minh' },
  });
}

describe('R-ORG-01 the organisation signs what a person signed elsewhere', () => {
  it('R-OUT-11 R-ORG-08: figures and seal follow as signed fields of its own, and every signature stays valid', async () => {
    const pdf = await signedElsewhere(leader);
    const sealed = made(await bed.sign(await sealOf(pdf), bed.clerk));
    const { judgement } = sealed;
    expect([
      judgement.answer,
      judgement.signatures.map(({ field, owner, changes }) => [field, owner.kind, changes]),
    ]).toEqual([
      'valid',
      [
        ['ChuKy1', 'person', 'form'],
        ['so_van_ban', 'organisation', 'form'],
        ['ngay_ban_hanh_ngay', 'organisation', 'form'],
        ['ky_co_quan_1', 'organisation', 'none'],
      ],
    ]);
    const output = await bed.store.readBytes(sealed.outputSha256);
    expect(isPrefix(pdf, output)).toBe(true);
    expect(inspectPdf(output).signatureFields.map(({ page }) => page)).toEqual([undefined, 1, 1, 1]);
    const text = await readPdfText(output);
    if (isReadingRefusal(text)) throw new Error(text.code);
    const drawn = text.pages[0]?.words.filter(({ isAnnotation }) => isAnnotation) ?? [];
    expect(drawn.map((word) => word.text)).toEqual(['07', '05']);
    expect(Math.abs((drawn[0]?.baseline ?? 0) - (drawn[1]?.baseline ?? 9))).toBeLessThan(0.1);
  });

  it.each([
    [
      'nobody has signed',
      async () => (await layOutDocument(content, await loadTinos(), { createdAt: new Date() })).pdf,
    ],
    [
      'only an organisation has signed',
      () => signedElsewhere(bed.pki.issueOrganisation({ commonName: 'Cơ quan khác' })),
    ],
    [
      'a person has signed and a byte was changed',
      async () => {
        const changed = Buffer.from(await signedElsewhere(leader));
        changed[11] = (changed[11] ?? 0) ^ 1;
        return changed;
      },
    ],
  ])('not what %s', async (_, file) => {
    const outcome = await bed.sign(await sealOf(await file()), bed.clerk);
    expect(isMade(outcome) ? outcome.judgement : outcome.code).toBe('SIGNING.NOT_WHAT_WAS_SEEN');
  });
});
