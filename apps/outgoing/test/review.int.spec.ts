import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { directory, outgoing } from '@vanthu/contracts';
import { layOutDocument, loadTinos } from '@vanthu/decree30';
import { isReadingRefusal, readDocxText, readFields, readPdfText } from '@vanthu/page-reader';
import { sample } from '../../../libs/decree30/test/laid-out.js';
import { commune, culture, office, people, stranger } from './people.js';
import { authorityOf, decision, letter, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());
afterEach(() => {
  world.at = '2025-03-05T09:30:00.000Z';
  world.authority = ({ positionId }) => authorityOf(positionId);
});

const { AddComment, AskOpinions, GiveOpinion, InitialDraft, GetReview, CompareVersions, ReviseDraft } = outgoing;
const { ReturnDraft, SubmitDraft, CheckContent, CheckForm, Sign, WriteWord, WriteWordTemplate } = outgoing;
const { CheckUploadedLayout } = outgoing;

const review = (documentId: string, actor = people.drafter) => world.done(GetReview, { documentId }, actor);

async function revise(documentId: string, abstract: string): Promise<void> {
  const { version } = await world.get(documentId);
  await world.done(ReviseDraft, { ...decision({ abstract }), documentId, version }, people.drafter);
}

const ask = (documentId: string, own: object = {}) => ({
  ...{
    documentId,
    unitIds: [office.id],
    question: 'Cho ý kiến về thành phần Tổ công tác',
    dueOn: '2025-03-07',
    ...own,
  },
});

describe('R-DRF-03 versions of a draft', () => {
  it('R-DRF-03: are listed with author, time and hash, and compared line by line', async () => {
    const documentId = await world.create();
    await revise(documentId, 'Về việc kiện toàn Tổ công tác chuyển đổi số');
    const { versions } = await review(documentId);
    expect(versions.map(({ number, authorName, isCurrent }) => [number, authorName, isCurrent])).toEqual([
      [1, 'Lê Thị Hoa', false],
      [2, 'Lê Thị Hoa', true],
    ]);
    expect(versions[0]?.manifestHash).not.toBe(versions[1]?.manifestHash);
    const compared = await world.done(CompareVersions, { documentId, from: 1, to: 2 }, people.drafter);
    expect(compared.lines.filter(({ state }) => state !== 'same')).toEqual([
      { state: 'removed', text: 'Về việc thành lập Tổ công tác chuyển đổi số' },
      { state: 'added', text: 'Về việc kiện toàn Tổ công tác chuyển đổi số' },
    ]);
    expect(compared).toMatchObject({ added: 1, removed: 1 });
  });
  it('R-DRF-03: a version that is not there is refused; others see nothing of them', async () => {
    const documentId = await world.create();
    await world.refuses('OUTGOING.UNKNOWN_VERSION', CompareVersions, { documentId, from: 1, to: 7 }, people.drafter);
    await world.refuses('REQUEST.NOT_FOUND', GetReview, { documentId }, people.otherDrafter);
    await world.refuses('REQUEST.NOT_FOUND', GetReview, { documentId }, stranger);
  });
});

describe('comments', () => {
  it('R-DRF-04: are kept with their version, author and time', async () => {
    const documentId = await world.create();
    await world.done(AddComment, { documentId, text: 'Bổ sung Điều 4.' }, people.head);
    await revise(documentId, 'Về việc khác');
    await world.done(AddComment, { documentId, text: 'Đã bổ sung.' }, people.drafter);
    const { comments } = await review(documentId);
    expect(comments).toMatchObject([
      { draftNumber: 1, text: 'Bổ sung Điều 4.', personName: 'Phạm Văn Dũng', at: world.at },
      { draftNumber: 2, text: 'Đã bổ sung.', personName: 'Lê Thị Hoa' },
    ]);
    expect((await world.bed.events(outgoing.DraftCommented)).filter((e) => e.aggregateId === documentId)).toHaveLength(
      2,
    );
  });
  it('R-DRF-04: are refused once the document is signed', async () => {
    const { id: documentId } = await world.until('signed');
    await world.refuses('OUTGOING.ALREADY_DONE', AddComment, { documentId, text: 'Muộn rồi.' }, people.head);
  });
});

