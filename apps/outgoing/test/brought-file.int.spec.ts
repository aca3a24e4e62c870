import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { directory, outgoing, type Refusal, type signing } from '@vanthu/contracts';
import { layOutDocument, loadTinos } from '@vanthu/decree30';
import { isPrefix, isRefusal, type SignOptions, signPdf } from '@vanthu/pades';
import { isReadingRefusal, readPdfText } from '@vanthu/page-reader';
import { createTestPki } from '@vanthu/testpki';
import { discPng } from '../../../libs/pades/test/flow-pdf.js';
import { independentChecks } from './independent-checks.js';
import { people } from './people.js';
import { at, judged, person, pki, realSigner } from './real-signer.js';
import { decision, World } from './world.js';
import { finishedDecision, inPdf } from './written-pages.js';

const { TakeWrittenFile, MovePlaces, GetWrittenFile, OpenOutgoingFile, ReturnDraft } = outgoing;

/** Files that others signed before they were brought: judged, taken as they are, only appended to (ADR 31). */

let world: World;
const known = new Map<string, signing.Judgement>();
beforeAll(async () => {
  world = await World.create();
  world.signer = realSigner;
  world.judge = (sha256) => known.get(sha256);
});
afterAll(() => world?.close());

const guest = pki.issuePerson({ commonName: 'Ngô Thị Khách' });
const png = discPng(40, [0, 0, 200]);
/** Where the leader's program sets the mark: between title and name. */
const box: [number, number, number, number] = [330, 330, 450, 390];
const bySomebody = async (pdf: Uint8Array, key: typeof person, more: Partial<SignOptions> = {}) => {
  const appearance = { kind: 'image', png } as const;
  const newField = { page: 1, box };
  const made = await signPdf(pdf, { newField, appearance, claimedSigningTime: at, at, ...more }, key.keyProvider());
  if (isRefusal(made)) throw new Error(made.message);
  return made.pdf;
};
const signedByLeader = async (more: Partial<SignOptions> = {}) => bySomebody(await inPdf(), person, more);

const judgedNow = (pdf: Uint8Array, change: (found: signing.Judgement) => signing.Judgement = (found) => found) => {
  const judgement = change(judged(pdf));
  known.set(judgement.fileSha256, judgement);
  return pdf;
};
const wish = async (documentId: string, pdf: Uint8Array) => {
  const { version } = await world.get(documentId);
  return { documentId, version, ticket: await world.upload(judgedNow(pdf), people.drafter, 'da-ky.pdf') };
};
const brought = async (pdf: Uint8Array, draft = decision()) => {
  const documentId = await world.create(draft);
  await world.done(TakeWrittenFile, await wish(documentId, pdf), people.drafter);
  return documentId;
};
const refused = async (pdf: Uint8Array, code: string): Promise<Refusal> => {
  const documentId = await world.create();
  return world.refuses(code, TakeWrittenFile, await wish(documentId, pdf), people.drafter);
};
const kept = async (documentId: string) => {
  const { sha256 } = await world.done(OpenOutgoingFile, { documentId, act: 'view' }, people.clerk);
  return world.files.readBytes(sha256);
};
const file = (documentId: string) => world.done(GetWrittenFile, { documentId }, people.drafter);

