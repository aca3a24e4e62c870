import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isRefusal, outgoing, routing } from '@vanthu/contracts';
import { agencyId, Commune, direction, people, units } from './commune.js';

/**
 * Worked example B: the urgent letter 128/STC-NS of 10 March 2025, rows 4 to 10, at the times of the example. Rows 1 to 3 and
 * the variants of reception are with `incoming`.
 */
let commune: Commune;
let documentId: string;
beforeAll(async () => {
  commune = await Commune.open();
  documentId = await commune.registered({ urgency: 'urgent', answerBy: '2025-03-14' });
});
afterAll(() => commune.bed.close());

type Name = Parameters<Commune['as']>[0];
/** `10-3 10:30` of the example, in Viet Nam. */
const when = (day: number, time: string): string =>
  new Date(`2025-03-${String(day).padStart(2, '0')}T${time}:00+07:00`).toISOString();
const as = (who: Name, day: number, time: string) => commune.as(who, when(day, time));
const seen = (who: Name, day: number, time: string) =>
  commune.bed.ask(routing.GetRouted, { documentId }, as(who, day, time));
const taskIds = () => commune.tasks(documentId);
const book = async () => {
  const period = { limit: 200, from: '2025-03-10', to: '2025-03-10' };
  const page = await commune.bed.ask(routing.ReadFollowUpBook, period, as('clerk', 14, '08:00'));
  return isRefusal(page) ? undefined : page.items[0];
};