describe('opinions of other units', () => {
  it('R-DRF-03: are asked until a day; the head of the unit reads the draft and answers once', async () => {
    const documentId = await world.create();
    await world.refuses('REQUEST.NOT_FOUND', GetReview, { documentId }, people.officeHead);
    const { ids } = await world.done(AskOpinions, ask(documentId), people.drafter);
    const [opinionId = ''] = ids;
    expect((await review(documentId, people.officeHead)).opinions).toMatchObject([
      { id: opinionId, unitName: office.name, dueOn: '2025-03-07', answer: null, isMine: true, isOverdue: false },
    ]);
    const answer = { documentId, opinionId, stance: 'agrees-with-remarks' as const, text: 'Thêm Chánh Văn phòng.' };
    await world.refuses('OUTGOING.NOT_ASKED', GiveOpinion, answer, people.head);
    expect(await world.done(GiveOpinion, answer, people.officeHead)).toMatchObject({ isLate: false });
    await world.refuses('OUTGOING.OPINION_GIVEN', GiveOpinion, answer, people.officeHead);
    await world.refuses(
      'OUTGOING.UNKNOWN_OPINION',
      GiveOpinion,
      { ...answer, opinionId: randomUUID() },
      people.officeHead,
    );
    expect((await review(documentId)).opinions).toMatchObject([
      { answer: { stance: 'agrees-with-remarks', by: 'Ngô Văn Sáu', isLate: false }, isMine: false },
    ]);
  });
  it('R-DRF-03: a unit that is asked and also receives the document answers all the same', async () => {
    const documentId = await world.create(
      decision({ recipients: [{ kind: 'unit', unitId: office.id, name: office.name }] }),
    );
    const { ids } = await world.done(AskOpinions, ask(documentId), people.drafter);
    expect((await review(documentId, people.officeHead)).opinions).toMatchObject([{ id: ids[0], isMine: true }]);
  });
  it('R-DRF-03: one that comes late is taken and said to be late', async () => {
    const documentId = await world.create();
    const { ids } = await world.done(AskOpinions, ask(documentId), people.drafter);
    world.at = '2025-03-08T01:00:00.000Z';
    expect((await review(documentId)).opinions[0]).toMatchObject({ isOverdue: true });
    const answer = { documentId, opinionId: ids[0] ?? '', stance: 'agrees' as const, text: 'Nhất trí.' };
    expect(await world.done(GiveOpinion, answer, people.officeHead)).toMatchObject({ isLate: true });
  });
  it('R-DRF-03: are not asked of the own unit, of strangers, for a day that is past, or by others', async () => {
    const documentId = await world.create();
    await world.refuses(
      'OUTGOING.UNKNOWN_UNIT',
      AskOpinions,
      ask(documentId, { unitIds: [culture.id] }),
      people.drafter,
    );
    await world.refuses(
      'OUTGOING.UNKNOWN_UNIT',
      AskOpinions,
      ask(documentId, { unitIds: [randomUUID()] }),
      people.drafter,
    );
    await world.refuses('OUTGOING.OPINION_DUE', AskOpinions, ask(documentId, { dueOn: '2025-03-04' }), people.drafter);
    await world.refuses('OUTGOING.NOT_THE_DRAFTER', AskOpinions, ask(documentId), people.clerk);
  });
});

