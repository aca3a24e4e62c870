import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, isRefusal, routing } from '@vanthu/contracts';
import { at, Commune, direction, monday, people, units } from './commune.js';

let commune: Commune;
beforeAll(async () => {
  commune = await Commune.open();
});
afterAll(() => commune.bed.close());

type Name = Parameters<Commune['as']>[0];
const code = (answer: unknown) => (isRefusal(answer) ? answer.code : `done ${JSON.stringify(answer)}`);

/** The act is refused with this code and leaves nothing: no row, no timeline entry, no event. */
async function refused(documentId: string, act: () => Promise<unknown>, expected: string): Promise<void> {
  const before = await commune.traces(documentId);
  expect(code(await act())).toBe(expected);
  expect(await commune.traces(documentId)).toEqual(before);
}

const look = (documentId: string, who: Name) => commune.bed.ask(routing.GetRouted, { documentId }, commune.as(who));
const undo = (documentId: string, who: Name) => commune.bed.ask(routing.Undo, { documentId }, commune.as(who));
const sendBack = (documentId: string, who: Name, reason = 'Không thuộc chức năng') =>
  commune.bed.ask(routing.SendBack, { documentId, reason }, commune.as(who));
const assign = (taskId: string) =>
  commune.bed.ask(routing.Assign, { taskId, personId: people.official.personId }, commune.as('financeHead'));
const rerouted = async (documentId: string) =>
  (await commune.bed.events(routing.Rerouted)).filter((event) => event.aggregateId === documentId);

/** An actor who stands in for somebody today, as the directory resolves it. */
const standingIn = (deputy: Name, absent: Name): Actor => ({
  ...people[deputy],
  standsInFor: [
    {
      personId: people[absent].personId,
      personName: people[absent].personName,
      positionId: people[absent].positionId,
      positionTitle: people[absent].positionTitle,
      headOf: people[absent].headOf,
      authority: 'vắng mặt từ 10/03/2025 đến 14/03/2025 (Nghỉ phép năm)',
    },
  ],
});

describe('taking back', () => {
  it('the clerk takes a submission back until the leader has opened it', async () => {
    const documentId = await commune.registered();
    await commune.submit(documentId);
    expect(await undo(documentId, 'clerk')).toMatchObject({ state: 'registered' });
    await commune.submit(documentId);
    await look(documentId, 'chairman');
    await refused(documentId, () => undo(documentId, 'clerk'), 'ROUTING.NOTHING_TO_UNDO');
    await refused(documentId, () => undo(documentId, 'financeHead'), 'REQUEST.NOT_FOUND');
    expect(await rerouted(documentId)).toMatchObject([{ payload: { act: 'undo', state: 'registered', tasks: [] } }]);
  });

  it('the leader takes a direction back until a unit has opened it, and directs anew with exactly one lead', async () => {
    const documentId = await commune.directed();
    expect(await undo(documentId, 'chairman')).toMatchObject({ state: 'submitted' });
    const other = { ...direction(), lead: direction().cooperators[0] as routing.Assignee, cooperators: [] };
    const again = await commune.bed.ask(routing.Direct, { documentId, direction: other }, commune.as('chairman'));
    expect(again).toMatchObject({ state: 'directed' });
    await refused(documentId, () => undo(documentId, 'clerk'), 'ROUTING.NOTHING_TO_UNDO');
    await look(documentId, 'economyHead');
    await refused(documentId, () => undo(documentId, 'chairman'), 'ROUTING.NOTHING_TO_UNDO');
    expect(
      await commune.bed.rows(`SELECT part, state FROM task WHERE document_id = $1 ORDER BY place`, [documentId]),
    ).toEqual([
      { part: 'lead', state: 'closed' },
      { part: 'cooperate', state: 'closed' },
      { part: 'lead', state: 'given' },
    ]);
  });

  it('the head takes an assignment back until the official has opened it', async () => {
    const documentId = await commune.directed();
    const { lead } = await commune.tasks(documentId);
    await assign(lead.id);
    expect(await undo(documentId, 'financeHead')).toMatchObject({ state: 'directed' });
    await assign(lead.id);
    await look(documentId, 'official');
    await refused(documentId, () => undo(documentId, 'financeHead'), 'ROUTING.NOTHING_TO_UNDO');
  });
});

