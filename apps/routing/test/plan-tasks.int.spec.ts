import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isRefusal, routing } from '@vanthu/contracts';
import { writeXlsx } from '@vanthu/spreadsheets';
import { at, Commune, people, units } from './commune.js';

let commune: Commune;
beforeAll(async () => {
  commune = await Commune.open();
});
afterAll(() => commune.bed.close());

const unit = ({ id, name }: { id: string; name: string }) => ({ kind: 'unit' as const, unitId: id, name });
const source = (numberAndSymbol: string, kind: 'plan' | 'meeting' = 'plan', date = '2025-01-27') => ({
  ...{ kind, numberAndSymbol, title: 'Kế hoạch cải cách hành chính năm 2025', date },
});
const task = (own: Partial<routing.PlanTask> = {}): routing.PlanTask => ({
  ...{
    number: 1,
    content: 'Rà soát thủ tục hành chính',
    lead: unit(units.finance),
    cooperators: [unit(units.economy)],
  },
  ...{ deadline: '2025-03-20', proofWanted: 'either', ...own },
});
const leaderPositionId = people.chairman.positionId;
const add = (plan: string, own: Partial<routing.PlanTask> = {}, as: Parameters<Commune['as']>[0] = 'clerk') =>
  commune.bed.ask(routing.AddPlanTask, { source: source(plan), leaderPositionId, task: task(own) }, commune.as(as));
const added = async (plan: string, own: Partial<routing.PlanTask> = {}) => {
  const answer = await add(plan, own);
  if (isRefusal(answer)) throw new Error(answer.message);
  return { documentId: answer.documentId, ...(await commune.tasks(answer.documentId)) };
};
const rows = () =>
  commune.bed.rows(
    `SELECT (SELECT count(*) FROM routed_document) AS documents, (SELECT count(*) FROM outbox) AS events`,
  );

describe('entering', () => {
  it('R-IN-09: work of a plan has one lead, co-operators and a day, and is on the same lists', async () => {
    const { documentId } = await added('101/QĐ-UBND');
    for (const who of ['financeHead', 'economyHead'] as const) {
      const mine = await commune.bed.ask(
        routing.FindRouted,
        { limit: 50, mine: true, overdue: false, open: true, source: 'plan' },
        commune.as(who),
      );
      expect(isRefusal(mine) ? [] : mine.items).toMatchObject([
        {
          documentId,
          source: 'plan',
          state: 'directed',
          numberAndSymbol: '101/QĐ-UBND',
          arrivalNumber: 1,
          deadline: '2025-03-20',
        },
      ]);
    }
    const notices = await commune.bed.ask(routing.FindNotices, { limit: 5, unread: true }, commune.as('financeHead'));
    expect(isRefusal(notices) ? [] : notices.items).toMatchObject([{ kind: 'given', documentId }]);
    const seen = await commune.bed.ask(routing.GetRouted, { documentId }, commune.as('chairman'));
    expect(seen).toMatchObject({
      submittedToName: 'Chủ tịch Trần Văn Chủ',
      direction: { directedBy: '101/QĐ-UBND ngày 27/01/2025' },
      timeline: [{ act: 'plan', personName: people.clerk.personName }],
    });
  });

  it('R-IN-09: a lead that co-operates, a day that has passed, a number twice and an official are refused, leaving nothing', async () => {
    await added('102/QĐ-UBND');
    const before = await rows();
    const refused = async (own: Partial<routing.PlanTask>, as: Parameters<Commune['as']>[0] = 'clerk') => {
      const answer = await add('102/QĐ-UBND', own, as);
      return isRefusal(answer) ? answer.code : 'done';
    };
    expect(await refused({ number: 2, cooperators: [unit(units.finance)] })).toBe('ROUTING.LEAD_COOPERATES');
    expect(await refused({ number: 2, deadline: '2025-03-01' })).toBe('ROUTING.DEADLINE_PAST');
    expect(await refused({ number: 2, lead: { kind: 'unit', unitId: leaderPositionId, name: 'Không có' } })).toBe(
      'ROUTING.UNKNOWN_ASSIGNEE',
    );
    expect(await refused({})).toBe('ROUTING.PLAN_TASK_EXISTS');
    expect(await refused({ number: 2 }, 'official')).toBe('ACCESS.NOT_ALLOWED');
    expect(await rows()).toEqual(before);
  });
});