describe('initials', () => {
  it('R-DRF-07: stand for the files that were seen and fall with a change', async () => {
    const { id: documentId } = await world.until('submitted');
    await world.done(InitialDraft, await world.seen(documentId), people.head);
    expect((await review(documentId)).marks).toMatchObject([
      { kind: 'initial', personName: 'Phạm Văn Dũng', stands: true },
    ]);
    await revise(documentId, 'Về việc khác');
    expect((await review(documentId)).marks).toMatchObject([{ kind: 'initial', stands: false, draftNumber: 1 }]);
  });
  it('R-DRF-07: are refused of other files, twice, by the signer, and before the draft is submitted', async () => {
    const { id: documentId } = await world.until('submitted');
    const seen = await world.seen(documentId);
    const other = { documentId, manifestHash: 'a'.repeat(64) };
    await world.refuses('OUTGOING.OTHER_MANIFEST', InitialDraft, other, people.head);
    await world.done(InitialDraft, seen, people.head);
    await world.refuses('OUTGOING.ALREADY_INITIALLED', InitialDraft, seen, people.head);
    await world.refuses('OUTGOING.SIGNER_DOES_NOT_INITIAL', InitialDraft, seen, people.signer);
    const draft = await world.create();
    await world.refuses('OUTGOING.NOT_THE_TURN', InitialDraft, await world.seen(draft), people.head);
  });
});

describe('R-SIG-04 R-SIG-05 authority by authorisation', () => {
  it('R-SIG-04: a document planned for TUQ. is not signed after the authorisation has ended', async () => {
    const { id: documentId } = await world.until('form-checked');
    world.authority = ({ positionId }) => ({
      ...directory.refuseDirectory('DIRECTORY.NO_AUTHORITY', {
        positionId,
        capacity: 'TUQ.',
        on: '2025-03-05',
        rule: 'R-SIG-04',
      }),
    });
    const order = { ...(await world.seen(documentId)), activationId: randomUUID() };
    const refusal = await world.refuses('DIRECTORY.NO_AUTHORITY', Sign, order, people.signer);
    expect(refusal.details).toMatchObject({ rule: 'R-SIG-04' });
  });
});

describe('R-SIG-06 a document signed TUQ.', () => {
  const byAuthorisation = ({ positionId }: { positionId: string }) => {
    const answer = authorityOf(positionId);
    if ('refused' in answer) return answer;
    return { ...answer, capacity: 'TUQ' as const, lines: ['TUQ. CHỦ TỊCH', 'TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI'] };
  };
  it('R-SIG-06: bears name, symbol, series and seal of the agency that authorised', async () => {
    world.authority = byAuthorisation;
    const detail = await world.until('sealed');
    expect(detail.plan).toMatchObject([
      { capacity: 'TUQ', capacityLines: ['TUQ. CHỦ TỊCH', 'TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI'] },
      { kind: 'organisation', agencyId: commune.id },
    ]);
    expect(detail.numberAndSymbol).toMatch(/^\d+\/QĐ-UBND$/);
    expect((await world.orders(detail.id)).at(-1)?.signer).toMatchObject({
      kind: 'organisation',
      agencyId: commune.id,
    });
    const file = detail.manifest.files[0];
    const text = await readPdfText(await world.files.readBytes(file?.sha256 ?? ''));
    if (isReadingRefusal(text)) throw new Error(text.code);
    expect(readFields(text).agency?.value).toBe('ỦY BAN NHÂN DÂN XÃ CHÂU MINH');
  });
  it('R-SIG-06: a position that the authorising agency has not authorised is refused', async () => {
    world.authority = byAuthorisation;
    const draft = decision({ signerPositionId: people.clerk.positionId });
    await world.refuses('DIRECTORY.NO_AUTHORITY', outgoing.CreateDraft, draft, people.drafter);
  });
});

describe('R-GEN-05 the value of an original', () => {
  it('R-GEN-05: what is issued has the signatures of the person and of the organisation', async () => {
    const { plan } = await world.until('issued');
    expect(plan.map(({ kind, signedAt }) => [kind, signedAt !== null])).toEqual([
      ['personal', true],
      ['organisation', true],
    ]);
  });
  it('R-GEN-05: with that of the person alone nothing is issued', async () => {
    const { id: documentId } = await world.until('signed');
    await world.refuses('OUTGOING.NOT_THE_TURN', outgoing.Issue, { documentId }, people.clerk);
  });
});