it('what is under way is neither submitted nor directed again', async () => {
  const documentId = await commune.directed();
  await refused(documentId, () => commune.submit(documentId), 'ROUTING.NOT_THE_TURN');
  await assign((await commune.tasks(documentId)).lead.id);
  await refused(
    documentId,
    () => commune.bed.ask(routing.Direct, { documentId, direction: direction() }, commune.as('chairman')),
    'ROUTING.NOT_THE_TURN',
  );
});

describe('sending back', () => {
  it('goes step by step with its reason, and somebody always has it', async () => {
    const documentId = await commune.directed();
    const { lead } = await commune.tasks(documentId);
    await assign(lead.id);
    expect(await sendBack(documentId, 'official', 'Thuộc lĩnh vực của Phòng Kinh tế')).toMatchObject({
      state: 'directed',
    });
    expect(await look(documentId, 'clerk')).toMatchObject({ waitingFor: units.finance.name });
    expect(await sendBack(documentId, 'financeHead')).toMatchObject({ state: 'submitted' });
    expect(await look(documentId, 'clerk')).toMatchObject({ waitingFor: 'Chủ tịch Trần Văn Chủ' });
    expect(await sendBack(documentId, 'chairman', 'Trình Phó Chủ tịch')).toMatchObject({ state: 'registered' });
    const seen = await look(documentId, 'clerk');
    expect(isRefusal(seen) ? [] : seen.timeline.filter(({ act }) => act === 'send-back')).toMatchObject([
      { textVi: expect.stringContaining('Thuộc lĩnh vực của Phòng Kinh tế') },
      { textVi: expect.stringContaining('Không thuộc chức năng') },
      { textVi: expect.stringContaining('Trình Phó Chủ tịch') },
    ]);
  });

  it('a co-operator’s part falls away while the lead goes on; whoever has nothing sends nothing back', async () => {
    const documentId = await commune.directed();
    expect(await sendBack(documentId, 'economyHead')).toMatchObject({ state: 'directed' });
    expect(await commune.tasks(documentId)).toMatchObject({
      lead: { state: 'given' },
      cooperator: { state: 'closed' },
    });
    await refused(documentId, () => sendBack(documentId, 'economyHead'), 'ROUTING.NOTHING_TO_SEND_BACK');
    await refused(documentId, () => sendBack(documentId, 'clerk'), 'ROUTING.NOTHING_TO_SEND_BACK');
    await refused(documentId, () => sendBack(documentId, 'deputy'), 'REQUEST.NOT_FOUND');
    await refused(documentId, () => sendBack(documentId, 'financeHead', '  '), 'REQUEST.INVALID');
  });
});

