import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, outgoing } from '@vanthu/contracts';
import { checkLayout, isReadingRefusal, readPdfText } from '@vanthu/page-reader';
import { plainPdf } from './paper.js';
import { commune, culture, office, people } from './people.js';
import { decision, World } from './world.js';

/**
 * Worked example A, rows 1 to 6 with 5b: the decision that sets up the working group on digital transformation, from the charge to
 * the personal signature, each act on its day. What a row asks of the system is refused in the same test when it is not so.
 */
let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());

const on = (day: string, time: string) => new Date(`2025-03-${day}T${time}:00+07:00`).toISOString();
const draft = decision({ abstract: 'Về việc thành lập Tổ công tác chuyển đổi số' });
let assignmentId = '';
let documentId = '';
const manifestHash = async () => (await world.get(documentId)).manifest.hash;
const timeline = async () => (await world.get(documentId)).timeline;

describe('worked example A (§12.1)', () => {
  it('row 1: the deputy charges the unit with drafting (Art. 10.1)', async () => {
    world.at = on('03', '08:05');
    const wish = {
      unitId: culture.id,
      matter: 'Dự thảo Quyết định thành lập Tổ công tác chuyển đổi số',
      dueOn: '2025-03-05',
    };
    await world.refuses('ACCESS.NOT_ALLOWED', outgoing.AssignDrafting, wish, people.drafter);
    await world.refuses(
      'OUTGOING.NOT_A_UNIT',
      outgoing.AssignDrafting,
      { ...wish, unitId: randomUUID() },
      people.signer,
    );
    await world.refuses('OUTGOING.DAY_PAST', outgoing.AssignDrafting, { ...wish, dueOn: '2025-03-02' }, people.signer);
    ({ id: assignmentId } = await world.done(outgoing.AssignDrafting, wish, people.signer));
    const open = { open: true, limit: 100 } as const;
    const forUnit = await world.done(outgoing.FindAssignments, open, people.drafter);
    expect(forUnit.assignments).toMatchObject([
      {
        id: assignmentId,
        unitName: culture.name,
        assignedBy: 'Trần Văn Bình',
        draft: null,
        isMine: true,
        dueOn: '2025-03-05',
      },
    ]);
    expect((await world.done(outgoing.FindAssignments, open, people.signer)).assignments).toMatchObject([
      { isMine: false },
    ]);
    expect((await world.done(outgoing.FindAssignments, open, people.officeHead)).assignments).toEqual([]);
    expect(await world.bed.events(outgoing.DraftingAssigned)).toMatchObject([{ occurredAt: world.at }]);
  });

  it('row 2: the official drafts it, with an attachment; every version is kept with its hash (Art. 10.2)', async () => {
    world.at = on('03', '08:30');
    documentId = await world.create(draft);
    await world.done(outgoing.TakeUpAssignment, { assignmentId, documentId }, people.drafter);
    const again = { assignmentId, documentId: await world.create(draft) };
    await world.refuses('OUTGOING.ASSIGNMENT_TAKEN', outgoing.TakeUpAssignment, again, people.drafter);
    const [taken] = (await world.done(outgoing.FindAssignments, { open: false, limit: 100 }, people.signer))
      .assignments;
    expect(taken).toMatchObject({ draft: { documentId, state: 'draft' }, isOverdue: false });
    // A colleague of the unit who does not read the draft sees what was charged and not what is being written.
    const namesOf = async (actor: Actor) =>
      (await world.done(outgoing.FindAssignments, { open: false, limit: 100 }, actor)).assignments.map(
        (one) => one.draft?.abstract,
      );
    expect(await namesOf(people.drafter)).toEqual([draft.abstract]);
    expect(await namesOf(people.otherDrafter)).toEqual(['Dự thảo Quyết định thành lập Tổ công tác chuyển đổi số']);
    const ticket = await world.upload(await plainPdf('Quy chế'), people.drafter, 'quy-che.pdf');
    const { version } = await world.get(documentId);
    const attachment = { documentId, version, ticket, title: 'Quy chế hoạt động của Tổ công tác' };
    await world.done(outgoing.AddAttachment, attachment, people.drafter);
    const { state, manifest, urgency, kindName } = await world.get(documentId);
    expect({ state, urgency, kindName }).toEqual({ state: 'draft', urgency: 'normal', kindName: 'Quyết định' });
    expect(manifest.files.map(({ role }) => role)).toEqual(['main', 'attachment']);
    await world.refuses(
      'OUTGOING.SECRET',
      outgoing.CreateDraft,
      { ...draft, abstract: 'MẬT: thành lập Tổ' },
      people.drafter,
    );
  });

  it('row 3: another unit is asked and gives its opinion, which is kept (Annex VI III.5.a)', async () => {
    world.at = on('03', '15:00');
    const question = { documentId, unitIds: [office.id], question: 'Cho ý kiến về thành phần.', dueOn: '2025-03-04' };
    const { ids } = await world.done(outgoing.AskOpinions, question, people.drafter);
    const answer = {
      documentId,
      opinionId: ids[0] ?? '',
      stance: 'agrees-with-remarks' as const,
      text: 'Thêm kế toán.',
    };
    await world.done(outgoing.GiveOpinion, answer, people.officeHead);
    const { opinions } = await world.done(outgoing.GetReview, { documentId }, people.drafter);
    expect(opinions).toMatchObject([{ answer: { text: 'Thêm kế toán.', isLate: false, by: 'Ngô Văn Sáu' } }]);
    expect((await world.get(documentId)).state).toBe('draft');
  });

  it('row 4: version 2 is checked by the head of the unit, not by its drafter, bound to its hash (Art. 12.1)', async () => {
    world.at = on('04', '09:00');
    const first = await manifestHash();
    const { version } = await world.get(documentId);
    await world.done(outgoing.ReviseDraft, { ...draft, documentId, version }, people.drafter);
    await world.done(outgoing.SubmitDraft, { documentId }, people.drafter);
    await world.refuses(
      'OUTGOING.OTHER_MANIFEST',
      outgoing.CheckContent,
      { documentId, manifestHash: first },
      people.head,
    );
    const wish = { documentId, manifestHash: await manifestHash() };
    await world.refuses('OUTGOING.NOT_THE_UNIT_HEAD', outgoing.CheckContent, wish, {
      ...people.drafter,
      roles: ['official', 'unit-head'],
    });
    await world.done(outgoing.CheckContent, wish, people.head);
    expect((await world.get(documentId)).state).toBe('content-checked');
  });

  it('row 5: the form is checked by machine and by the assigned person, on the same hash (Art. 12.2)', async () => {
    world.at = on('04', '14:00');
    const { manifest, plan } = await world.get(documentId, people.officeHead);
    const text = await readPdfText(await world.files.readBytes(manifest.files[0]?.sha256 ?? ''));
    if (isReadingRefusal(text)) throw new Error(text.code);
    const { violations, fields } = checkLayout(text);
    // The date comes with the seal.
    expect(violations.filter(({ code }) => code !== 'DATE.MISSING')).toEqual([]);
    expect(fields.symbol?.value).toBe('QĐ-UBND');
    expect(plan[0]?.capacityLines).toEqual(['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']);
    const wish = { documentId, manifestHash: manifest.hash };
    await world.refuses('ACCESS.NOT_ALLOWED', outgoing.CheckForm, wish, people.head);
    await world.done(outgoing.CheckForm, wish, people.officeHead);
    expect((await world.get(documentId)).state).toBe('form-checked');
  });

  it('row 5b: the deputy wants a change: back to the leader of the unit, and both checks are void (Art. 10.3, 11.2)', async () => {
    world.at = on('04', '15:30');
    await world.done(outgoing.ReturnDraft, { documentId, reason: 'Bổ sung thời hạn hoạt động.' }, people.signer);
    expect(await world.get(documentId)).toMatchObject({
      ...{ state: 'draft', returnReason: 'Bổ sung thời hạn hoạt động.' },
      waitingFor: 'Thủ trưởng đơn vị soạn thảo và Lê Thị Hoa sửa lại',
    });
    const { version } = await world.get(documentId, people.head);
    await world.done(outgoing.ReviseDraft, { ...draft, documentId, version }, people.head);
    const { marks } = await world.done(outgoing.GetReview, { documentId }, people.head);
    expect(marks.map(({ kind, stands }) => [kind, stands])).toEqual([
      ['content', false],
      ['form', false],
    ]);
    const sign = { documentId, manifestHash: await manifestHash(), activationId: randomUUID() };
    await world.refuses('OUTGOING.NOT_THE_TURN', outgoing.Sign, sign, people.signer);
    await world.bring(documentId, 'form-checked');
  });

  it('row 6: the deputy approves and signs in his capacity of that day; number and date are still empty (Art. 11.1, 13)', async () => {
    world.at = on('05', '16:30');
    const sign = { documentId, manifestHash: await manifestHash(), activationId: randomUUID() };
    const { authority } = world;
    world.authority = (question) =>
      question.on === '2025-03-05'
        ? authority({ ...question, positionId: people.clerk.positionId })
        : authority(question);
    await world.refuses('DIRECTORY.NO_AUTHORITY', outgoing.Sign, sign, people.signer);
    world.authority = authority;
    await world.done(outgoing.Sign, sign, people.signer);
    const [order] = await world.orders(documentId);
    expect(order).toMatchObject({ kind: 'personal', fill: [], signer: { personId: people.signer.personId } });
    await world.signOrdered(documentId);
    const signed = await world.get(documentId);
    expect(signed).toMatchObject({ state: 'signed', numberAndSymbol: null, documentDate: null, agencyId: commune.id });
    expect((await timeline()).findLast(({ act }) => act === 'sign')).toMatchObject({
      at: world.at,
      personName: 'Trần Văn Bình',
      authority: 'Quyết định số 12/QĐ-UBND ngày 02/01/2025',
    });
  });
});