describe('what is typed in other ways', () => {
  it('R-DRF-01: decomposed Vietnamese is composed before it is printed and kept', async () => {
    const documentId = await world.create(decision({ abstract: 'Về việc chuyển đổi số'.normalize('NFD') }));
    const { abstract, manifest } = await world.get(documentId);
    expect(abstract).toBe('Về việc chuyển đổi số'.normalize('NFC'));
    const text = await readPdfText(await world.files.readBytes(manifest.files[0]?.sha256 ?? ''));
    if (isReadingRefusal(text)) throw new Error(text.code);
    expect(readFields(text).abstract?.value).toBe('Về việc chuyển đổi số');
  });
  it('R-DRF-01: a title of 900 characters is refused', async () => {
    await world.refuses(
      'REQUEST.INVALID',
      outgoing.CreateDraft,
      decision({ abstract: 'Về việc '.repeat(112) }),
      people.drafter,
    );
  });
});

describe('writing in Word', () => {
  it('R-FMT-04: the template of a kind has the heads filled', async () => {
    for (const kind of ['quyet-dinh', 'cong-van', 'bao-cao', 'to-trinh', 'thong-bao']) {
      const file = await world.done(
        WriteWordTemplate,
        { kind, signerPositionId: people.signer.positionId },
        people.drafter,
      );
      const text = readDocxText(Buffer.from(file.base64, 'base64'));
      if (isReadingRefusal(text)) throw new Error(text.code);
      const fields = readFields(text);
      expect(fields.agency?.value).toBe('ỦY BAN NHÂN DÂN XÃ CHÂU MINH');
      expect(fields.kind?.value).toBe(kind);
      expect(fields.place?.value).toBe('Châu Minh');
      expect(fields.signer?.value).toMatchObject({ name: 'Trần Văn Bình' });
    }
  });
  it('R-FMT-04: a kind without a template, and one outside Art. 7, are refused', async () => {
    await world.refuses('OUTGOING.NO_WORD_TEMPLATE', WriteWordTemplate, { kind: 'bien-ban' }, people.drafter);
    await world.refuses('OUTGOING.UNKNOWN_KIND', WriteWordTemplate, { kind: 'nghi-dinh' }, people.drafter);
  });
  it('R-FMT-04: a draft as it stands, for those who took part', async () => {
    const documentId = await world.create(letter());
    const file = await world.done(WriteWord, { documentId }, people.drafter);
    expect(file.name).toMatch(/^cong-van-.*\.docx$/);
    const text = readDocxText(Buffer.from(file.base64, 'base64'));
    if (isReadingRefusal(text)) throw new Error(text.code);
    expect(readFields(text).abstract?.value).toBe('báo cáo tình hình chuyển đổi số');
    await world.refuses('REQUEST.NOT_FOUND', WriteWord, { documentId }, people.otherDrafter);
  });
  it('an abstract that cannot be printed is refused with the character, in a template and in a draft', async () => {
    const template = { kind: 'thong-bao', abstract: 'Về việc chúc mừng 😀' };
    const refused = await world.refuses('OUTGOING.UNPRINTABLE', WriteWordTemplate, template, people.drafter);
    expect(refused.message).toContain('U+1F600');
    const documentId = await world.create(letter());
    await world.bed.rows(
      `UPDATE draft_version SET content = jsonb_set(content, '{abstract}', $2) WHERE document_id = $1`,
      [documentId, JSON.stringify('Chúc mừng 😀')],
    );
    const again = await world.refuses('OUTGOING.UNPRINTABLE', WriteWord, { documentId }, people.drafter);
    expect(again.message).toContain('U+1F600');
  });
});