describe('R-ORG-08 R-OUT-11 a file that the leader signed elsewhere', () => {
  it('R-SIG-08 R-SIG-09: is taken as it is, its signature does the leader’s step, and it goes on to number, seal and issue', async () => {
    const pdf = await signedByLeader();
    const documentId = await brought(pdf);
    expect(Buffer.from(await kept(documentId)).equals(pdf)).toBe(true);
    const { signatures, places } = await file(documentId);
    expect(signatures).toMatchObject([{ owner: 'person', name: people.signer.personName, step: 1, whyNotVi: null }]);
    expect(places.map(({ kind, isFound }) => [kind, isFound])).toEqual([
      ['number', true],
      ['day', true],
      ['month', true],
      ['year', true],
      ['seal', true],
    ]);
    expect((await world.bring(documentId, 'form-checked')).state).toBe('signed');
    const issued = await world.bring(documentId, 'issued');
    expect(issued.timeline.map(({ act }) => act)).toContain('signed');
    expect(issued.timeline.map(({ act }) => act)).not.toContain('sign');
    const sealed = await kept(documentId);
    expect(isPrefix(pdf, sealed)).toBe(true);
    const after = judged(sealed).signatures;
    expect(after.map(({ field, indication, changes, owner }) => [field, indication, changes, owner.kind])).toEqual([
      ['ChuKy1', 'TOTAL_PASSED', 'form', 'person'],
      ['so_van_ban', 'TOTAL_PASSED', 'form', 'organisation'],
      ['ngay_ban_hanh_ngay', 'TOTAL_PASSED', 'form', 'organisation'],
      ['ngay_ban_hanh_thang', 'TOTAL_PASSED', 'form', 'organisation'],
      ['ngay_ban_hanh_nam', 'TOTAL_PASSED', 'form', 'organisation'],
      ['ky_co_quan_1', 'TOTAL_PASSED', 'none', 'organisation'],
    ]);
    const text = await readPdfText(sealed);
    if (isReadingRefusal(text)) throw new Error(text.code);
    const drawn = text.pages[0]?.words.filter(({ isAnnotation }) => isAnnotation).map((word) => word.text);
    expect(drawn?.join(' ')).toBe(`${issued.numberAndSymbol?.split('/')[0]} 05 3 2025`);
    independentChecks(sealed, 6);
  });

  it('R-OUT-03: where figures are signatures of their own, sealing elsewhere is refused before the number, not after it', async () => {
    const documentId = await brought(await signedByLeader());
    await world.bring(documentId, 'form-checked');
    const { manifest } = await world.get(documentId);
    const wish = { documentId, manifestHash: manifest.hash, activationId: randomUUID() };
    world.handouts.add(wish.activationId);
    await world.refuses('SIGNING.MARKS_NEED_A_KEY', outgoing.AllotNumber, wish, people.clerk);
    expect(await world.get(documentId)).toMatchObject({ state: 'signed', numberAndSymbol: null });
    expect((await world.bring(documentId, 'issued')).state).toBe('issued');
  });

  it('R-SIG-08 R-ORG-08: fields that the file has are filled and signed, in one increment', async () => {
    const laidOut = await layOutDocument(finishedDecision(), await loadTinos(), { createdAt: at, sealMm: 36 });
    const pdf = await bySomebody(laidOut.pdf, person, { newField: undefined, fieldName: 'ky_ca_nhan_1' });
    const documentId = await brought(pdf);
    const { places } = await file(documentId);
    expect(places.map(({ name, isFixed }) => [name, isFixed])).toEqual([
      ['so_van_ban', true],
      ['ngay_ban_hanh', true],
      ['ky_co_quan_1', true],
    ]);
    const [seal] = places.filter(({ kind }) => kind === 'seal');
    if (!seal) throw new Error('no seal');
    const { version } = await world.get(documentId);
    const moved = {
      documentId,
      version,
      places: [{ name: seal.name, page: 1, rect: { ...seal.rect, y: seal.rect.y + 1 } }],
    };
    await world.refuses('OUTGOING.PLACES_WRONG', MovePlaces, moved, people.drafter);
    await world.bring(documentId, 'form-checked');
    const issued = await world.bring(documentId, 'issued');
    const [order] = await world.orders(documentId);
    expect(order).toMatchObject({ fill: [{ field: 'so_van_ban' }, { field: 'ngay_ban_hanh' }] });
    expect(order).not.toHaveProperty('marks');
    const sealed = await kept(issued.id);
    expect(isPrefix(pdf, sealed)).toBe(true);
    expect(judged(sealed).signatures.map(({ field, changes }) => [field, changes])).toEqual([
      ['ky_ca_nhan_1', 'form'],
      ['ky_co_quan_1', 'none'],
    ]);
    independentChecks(sealed, 2);
  });

  it('R-SIG-09: a signature of somebody who is not planned stays in the file; the leader signs here in a field of his own', async () => {
    const pdf = await bySomebody(await inPdf(), guest, { newField: { page: 1, box: [80, 100, 180, 150] } });
    const documentId = await brought(pdf);
    const { signatures, places } = await file(documentId);
    expect(signatures).toMatchObject([{ owner: 'unknown', name: 'Ngô Thị Khách', step: null }]);
    expect(places.map(({ kind }) => kind)).toContain('signature');
    await world.bring(documentId, 'issued');
    expect((await world.orders(documentId)).map(({ field, place }) => [field, place?.page])).toEqual([
      ['ky_ca_nhan_1', 1],
      ['ky_co_quan_1', 1],
    ]);
    const sealed = await kept(documentId);
    expect(isPrefix(pdf, sealed)).toBe(true);
    const found = judged(sealed).signatures;
    expect(found.map(({ owner }) => owner.kind)).toEqual(['unknown', 'person', ...Array(5).fill('organisation')]);
    expect(found.every(({ indication, changes }) => indication === 'TOTAL_PASSED' && changes !== 'forbidden')).toBe(
      true,
    );
  });

  it('R-SIG-08: the planned person without authority on the day of that signature has not signed, and signs here', async () => {
    const asked = world.authority;
    const days: unknown[] = [];
    world.authority = (question) => {
      days.push(question.on);
      return question.on === '2025-01-02'
        ? directory.refuseDirectory('DIRECTORY.NO_AUTHORITY', { capacity: 'TM.', on: '2025-01-02', rule: 'R-SIG-08' })
        : asked(question);
    };
    try {
      const documentId = await brought(await signedByLeader({ claimedSigningTime: new Date('2025-01-02T03:00:00Z') }));
      const { signatures } = await file(documentId);
      expect(signatures).toMatchObject([{ owner: 'person', step: null, whyNotVi: expect.stringMatching(/./u) }]);
      expect(days).toContain('2025-01-02');
      expect((await world.bring(documentId, 'form-checked')).state).toBe('form-checked');
    } finally {
      world.authority = asked;
    }
  });

  it('R-SIG-08: when other data of the draft leave it without authority, a place is found for the leader to sign here', async () => {
    const asked = world.authority;
    const documentId = await brought(await signedByLeader({ claimedSigningTime: new Date('2025-01-02T03:00:00Z') }));
    expect((await file(documentId)).places.map(({ kind }) => kind)).not.toContain('signature');
    world.authority = (question) =>
      question.on === '2025-01-02'
        ? directory.refuseDirectory('DIRECTORY.NO_AUTHORITY', { capacity: 'TM.', on: '2025-01-02', rule: 'R-SIG-08' })
        : asked(question);
    try {
      const { version } = await world.get(documentId);
      const wanted = { ...decision(), urgency: 'urgent' as const, documentId, version };
      await world.done(outgoing.ReviseDraft, wanted, people.drafter);
    } finally {
      world.authority = asked;
    }
    const { signatures, places } = await file(documentId);
    expect(signatures).toMatchObject([{ owner: 'person', step: null }]);
    expect(places.map(({ kind }) => kind)).toContain('signature');
    expect((await world.get(documentId)).plan[0]).toMatchObject({ signedAt: null, place: { page: 1 } });
  });

  it('R-SIG-08 R-OUT-03: a signature that claims a day to come has not been made', async () => {
    const claimedSigningTime = new Date('2025-03-10T03:00:00Z');
    const documentId = await brought(await signedByLeader({ claimedSigningTime }));
    expect((await file(documentId)).signatures).toMatchObject([
      { owner: 'person', step: null, whyNotVi: expect.stringContaining('10/03/2025') },
    ]);
    expect((await world.bring(documentId, 'form-checked')).state).toBe('form-checked');
  });

  it('R-DRF-08: on a slip nobody is left to decide on it when its form has been checked', async () => {
    const documentIds = [await world.create(), await world.create()];
    const [documentId = ''] = documentIds;
    const asked = { title: 'Trình ký', explanation: 'Kính trình.', documentIds };
    const { id: slipId } = await world.done(outgoing.SubmitSlip, asked, people.drafter);
    await world.done(TakeWrittenFile, await wish(documentId, await signedByLeader()), people.drafter);
    expect((await world.bring(documentId, 'form-checked')).state).toBe('signed');
    expect(await world.done(outgoing.GetSlip, { slipId }, people.signer)).toMatchObject({
      open: 1,
      drafts: [{ decision: 'approved', decidedBy: people.signer.personName }, { decision: null }],
    });
  });

  it('R-DRF-04: returned it keeps the signature that it came with; another file in its place does not', async () => {
    const documentId = await brought(await signedByLeader());
    const { plan } = await world.bring(documentId, 'form-checked');
    await world.done(ReturnDraft, { documentId, reason: 'Sửa nơi nhận' }, people.clerk);
    const returned = await world.get(documentId);
    expect([returned.state, returned.plan]).toEqual(['draft', plan]);
    await world.done(TakeWrittenFile, await wish(documentId, await inPdf()), people.drafter);
    const replaced = await world.get(documentId);
    expect(replaced.plan.map(({ signedAt, signedField, place }) => [signedAt, signedField, place])).toEqual([
      [null, undefined, undefined],
      [null, undefined, undefined],
    ]);
  });
});