describe('years', () => {
  const nextYear = at('2026-01-12');
  const ask = (date: string, number = 1) =>
    commune.bed.ask(
      routing.AddPlanTask,
      { source: source('01/KH-UBND', 'plan', date), leaderPositionId, task: task({ number, deadline: '2026-03-20' }) },
      commune.as('clerk', nextYear),
    );

  it('01/KH-UBND of the next year is another plan, with lists and figures of its own; in one year a number is given once', async () => {
    const first = await ask('2025-01-06');
    const second = await ask('2026-01-05');
    expect([isRefusal(first), isRefusal(second)]).toEqual([false, false]);
    const before = await rows();
    expect(await ask('2026-01-05')).toMatchObject({ code: 'ROUTING.PLAN_TASK_EXISTS' });
    // The same decision, its day mistyped: still that year's.
    expect(await ask('2026-01-06')).toMatchObject({ code: 'ROUTING.PLAN_TASK_EXISTS' });
    expect(await rows()).toEqual(before);
    const work = await commune.bed.ask(
      routing.FindRouted,
      { limit: 50, mine: false, overdue: false, plan: '01/KH-UBND', planDate: '2026-01-05' },
      commune.as('clerk', nextYear),
    );
    expect(isRefusal(work) ? [] : work.items.map(({ documentId }) => documentId)).toEqual([
      isRefusal(second) ? '' : second.documentId,
    ]);
    const plans = await commune.bed.ask(routing.FindPlans, {}, commune.as('clerk', nextYear));
    expect(
      isRefusal(plans) ? [] : plans.plans.filter(({ numberAndSymbol }) => numberAndSymbol === '01/KH-UBND'),
    ).toMatchObject([
      { date: '2026-01-05', figures: { total: 1 } },
      { date: '2025-01-06', figures: { total: 1 } },
    ]);
  });

  it('a number of a plan is given once in a year, also past the rule: by the table', async () => {
    await ask('2025-01-06', 9);
    await expect(
      commune.bed.rows(
        `INSERT INTO routed_document (document_id, agency_id, state, abstract, sender_name, number_and_symbol, arrival_number,
           arrived_on, urgency, urgency_rank, readers, holders, source, document_date)
         SELECT gen_random_uuid(), agency_id, state, abstract, sender_name, number_and_symbol, arrival_number, arrived_on, urgency,
           urgency_rank, readers, holders, source, '2025-12-31' FROM routed_document
         WHERE number_and_symbol = '01/KH-UBND' AND arrival_number = 9`,
      ),
    ).rejects.toThrow('routed_document_plan_task');
  });
});

describe('from a table', () => {
  const heading = ['STT', 'Nội dung', 'Chủ trì', 'Phối hợp', 'Thời hạn', 'Minh chứng'];
  const table = async (lines: string[][]) =>
    Buffer.from(
      await writeXlsx([{ name: 'Nhiệm vụ', columns: heading.map((text) => ({ heading: text })), rows: lines }]),
    ).toString('base64');
  const load = (plan: string, file: string, apply: boolean) =>
    commune.bed.ask(
      routing.ImportPlanTasks,
      { source: source(plan), leaderPositionId, file, apply },
      commune.as('clerk'),
    );

  it('the 43 tasks of a plan: tried, then entered, once', async () => {
    const lines = Array.from({ length: 43 }, (_, i) => [
      ...[String(i + 1), `Nhiệm vụ cải cách thứ ${i + 1}`, i % 2 === 0 ? 'TCKH' : 'Phòng Kinh tế'],
      ...[i % 2 === 0 ? 'Phòng Kinh tế' : '', '31/3/2025', i % 3 === 0 ? 'văn bản' : ''],
    ]);
    const file = await table(lines);
    const before = await rows();
    const tried = await load('201/QĐ-UBND', file, false);
    expect(tried).toMatchObject({ applied: false, created: 0 });
    expect(isRefusal(tried) ? [] : tried.rows.filter(({ outcome }) => outcome === 'new')).toHaveLength(43);
    expect(await rows()).toEqual(before);
    expect(await load('201/QĐ-UBND', file, true)).toMatchObject({ applied: true, created: 43 });
    const again = await load('201/QĐ-UBND', file, true);
    expect(again).toMatchObject({ applied: false, rows: Array(43).fill({ outcome: 'refused' }) });
    const plans = await commune.bed.ask(routing.FindPlans, {}, commune.as('clerk'));
    expect(
      isRefusal(plans) ? undefined : plans.plans.find(({ numberAndSymbol }) => numberAndSymbol === '201/QĐ-UBND'),
    ).toMatchObject({
      figures: { total: 43, later: 43, doneInTime: 0 },
      byLead: [
        { name: 'Phòng Kinh tế', total: 21 },
        { name: 'Phòng Tài chính - Kế hoạch', total: 22 },
      ],
    });
  });

  it('every row that is wrong says why, and then none is entered', async () => {
    const good = ['1', 'Việc một', 'TCKH', '', '31/3/2025', ''];
    const file = await table([
      good,
      ['hai', 'Việc', 'TCKH', '', '31/3/2025', ''],
      ['3', '', 'TCKH', '', '31/3/2025', ''],
      ['4', 'Việc', 'XYZ', '', '31/3/2025', ''],
      ['5', 'Việc', 'TCKH', 'KT; ABC', '31/3/2025', ''],
      ['6', 'Việc', 'TCKH', '', '30/2/2025', ''],
      ['7', 'Việc', 'TCKH', '', '1/3/2025', ''],
      ['1', 'Việc', 'TCKH', '', '31/3/2025', ''],
      ['9', 'Việc', 'TCKH', '', '31/3/2025', 'ảnh'],
    ]);
    const before = await rows();
    const answer = await load('202/QĐ-UBND', file, true);
    expect(isRefusal(answer) ? [] : answer.rows.map(({ number, messageVi }) => `${number}: ${messageVi}`)).toEqual([
      '1: ',
      'hai: STT phải là số từ 1 đến 9999.',
      '3: Chưa có nội dung.',
      '4: Không có đơn vị chủ trì “XYZ”.',
      '5: Không có đơn vị phối hợp “ABC”.',
      '6: Thời hạn phải ghi ngày/tháng/năm.',
      '7: Thời hạn đã qua.',
      '1: Nhiệm vụ số 1 đã có.',
      '9: Minh chứng ghi “văn bản”, “tệp”, hoặc để trống (một trong hai).',
    ]);
    expect(await rows()).toEqual(before);
    const csv = Buffer.from('Mã,Tên\r\n1,x\r\n').toString('base64');
    expect(await load('202/QĐ-UBND', csv, false)).toMatchObject({ code: 'ROUTING.UNREADABLE_TABLE' });
  });
});