describe('the checker of layout', () => {
  it('R-FMT-01 R-FMT-04: says of an uploaded file what is wrong, where, by which article and how to mend it', async () => {
    const paper = { number: '07', date: 'ngày 05 tháng 3 năm 2025' };
    const { pdf } = await layOutDocument(sample('thong-bao'), await loadTinos(), { createdAt: new Date(0), paper });
    const good = await world.done(
      CheckUploadedLayout,
      { ticket: await world.upload(pdf, people.drafter) },
      people.drafter,
    );
    expect(good).toMatchObject({
      positions: 'measured',
      remarks: [],
      fields: { numberAndSymbol: '07/TB-UBND', kind: 'thong-bao' },
    });
    const { base64 } = await world.done(WriteWordTemplate, { kind: 'thong-bao' }, people.drafter);
    const ticket = await world.upload(Buffer.from(base64, 'base64'), people.drafter, 'thong-bao.docx');
    const word = await world.done(CheckUploadedLayout, { ticket }, people.drafter);
    expect(word).toMatchObject({ source: 'docx', positions: 'assumed' });
  });
  it('R-FMT-01: a file that cannot be read is refused with the reason', async () => {
    const ticket = await world.upload(Buffer.from('Xin chào'), people.drafter, 'thu.docx');
    const refusal = await world.refuses('OUTGOING.UNREADABLE_FILE', CheckUploadedLayout, { ticket }, people.drafter);
    expect(refusal.details).toMatchObject({ reason: 'PAGES.NOT_THIS_FORMAT' });
  });
});

describe('worked example A (Quyết định về việc thành lập Tổ công tác chuyển đổi số), rows 2 to 6 with 5b', () => {
  it('R-DRF-01 to R-DRF-08: goes from the draft of 3 March to the signature of 5 March 2025', async () => {
    world.at = '2025-03-03T01:30:00.000Z';
    const documentId = await world.create(decision());
    // 3: another unit comments.
    world.at = '2025-03-03T08:00:00.000Z';
    const { ids } = await world.done(AskOpinions, ask(documentId), people.drafter);
    const opinion = { documentId, opinionId: ids[0] ?? '', stance: 'agrees' as const, text: 'Nhất trí với dự thảo.' };
    await world.done(GiveOpinion, opinion, people.officeHead);
    // The drafter takes it in: version 2, which the head approves; a drafter does not approve his own.
    await revise(documentId, 'Về việc thành lập Tổ công tác chuyển đổi số');
    world.at = '2025-03-04T02:00:00.000Z';
    await world.done(SubmitDraft, { documentId }, people.drafter);
    const ownHead = { ...people.drafter, headOf: [culture.id], roles: [...people.drafter.roles, 'unit-head' as const] };
    await world.refuses('OUTGOING.OWN_DRAFT', CheckContent, await world.seen(documentId), ownHead);
    await world.done(CheckContent, await world.seen(documentId), people.head);
    // 5: form, on the same hash.
    world.at = '2025-03-04T07:00:00.000Z';
    await world.done(CheckForm, await world.seen(documentId), people.officeHead);
    expect((await review(documentId)).marks.map(({ kind, stands }) => [kind, stands])).toEqual([
      ['content', true],
      ['form', true],
    ]);
    // 5b: the vice chairman wants a change; back to the unit, both approvals fall.
    await world.refuses('OUTGOING.NOT_THE_SIGNER', ReturnDraft, { documentId, reason: 'Sửa Điều 2.' }, people.head);
    await world.done(ReturnDraft, { documentId, reason: 'Sửa Điều 2.' }, people.signer);
    expect(await world.get(documentId)).toMatchObject({ state: 'draft', returnReason: 'Sửa Điều 2.' });
    expect((await review(documentId)).marks.map(({ stands }) => stands)).toEqual([false, false]);
    await revise(documentId, 'Về việc thành lập Tổ công tác chuyển đổi số xã');
    await world.bring(documentId, 'form-checked');
    // 6: signed by the planned signer in his capacity, number and date still empty.
    world.at = '2025-03-05T09:30:00.000Z';
    const detail = await world.bring(documentId, 'signed');
    expect(detail).toMatchObject({ state: 'signed', numberAndSymbol: null, documentDate: null });
    expect(detail.plan[0]?.capacityLines).toEqual(['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']);
    expect((await review(documentId)).versions.map(({ number }) => number)).toEqual([1, 2, 3]);
  });
});
