import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { incoming, isRefusal, routing } from '@vanthu/contracts';
import { agencyId, at, Commune, direction, monday, people } from './commune.js';

let commune: Commune;
beforeAll(async () => {
  commune = await Commune.open();
});
afterAll(() => commune?.bed.close());

type Name = Parameters<Commune['as']>[0];
const code = (answer: unknown) => (isRefusal(answer) ? answer.code : 'done');
const noAnswer = { kind: 'no-answer' as const, reason: 'Văn bản để biết' };

const cancel = (documentId: string, arrivalNumber: number | null = 342) =>
  commune.bed.emit(incoming.IncomingCancelled, {
    aggregateId: documentId,
    occurredAt: monday,
    payload: {
      ...{ documentId, agencyId, readers: [`clerks:${agencyId}`], outgoingDocumentId: randomUUID(), arrivalNumber },
      ...{ order: 'Công văn số 12/STC-VP', reason: 'Ban hành nhầm', cancelledAt: monday },
    },
  });
const stateOf = async (documentId: string) => {
  const rows = await commune.bed.rows<{ state: string }>('SELECT state FROM routed_document WHERE document_id = $1', [
    documentId,
  ]);
  return rows[0]?.state;
};

describe('R-REC-03 the issuer recalls', () => {
  it('R-REC-03: after the cancel nobody submits, whatever the clerk tries; no row and no event', async () => {
    const documentId = await commune.registered();
    await cancel(documentId);
    expect(await stateOf(documentId)).toBe('cancelled');
    const before = await commune.traces(documentId);
    expect(code(await commune.submit(documentId))).toBe('ROUTING.NOT_THE_TURN');
    expect(await commune.traces(documentId)).toEqual(before);
  });

  it('R-REC-03: what was submitted is neither directed, taken back nor sent back', async () => {
    const documentId = await commune.registered();
    await commune.submit(documentId);
    await cancel(documentId);
    const before = await commune.traces(documentId);
    const { bed } = commune;
    expect(code(await bed.ask(routing.Direct, { documentId }, commune.as('chairman')))).toBe('ROUTING.NOT_THE_TURN');
    expect(code(await bed.ask(routing.Undo, { documentId }, commune.as('clerk')))).toBe('ROUTING.NOTHING_TO_UNDO');
    const back = { documentId, reason: 'Sai thẩm quyền' };
    expect(code(await bed.ask(routing.SendBack, back, commune.as('chairman')))).toBe('ROUTING.NOTHING_TO_SEND_BACK');
    expect(await commune.traces(documentId)).toEqual(before);
  });

  it('R-REC-03: its tasks are closed: not assigned, reported on, completed or opened, and no slip is printed', async () => {
    const documentId = await commune.directed();
    await cancel(documentId);
    const { lead, cooperator } = await commune.tasks(documentId);
    expect([lead.state, cooperator.state]).toEqual(['closed', 'closed']);
    const before = await commune.traces(documentId);
    const { bed } = commune;
    const taskId = lead.id;
    const head = commune.as('financeHead');
    for (const answer of [
      await bed.ask(routing.Assign, { taskId, personId: people.official.personId }, head),
      await bed.ask(routing.Report, { taskId, text: 'Đang làm' }, head),
      await bed.ask(routing.Complete, { taskId, outcome: noAnswer }, head),
      await bed.ask(routing.AskExtension, { taskId, deadline: '2025-03-20', reason: 'Chờ' }, head),
      await bed.ask(routing.PrintSlip, { documentId }, head),
    ]) {
      expect(code(answer)).toBe('ROUTING.NOT_THE_TURN');
    }
    const seen = await bed.ask(routing.GetRouted, { documentId }, head);
    expect(seen).toMatchObject({ state: 'cancelled', acts: [], overdue: false, bucket: null, waitingFor: null });
    expect(await commune.traces(documentId)).toEqual(before);
  });

  it('R-REC-03: nobody is urged, and it is in no list of work and in no count; the book keeps its line', async () => {
    const deadline = '2025-03-13';
    const cancelledId = await commune.directed({ number: 401 }, deadline);
    const standingId = await commune.directed({ number: 402 }, deadline);
    const on = (who: Name, day: string) => commune.as(who, at(day));
    const open = async () => {
      const question = { limit: 200, mine: true, overdue: false, open: true };
      const page = await commune.bed.ask(routing.FindRouted, question, on('economyHead', '2025-03-12'));
      return isRefusal(page) ? [] : page.items.map(({ documentId }) => documentId);
    };
    const near = async () => {
      const counts = await commune.bed.ask(routing.CountDue, { mine: true }, on('economyHead', '2025-03-12'));
      return isRefusal(counts) ? 0 : counts.overdue + counts.today + counts.soon + counts.later;
    };
    expect(await open()).toEqual(expect.arrayContaining([cancelledId, standingId]));
    const counted = await near();
    await cancel(cancelledId, 401);
    expect(await open()).toContain(standingId);
    expect(await open()).not.toContain(cancelledId);
    expect(await near()).toBe(counted - 1);

    await commune.bed.ask(routing.Urge, {}, { service: 'cli', at: at('2025-03-18', 8) });
    const page = await commune.bed.ask(routing.FindNotices, { limit: 200, unread: false }, commune.as('financeHead'));
    const urged = (isRefusal(page) ? [] : page.items).filter(({ kind }) => kind.startsWith('urge'));
    const of = urged.map(({ documentId }) => documentId);
    expect(of).toContain(standingId);
    expect(of).not.toContain(cancelledId);
    const events = await commune.bed.events(routing.Urged);
    expect(events.filter(({ aggregateId }) => aggregateId === cancelledId)).toEqual([]);

    const period = { limit: 200, from: '2025-01-01', to: '2025-12-31' };
    const book = await commune.bed.ask(routing.ReadFollowUpBook, period, on('clerk', '2025-03-18'));
    const line = isRefusal(book) ? undefined : book.items.find(({ documentId }) => documentId === cancelledId);
    expect(line).toMatchObject({ incomingNumber: '401', progress: 'Đã hủy theo thu hồi', bucket: null });
  });

  it('R-REC-03: a finished document is cancelled too and keeps its result; what was never registered is not known', async () => {
    const documentId = await commune.directed();
    const { lead } = await commune.tasks(documentId);
    await commune.bed.ask(routing.Complete, { taskId: lead.id, outcome: noAnswer }, commune.as('financeHead'));
    await cancel(documentId);
    const seen = await commune.bed.ask(routing.GetRouted, { documentId }, commune.as('clerk'));
    expect(seen).toMatchObject({ state: 'cancelled', result: { reason: noAnswer.reason } });
    const before = await commune.traces(documentId);
    await cancel(documentId);
    expect(await commune.traces(documentId)).toEqual(before);

    const never = randomUUID();
    await cancel(never, null);
    expect(await stateOf(never)).toBeUndefined();
    expect(code(await commune.submit(never, 'clerk', direction()))).toBe('ROUTING.NOT_REGISTERED');
  });
});