describe('giving to others', () => {
  it('R-IN-09: the leader gives the lead to another unit; nobody has two parts, and only the leader who directed does it', async () => {
    const documentId = await commune.registered();
    await commune.submit(documentId, 'clerk', { ...direction(), cooperators: [] });
    await commune.bed.ask(routing.Direct, { documentId }, commune.as('chairman'));
    const [task] = await commune.bed.rows<{ id: string }>('SELECT id FROM task WHERE document_id = $1', [documentId]);
    const taskId = task?.id ?? '';
    const to = (unit: typeof units.economy, who: Name = 'chairman') =>
      commune.bed.ask(
        routing.Reassign,
        { taskId, assignee: { kind: 'unit', unitId: unit.id, name: unit.name }, reason: 'Đúng lĩnh vực' },
        commune.as(who),
      );
    await refused(documentId, () => to(units.finance), 'ROUTING.ALREADY_HAS_PART');
    await refused(documentId, () => to({ ...units.economy, id: randomUUID() }), 'ROUTING.UNKNOWN_ASSIGNEE');
    await refused(documentId, () => to(units.economy, 'deputy'), 'REQUEST.NOT_FOUND');
    expect(await to(units.economy)).toMatchObject({ state: 'directed' });
    expect(await look(documentId, 'economyHead')).toMatchObject({
      tasks: [{ part: 'lead', assignee: { name: 'Phòng Kinh tế' } }],
    });
    const mine = await commune.bed.ask(
      routing.FindRouted,
      { limit: 200, mine: true, overdue: false },
      commune.as('financeHead'),
    );
    expect(isRefusal(mine) ? [] : mine.items.map((item) => item.documentId)).not.toContain(documentId);
  });

  it('R-IN-10: the named deputy directs for the absent leader, with the authority on record; without it he is not told that there is one', async () => {
    const documentId = await commune.registered();
    await commune.submit(documentId);
    const ask = (actor: Actor) => commune.bed.ask(routing.Direct, { documentId }, { actor, at: monday });
    await refused(documentId, () => ask(people.deputy), 'REQUEST.NOT_FOUND');
    const secretary = { ...standingIn('deputy', 'chairman'), roles: ['official' as const] };
    await refused(documentId, () => ask(secretary), 'ACCESS.NOT_ALLOWED');
    expect(await ask(standingIn('deputy', 'chairman'))).toMatchObject({ state: 'directed' });
    const seen = await look(documentId, 'chairman');
    expect(seen).toMatchObject({
      direction: { directedBy: 'Phó Chủ tịch Phạm Văn Phó (thay Chủ tịch Trần Văn Chủ)' },
    });
    expect(isRefusal(seen) ? null : seen.timeline.at(-1)).toMatchObject({
      act: 'direct',
      personName: 'Phạm Văn Phó',
      authority: 'Làm thay Chủ tịch Trần Văn Chủ, vắng mặt từ 10/03/2025 đến 14/03/2025 (Nghỉ phép năm)',
    });
  });

  it('a colleague takes over for an absent official and for nobody else', async () => {
    const documentId = await commune.directed();
    const { lead } = await commune.tasks(documentId);
    await assign(lead.id);
    await commune.bed.ask(routing.Report, { taskId: lead.id, text: 'Đã dự thảo' }, commune.as('official'));
    const takeOver = (actor: Actor) => commune.bed.ask(routing.TakeOver, { taskId: lead.id }, { actor, at: monday });
    await refused(documentId, () => takeOver(people.otherOfficial), 'REQUEST.NOT_FOUND');
    await refused(documentId, () => takeOver(people.economyHead), 'ROUTING.NOT_ABSENT');
    expect(await takeOver(standingIn('otherOfficial', 'official'))).toMatchObject({ state: 'in-progress' });
    const seen = await look(documentId, 'otherOfficial');
    expect(seen).toMatchObject({ waitingFor: 'Bùi Thị Khác (Phòng Tài chính - Kế hoạch)' });
    // No comment is lost on the way.
    expect(isRefusal(seen) ? [] : seen.timeline.map(({ textVi }) => textVi)).toEqual(
      expect.arrayContaining([expect.stringContaining('Đã dự thảo'), expect.stringContaining('nhận việc thay')]),
    );
  });
});

describe('R-GEN-01: the absent one has a position in another agency too', () => {
  // The deputy in this agency, and the one whom the other agency names.
  const here = standingIn('otherOfficial', 'official');
  const there = (personId: string = randomUUID()): Actor => ({ ...here, personId, agencyId: randomUUID() });
  const given = async () => {
    const documentId = await commune.directed();
    const { lead } = await commune.tasks(documentId);
    await assign(lead.id);
    return { documentId, taskId: lead.id };
  };
  const lists = async (actor: Actor, mine: boolean) => {
    const found = await commune.bed.ask(
      routing.FindRouted,
      { limit: 200, mine, overdue: false },
      { actor, at: monday },
    );
    const due = await commune.bed.ask(routing.CountDue, { mine }, { actor, at: monday });
    if (isRefusal(found) || isRefusal(due)) throw new Error('a list was refused');
    return { ids: found.items.map((item) => item.documentId), open: due.overdue + due.today + due.soon + due.later };
  };
  const notices = async (actor: Actor) => {
    const told = await commune.bed.ask(routing.FindNotices, { limit: 200, unread: false }, { actor, at: monday });
    return isRefusal(told) ? [] : told.items.map((item) => item.documentId);
  };

  it('R-GEN-01: the deputy reads what is of the own agency, and nothing of the other', async () => {
    const { documentId } = await given();
    const read = (actor: Actor) => commune.bed.ask(routing.GetRouted, { documentId }, { actor, at: monday });
    expect(code(await read(there()))).toBe('REQUEST.NOT_FOUND');
    expect(await notices(there())).toEqual([]);
    for (const mine of [true, false]) {
      expect(await lists(there(), mine)).toEqual({ ids: [], open: 0 });
      expect((await lists(here, mine)).ids).toContain(documentId);
      expect((await lists(here, mine)).open).toBeGreaterThan(0);
    }
    expect(await read(here)).toMatchObject({ documentId, acts: ['take-over'] });
    expect(await notices(here)).toContain(documentId);
  });

  it('R-IN-10: the deputy takes over in the own agency alone, also when the other’s document may be read', async () => {
    const { documentId, taskId } = await given();
    const takeOver = (actor: Actor) => commune.bed.ask(routing.TakeOver, { taskId }, { actor, at: monday });
    await refused(documentId, () => takeOver(there()), 'REQUEST.NOT_FOUND');
    const reader = there(people.chairman.personId);
    expect(await commune.bed.ask(routing.GetRouted, { documentId }, { actor: reader, at: monday })).toMatchObject({
      acts: [],
    });
    await refused(documentId, () => takeOver(reader), 'ROUTING.NOT_ABSENT');
    expect((await lists(reader, true)).ids).not.toContain(documentId);
    expect(await takeOver(here)).toMatchObject({ state: 'in-progress' });
  });
});