describe('worked example B of §12.2, row by row', () => {
  it('row 4, 10:06: the clerk submits at once with a proposal; R-IN-08: it was due on the day itself', async () => {
    expect(await seen('clerk', 10, '10:05')).toMatchObject({ workingDaysLeft: 0, bucket: 'today', acts: ['submit'] });
    const input = { documentId, toPositionId: people.chairman.positionId, proposal: direction('2025-03-14') };
    expect(await commune.bed.ask(routing.Submit, input, as('clerk', 10, '10:06'))).toMatchObject({
      state: 'submitted',
    });
    const notices = await commune.bed.ask(
      routing.FindNotices,
      { limit: 10, unread: true },
      as('chairman', 10, '10:07'),
    );
    expect(isRefusal(notices) ? [] : notices.items).toMatchObject([
      { kind: 'submitted', urgency: 'urgent', documentId },
    ]);
  });

  it('row 5, 10:30: Chủ tịch names lead, co-operator and 13-3, not later than the sender’s 14-3', async () => {
    const opened = await seen('chairman', 10, '10:29');
    expect(isRefusal(opened) ? [] : opened.deadlineChoices.map(({ label }) => label)).toEqual([
      'Theo văn bản 14/03',
      'Trong ngày',
      '3 ngày làm việc',
      '5 ngày làm việc',
      '10 ngày làm việc',
    ]);
    const chosen = direction('2025-03-13');
    const directed = await commune.bed.ask(
      routing.Direct,
      { documentId, direction: chosen },
      as('chairman', 10, '10:30'),
    );
    expect(directed).toMatchObject({ state: 'directed' });
  });

  it('row 6, 10:31: both units have it and are told; opening is recorded in place of "Ký nhận"', async () => {
    for (const head of ['financeHead', 'economyHead'] as const) {
      const notices = await commune.bed.ask(routing.FindNotices, { limit: 10, unread: true }, as(head, 10, '10:31'));
      expect(isRefusal(notices) ? [] : notices.items).toMatchObject([{ kind: 'given', documentId }]);
      await seen(head, 10, '10:40');
    }
    const opened = await commune.bed.rows('SELECT opened_at FROM task WHERE document_id = $1', [documentId]);
    expect(opened).toEqual([{ opened_at: new Date(when(10, '10:40')) }, { opened_at: new Date(when(10, '10:40')) }]);
  });

  it('row 7, 10:50: the head assigns with an internal deadline of 12-3; a day after 13-3 is refused (R-IN-14)', async () => {
    const { lead } = await taskIds();
    const assign = (deadline: string) =>
      commune.bed.ask(
        routing.Assign,
        { taskId: lead.id, personId: people.official.personId, deadline },
        as('financeHead', 10, '10:50'),
      );
    expect(await assign('2025-03-14')).toMatchObject({ code: 'ROUTING.LATER_THAN_LEADER' });
    expect(await assign('2025-03-12')).toMatchObject({ state: 'in-progress' });
  });

  it('row 8, 11-3: the official works on it; every word stays', async () => {
    const { lead } = await taskIds();
    await seen('official', 11, '08:00');
    const text = 'Đang dự thảo công văn trả lời';
    expect(await commune.bed.ask(routing.Report, { taskId: lead.id, text }, as('official', 11, '09:00'))).toMatchObject(
      {
        state: 'in-progress',
      },
    );
    expect(await book()).toMatchObject({ progress: expect.stringContaining(text) });
  });

  it('row 9, 12-3 08:00: reminded; it is on the urging list when the day is over', async () => {
    await commune.bed.ask(routing.Urge, {}, { service: 'cli', at: when(12, '08:00') });
    const told = async (who: Name, day: number) => {
      const page = await commune.bed.ask(routing.FindNotices, { limit: 50, unread: false }, as(who, day, '08:05'));
      return isRefusal(page) ? [] : page.items.map(({ kind }) => kind);
    };
    // The official's own day is 12-3, the co-operators' 13-3.
    expect(await told('official', 12)).toContain('urge-due');
    expect(await told('economyHead', 12)).toContain('urge-before');
    const late = await commune.bed.ask(
      routing.FindRouted,
      { limit: 200, mine: false, overdue: true },
      as('clerk', 14, '08:00'),
    );
    expect(isRefusal(late) ? [] : late.items).toMatchObject([{ documentId, overdue: true, workingDaysLeft: -1 }]);
    expect(await book()).toMatchObject({
      progress: expect.stringContaining('quá hạn 1 ngày làm việc'),
      bucket: 'overdue',
    });
  });

  it('row 10, 12-3 15:20: the answer 57/UBND-TCKH is issued and ends it in time; co-operators’ parts close', async () => {
    const outgoingDocumentId = randomUUID();
    await commune.bed.emit(outgoing.Issued, {
      aggregateId: outgoingDocumentId,
      payload: {
        ...{
          documentId: outgoingDocumentId,
          agencyId,
          unitId: null,
          kind: 'cong-van',
          abstract: 'Trả lời',
          readers: [],
        },
        ...{ urgency: 'normal', kindName: 'Công văn', agencyName: 'Ủy ban nhân dân xã', agencyCode: 'H53.10' },
        ...{ number: 57, symbol: 'UBND-TCKH', numberAndSymbol: '57/UBND-TCKH', documentDate: '2025-03-12' },
        ...{
          issuedAt: when(12, '15:15'),
          issuedOn: '2025-03-12',
          signerPersonId: randomUUID(),
          signerName: 'Trần Văn Chủ',
        },
        ...{ signerTitle: 'CHỦ TỊCH', fileSha256: 'a'.repeat(64), fileBytes: 1, fileName: 'a.pdf', pages: 1 },
        ...{ recipients: [], answers: documentId, excludedFromCoverage: null },
      },
    });
    const { lead } = await taskIds();
    const offered = await seen('official', 12, '15:19');
    expect(offered).toMatchObject({
      answeredWith: { documentId: outgoingDocumentId, numberAndSymbol: '57/UBND-TCKH' },
    });
    const outcome = { kind: 'answered' as const, outgoingDocumentId };
    expect(
      await commune.bed.ask(routing.Complete, { taskId: lead.id, outcome }, as('official', 12, '15:20')),
    ).toMatchObject({ state: 'completed' });
    const [told] = await commune.bed.events(routing.Completed);
    expect(told?.payload).toMatchObject({ answerNumberAndSymbol: '57/UBND-TCKH', late: false });
    expect(await taskIds()).toMatchObject({ lead: { state: 'completed' }, cooperator: { state: 'closed' } });
    expect(await book()).toMatchObject({
      receiver: `${units.finance.name}, Ngô Văn Viên (chủ trì); ${units.economy.name} (phối hợp)`,
      dueOn: '13/03/2025',
      progress: expect.stringMatching(/^Đã hoàn thành\. /),
      answer: '57/UBND-TCKH',
    });
  });

  it('row 11: the whole trail stands, in order, with who and when', async () => {
    const whole = await seen('clerk', 13, '08:00');
    expect(isRefusal(whole) ? [] : whole.timeline.map(({ act, personName }) => [act, personName])).toEqual([
      ['register', null],
      ['submit', people.clerk.personName],
      ['direct', people.chairman.personName],
      ['open-task', people.financeHead.personName],
      ['open-task', people.economyHead.personName],
      ['assign', people.financeHead.personName],
      ['open-task', people.official.personName],
      ['report', people.official.personName],
      ['complete', people.official.personName],
    ]);
  });

  it('row 5, a day after the sender’s 14-3: given all the same, and said in the timeline', async () => {
    const other = await commune.registered({ urgency: 'urgent', answerBy: '2025-03-14', number: 343 });
    await commune.submit(other, 'clerk', null);
    const late = { documentId: other, direction: direction('2025-03-17') };
    expect(await commune.bed.ask(routing.Direct, late, as('chairman', 10, '10:32'))).toMatchObject({
      state: 'directed',
    });
    const after = await commune.bed.ask(routing.GetRouted, { documentId: other }, as('chairman', 10, '10:33'));
    expect(isRefusal(after) ? '' : after.timeline.at(-1)?.textVi).toContain(
      'thời hạn 17/03/2025 (sau ngày nơi gửi yêu cầu trả lời 14/03/2025)',
    );
  });
});