describe('R-ORG-08 what would break a signature, or is none, is refused before anything is written', () => {
  it.each([
    ['locks everything (DocMDP P=1)', { certify: 1 }, 'P=1'],
    ['certifies and leaves no fields (DocMDP P=2)', { certify: 2 }, 'P=2'],
    ['locks all fields', { lock: { action: 'All' } }, 'khóa ô'],
    ['locks what it does not name', { lock: { action: 'Exclude', fields: ['khac'] } }, 'khóa ô'],
  ] as const)('a signature that %s: said with what to do', async (_, more, why) => {
    const refusal = await refused(await signedByLeader(more), 'OUTGOING.BROUGHT_CLOSED');
    expect(refusal.message).toContain(why);
    expect(refusal.message).toContain('tải tệp Word hoặc bản PDF chưa ký lên');
  });

  it('a changed byte: whose signature is broken, and why', async () => {
    const pdf = Buffer.from(await signedByLeader());
    // In the comment of the second line, which the signature covers.
    pdf[11] = (pdf[11] ?? 0) ^ 1;
    const { message } = await refused(pdf, 'OUTGOING.BROUGHT_INVALID');
    expect(message).toContain(people.signer.personName);
  });

  it('R-SIG-09: a certificate that leads to no anchor', async () => {
    const other = createTestPki({ at }).issuePerson({ commonName: people.signer.personName });
    await refused(await bySomebody(await inPdf(), other), 'OUTGOING.BROUGHT_INVALID');
  });

  it('on the road of paper nothing is signed by program', async () => {
    const documentId = await world.create(decision({ road: 'ink' }));
    await world.refuses(
      'OUTGOING.OTHER_ROAD',
      TakeWrittenFile,
      await wish(documentId, await signedByLeader()),
      people.drafter,
    );
  });
});