describe('R-IN-14: a later day than the leader’s', () => {
  it('R-IN-14: is asked for with a reason and holds only with the leader’s consent', async () => {
    const documentId = await commune.directed();
    const { lead } = await commune.tasks(documentId);
    const ask = (deadline: string, who: Name = 'financeHead') =>
      commune.bed.ask(
        routing.AskExtension,
        { taskId: lead.id, deadline, reason: 'Chờ số liệu của các xã' },
        commune.as(who),
      );
    const answer = (agreed: boolean, who: Name = 'chairman') =>
      commune.bed.ask(routing.AnswerExtension, { taskId: lead.id, agreed }, commune.as(who));
    await refused(documentId, () => answer(true), 'ROUTING.NO_EXTENSION');
    await refused(documentId, () => ask('2025-03-13'), 'ROUTING.NOT_LATER');
    await refused(documentId, () => ask('2025-03-18', 'economyHead'), 'ROUTING.NOT_YOUR_TASK');
    expect(await ask('2025-03-18')).toMatchObject({ state: 'directed' });
    expect(await look(documentId, 'chairman')).toMatchObject({
      deadline: '2025-03-13',
      acts: ['reassign', 'answer-extension', 'set-readers'],
    });
    await refused(documentId, () => answer(true, 'deputy'), 'REQUEST.NOT_FOUND');

    await answer(false);
    expect(await look(documentId, 'chairman')).toMatchObject({ deadline: '2025-03-13' });
    await ask('2025-03-18');
    await answer(true);
    expect(await look(documentId, 'chairman')).toMatchObject({ deadline: '2025-03-18' });
    const assigned = await commune.bed.ask(
      routing.Assign,
      { taskId: lead.id, personId: people.official.personId, deadline: '2025-03-17' },
      commune.as('financeHead'),
    );
    expect(assigned).toMatchObject({ state: 'in-progress' });
  });
});

it('acknowledged, in progress, completed: in this order, whatever is done at once', async () => {
  const documentId = await commune.directed();
  const { lead, cooperator } = await commune.tasks(documentId);
  const times = (taskId: string) =>
    commune.bed.rows(
      `SELECT state, opened_at <= started_at AS acknowledged_first, started_at <= completed_at AS begun_first
       FROM task WHERE id = $1`,
      [taskId],
    );
  await commune.bed.ask(
    routing.Report,
    { taskId: lead.id, text: 'Đang lấy ý kiến' },
    commune.as('financeHead', at('2025-03-11')),
  );
  expect(await times(lead.id)).toEqual([{ state: 'in-progress', acknowledged_first: true, begun_first: null }]);
  const outcome = { kind: 'no-answer' as const, reason: 'Để biết' };
  for (const [taskId, who] of [
    [cooperator.id, 'economyHead'],
    [lead.id, 'financeHead'],
  ] as const) {
    await commune.bed.ask(routing.Complete, { taskId, outcome }, commune.as(who, at('2025-03-12')));
    expect(await times(taskId)).toEqual([{ state: 'completed', acknowledged_first: true, begun_first: true }]);
  }
  await expect(commune.bed.rows(`UPDATE task SET opened_at = NULL WHERE id = $1`, [lead.id])).rejects.toThrow(
    'task_acknowledged_first',
  );
});