describe('to its end', () => {
  const complete = (
    taskId: string,
    outcome: Parameters<typeof commune.bed.ask<typeof routing.Complete>>[1]['outcome'],
    as: Parameters<Commune['as']>[0] = 'financeHead',
  ) => commune.bed.ask(routing.Complete, { taskId, outcome }, commune.as(as, at('2025-03-21')));

  it('ends with the number and symbol that prove it, never with a reason alone; late is told in the figures and the book', async () => {
    const { documentId, lead } = await added('301/QĐ-UBND', { proofWanted: 'number' });
    await commune.bed.ask(
      routing.Assign,
      { taskId: lead.id, personId: people.official.personId },
      commune.as('financeHead'),
    );
    await commune.bed.ask(routing.Report, { taskId: lead.id, text: 'Xong 30/43 thủ tục' }, commune.as('official'));
    const before = await commune.traces(documentId);
    expect(await complete(lead.id, { kind: 'no-answer', reason: 'Đã làm' })).toMatchObject({
      code: 'ROUTING.PROOF_MISSING',
    });
    expect(await complete(lead.id, { kind: 'proved' })).toMatchObject({ code: 'ROUTING.PROOF_MISSING' });
    expect(await commune.traces(documentId)).toEqual(before);
    expect(await complete(lead.id, { kind: 'proved', numberAndSymbol: '57/BC-UBND' }, 'official')).toMatchObject({
      state: 'completed',
    });
    const plans = await commune.bed.ask(routing.FindPlans, {}, commune.as('chairman', at('2025-03-21')));
    expect(
      isRefusal(plans) ? undefined : plans.plans.find(({ numberAndSymbol }) => numberAndSymbol === '301/QĐ-UBND'),
    ).toMatchObject({
      figures: { total: 1, doneLate: 1, doneInTime: 0, overdue: 0 },
    });
    const period = { limit: 200, from: '2025-03-10', to: '2025-03-10' };
    const book = await commune.bed.ask(routing.ReadFollowUpBook, period, commune.as('clerk', at('2025-03-21')));
    expect(isRefusal(book) ? undefined : book.items.find((line) => line.documentId === documentId)).toMatchObject({
      incomingNumber: 'KH 01',
      document: 'Rà soát thủ tục hành chính (301/QĐ-UBND ngày 27/01/2025: Kế hoạch cải cách hành chính năm 2025)',
      progress: expect.stringContaining('Xong 30/43 thủ tục'),
      answer: '57/BC-UBND',
    });
  });

  it('a file that was uploaded proves it, and is opened by those who read the work, with a record', async () => {
    const { documentId, lead } = await added('302/QĐ-UBND', { proofWanted: 'file' });
    expect(await complete(lead.id, { kind: 'proved', numberAndSymbol: '58/BC-UBND' })).toMatchObject({
      code: 'ROUTING.PROOF_MISSING',
    });
    const ticket = await commune.ticket(Buffer.from('kết quả'), people.financeHead);
    expect(
      await complete(lead.id, { kind: 'proved', ticket: await commune.ticket(Buffer.from('x'), people.clerk) }),
    ).toMatchObject({ refused: true });
    expect(await complete(lead.id, { kind: 'proved', ticket })).toMatchObject({ state: 'completed' });
    const open = (as: Parameters<Commune['as']>[0]) =>
      commune.bed.ask(routing.OpenProof, { documentId, act: 'view' }, { ...commune.as(as), service: 'gateway' });
    expect(await open('chairman')).toMatchObject({
      name: 'ket-qua.pdf',
      sha256: createHash('sha256').update('kết quả').digest('hex'),
    });
    expect(await open('strangerClerk')).toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    expect(
      await commune.bed.rows(`SELECT act FROM access_log WHERE document_id = $1 AND act = 'view'`, [documentId]),
    ).toHaveLength(1);
  });

  it('R-GEN-02: a co-operator shows what was done too: whose, by whom and when, opened by those who read the work', async () => {
    const { documentId, lead, cooperator } = await added('305/QĐ-UBND', { proofWanted: 'number' });
    const ticket = await commune.ticket(Buffer.from('phần phối hợp'), people.economyHead);
    expect(await complete(cooperator.id, { kind: 'proved', ticket }, 'economyHead')).toMatchObject({
      state: 'in-progress',
    });
    await complete(lead.id, { kind: 'proved', numberAndSymbol: '59/BC-UBND' });
    const seen = await commune.bed.ask(routing.GetRouted, { documentId }, commune.as('chairman', at('2025-03-22')));
    const sha256 = createHash('sha256').update('phần phối hợp').digest('hex');
    expect(isRefusal(seen) ? [] : seen.proofs).toEqual([
      {
        ...{ sha256, bytes: Buffer.byteLength('phần phối hợp'), name: 'ket-qua.pdf', part: 'cooperate' },
        ...{ assigneeName: units.economy.name, addedAt: at('2025-03-21') },
        ...{ personName: people.economyHead.personName, positionTitle: people.economyHead.positionTitle },
      },
    ]);
    const open = (as: Parameters<Commune['as']>[0], one?: string) =>
      commune.bed.ask(
        routing.OpenProof,
        { documentId, act: 'download', ...(one ? { sha256: one } : {}) },
        { ...commune.as(as), service: 'gateway' },
      );
    expect(await open('chairman', sha256)).toMatchObject({ name: 'ket-qua.pdf', sha256 });
    // The lead showed a number and no file; and what is not of this work is not found.
    expect(await open('chairman')).toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    expect(await open('chairman', 'a'.repeat(64))).toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    expect(await open('strangerClerk', sha256)).toMatchObject({ code: 'REQUEST.NOT_FOUND' });
  });

  it('a co-operator who shows nothing is not said to have shown a file', async () => {
    const { documentId, cooperator } = await added('306/QĐ-UBND');
    await complete(cooperator.id, { kind: 'proved' }, 'economyHead');
    const seen = await commune.bed.ask(routing.GetRouted, { documentId }, commune.as('chairman'));
    expect(isRefusal(seen) ? undefined : seen.timeline.at(-1)?.textVi).toBe(
      'Xong phần phối hợp của Phòng Kinh tế: Đã xong phần việc',
    );
  });

  it('R-IN-15: an incoming document ends with its answer or a reason, not with the proof of a plan', async () => {
    const documentId = await commune.directed();
    const { lead, cooperator } = await commune.tasks(documentId);
    const before = await commune.traces(documentId);
    for (const [id, who] of [
      [lead.id, 'financeHead'],
      [cooperator.id, 'economyHead'],
    ] as const) {
      expect(await complete(id, { kind: 'proved', numberAndSymbol: '1/BC' }, who)).toMatchObject({
        code: 'ROUTING.NOT_OF_A_PLAN',
      });
    }
    expect(await commune.traces(documentId)).toEqual(before);
  });

  it('reception hears nothing of work that it never registered', async () => {
    const { documentId, lead } = await added('303/QĐ-UBND');
    await commune.bed.ask(
      routing.Assign,
      { taskId: lead.id, personId: people.official.personId },
      commune.as('financeHead'),
    );
    const events = await commune.bed.rows<{ type: string }>(
      'SELECT DISTINCT type FROM outbox WHERE aggregate_id = $1',
      [documentId],
    );
    expect(events).toEqual([{ type: routing.PlanTaskChanged.type }]);
  });

  it('R-IN-13: what is late of a plan is urged and escalated as a document is', async () => {
    const { documentId } = await added('304/QĐ-UBND', { deadline: '2025-03-12' });
    await commune.bed.ask(routing.Urge, {}, { service: 'cli', at: at('2025-03-17', 8) });
    for (const [who, kind] of [
      ['financeHead', 'urge-overdue'],
      ['chairman', 'escalated'],
    ] as const) {
      const found = await commune.bed.ask(
        routing.FindNotices,
        { limit: 100, unread: false },
        commune.as(who, at('2025-03-17')),
      );
      expect(
        isRefusal(found) ? [] : found.items.filter((item) => item.documentId === documentId).map((item) => item.kind),
      ).toContain(kind);
    }
  });
});
