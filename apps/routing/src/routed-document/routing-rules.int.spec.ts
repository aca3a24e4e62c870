import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type InputOf, isRefusal, routing } from '@vanthu/contracts';
import { agencyId, at, Commune, direction, people, units } from '../../test/commune.js';

let commune: Commune;
beforeAll(async () => {
  commune = await Commune.open();
});
afterAll(() => commune.bed.close());

const code = (answer: unknown) => (isRefusal(answer) ? answer.code : `done ${JSON.stringify(answer)}`);

/** The act is refused with this code and leaves nothing: no row, no timeline entry, no event. */
async function refused(documentId: string, act: () => Promise<unknown>, expected: string): Promise<void> {
  const before = await commune.traces(documentId);
  expect(code(await act())).toBe(expected);
  expect(await commune.traces(documentId)).toEqual(before);
}

describe('submission and direction', () => {
  it('R-IN-11: a registered document is submitted; one that the clerk has not registered is refused', async () => {
    const documentId = await commune.registered();
    expect(await commune.submit(documentId)).toMatchObject({ state: 'submitted', version: 2 });
    const unknown = randomUUID();
    await refused(unknown, () => commune.submit(unknown), 'ROUTING.NOT_REGISTERED');
    await refused(
      unknown,
      () => commune.bed.ask(routing.Direct, { documentId: unknown }, commune.as('chairman')),
      'ROUTING.NOT_REGISTERED',
    );
    expect(await commune.bed.events(routing.Submitted)).toMatchObject([
      {
        payload: {
          documentId,
          toName: 'Chủ tịch Trần Văn Chủ',
          readers: expect.arrayContaining([`person:${people.chairman.personId}`]),
        },
      },
    ]);
  });

  it('R-IN-09: a direction has exactly one lead, co-operators and a deadline; the lead cannot cooperate', async () => {
    const documentId = await commune.registered();
    await commune.submit(documentId, 'clerk', null);
    const good = direction();
    const doubled = { ...good, cooperators: [good.lead] };
    const direct = (given?: typeof good) =>
      commune.bed.ask(routing.Direct, { documentId, ...(given ? { direction: given } : {}) }, commune.as('chairman'));
    await refused(documentId, () => direct(doubled), 'ROUTING.LEAD_COOPERATES');
    await refused(documentId, () => direct({ ...good, deadline: '2025-03-09' }), 'ROUTING.DEADLINE_PAST');
    await refused(documentId, () => direct(), 'ROUTING.NO_PROPOSAL');
    const stranger = { kind: 'unit' as const, unitId: randomUUID(), name: 'Phòng lạ' };
    await refused(documentId, () => direct({ ...good, lead: stranger }), 'ROUTING.UNKNOWN_ASSIGNEE');
    expect(await direct(good)).toMatchObject({ state: 'directed' });
    const rows = await commune.bed.rows(`SELECT part FROM task WHERE document_id = $1 ORDER BY part`, [documentId]);
    expect(rows).toEqual([{ part: 'cooperate' }, { part: 'lead' }]);
  });

  it('R-IN-10: agreeing to the proposal records recipient, direction and deadline by exactly the director', async () => {
    const documentId = await commune.registered();
    await commune.submit(documentId);
    await refused(
      documentId,
      () => commune.bed.ask(routing.Direct, { documentId }, commune.as('deputy')),
      'REQUEST.NOT_FOUND',
    );
    expect(await commune.bed.ask(routing.Direct, { documentId }, commune.as('chairman'))).toMatchObject({
      state: 'directed',
    });
    const seen = await commune.bed.ask(routing.GetRouted, { documentId }, commune.as('chairman'));
    expect(seen).toMatchObject({
      direction: { lead: { name: units.finance.name }, directedBy: 'Chủ tịch Trần Văn Chủ', deadline: '2025-03-13' },
      deadline: '2025-03-13',
      waitingFor: units.finance.name,
    });
    await refused(
      documentId,
      () => commune.bed.ask(routing.Direct, { documentId }, commune.as('chairman')),
      'ROUTING.NOT_THE_TURN',
    );
  });

  it('R-IN-10: a director who may read a document does not direct what was not submitted to this position', async () => {
    const documentId = await commune.registered();
    await commune.submit(documentId);
    const both = { ...people.deputy, roles: ['director' as const, 'clerk' as const] };
    await refused(
      documentId,
      () => commune.bed.ask(routing.Direct, { documentId }, { actor: both, at: at('2025-03-10') }),
      'ROUTING.NOT_SUBMITTED_TO_YOU',
    );
  });

  it('names of units and people are the directory’s, never the asker’s', async () => {
    const documentId = await commune.registered();
    const proposal = { ...direction(), lead: { kind: 'unit' as const, unitId: units.finance.id, name: 'Tên bịa' } };
    await commune.submit(documentId, 'clerk', proposal);
    const seen = await commune.bed.ask(routing.GetRouted, { documentId }, commune.as('clerk'));
    expect(seen).toMatchObject({ proposal: { lead: { name: units.finance.name } } });
  });
});

describe('assignment', () => {
  it('R-IN-14: an internal deadline is not later than the leader’s', async () => {
    const documentId = await commune.directed();
    const { lead } = await commune.tasks(documentId);
    const assign = (own: { deadline?: string; personId?: string }, as: 'financeHead' | 'economyHead' = 'financeHead') =>
      commune.bed.ask(routing.Assign, { taskId: lead.id, personId: people.official.personId, ...own }, commune.as(as));
    await refused(documentId, () => assign({ deadline: '2025-03-14' }), 'ROUTING.LATER_THAN_LEADER');
    await refused(documentId, () => assign({ deadline: '2025-03-09' }), 'ROUTING.DEADLINE_PAST');
    await refused(documentId, () => assign({ personId: people.otherOfficial.personId }), 'ROUTING.UNKNOWN_ASSIGNEE');
    await refused(documentId, () => assign({}, 'economyHead'), 'ROUTING.NOT_YOUR_TASK');
    expect(await assign({ deadline: '2025-03-12' })).toMatchObject({ state: 'in-progress' });
    expect(await commune.bed.events(routing.Assigned)).toMatchObject([
      {
        payload: {
          personName: 'Ngô Văn Viên',
          deadline: '2025-03-12',
          readers: expect.arrayContaining([`person:${people.official.personId}`]),
        },
      },
    ]);
  });
});

describe('the matrix of who may do what in which state', () => {
  const acts = {
    submit: (documentId: string, as: Parameters<Commune['as']>[0]) => commune.submit(documentId, as),
    direct: (documentId: string, as: Parameters<Commune['as']>[0]) =>
      commune.bed.ask(routing.Direct, { documentId }, commune.as(as)),
  };
  it.each([
    ['submit', 'chairman', 'ACCESS.NOT_ALLOWED'],
    ['submit', 'official', 'ACCESS.NOT_ALLOWED'],
    ['submit', 'strangerClerk', 'REQUEST.NOT_FOUND'],
    ['direct', 'clerk', 'ACCESS.NOT_ALLOWED'],
    ['direct', 'financeHead', 'ACCESS.NOT_ALLOWED'],
    ['direct', 'deputy', 'REQUEST.NOT_FOUND'],
  ] as const)('%s by %s is refused with %s', async (act, who, expected) => {
    const documentId = await commune.registered();
    if (act === 'direct') await commune.submit(documentId);
    await refused(documentId, () => acts[act](documentId, who), expected);
  });

  it('nobody who is not a reader sees the document, in lists or alone', async () => {
    const documentId = await commune.directed();
    for (const who of ['official', 'deputy', 'strangerClerk'] as const) {
      expect(code(await commune.bed.ask(routing.GetRouted, { documentId }, commune.as(who)))).toBe('REQUEST.NOT_FOUND');
      const list = await commune.bed.ask(
        routing.FindRouted,
        { limit: 200, mine: false, overdue: false },
        commune.as(who),
      );
      expect(isRefusal(list) ? [] : list.items.map((item) => item.documentId)).not.toContain(documentId);
    }
    const head = await commune.bed.ask(routing.GetRouted, { documentId }, commune.as('financeHead'));
    expect(head).toMatchObject({ acts: ['assign', 'complete', 'report', 'send-back', 'ask-extension'], agencyId });
  });
});

describe('R-SYS-01: rights of one document', () => {
  const change = (
    documentId: string,
    own: Partial<InputOf<typeof routing.SetReaders>>,
    as: Parameters<Commune['as']>[0] = 'chairman',
  ) =>
    commune.bed.ask(
      routing.SetReaders,
      { documentId, grant: [], withdraw: [], reason: 'Cùng phụ trách lĩnh vực', confirmed: false, ...own },
      commune.as(as),
    );
  const reads = async (documentId: string, as: Parameters<Commune['as']>[0]) =>
    !isRefusal(await commune.bed.ask(routing.GetRouted, { documentId }, commune.as(as)));
  const grant = [people.otherOfficial.personId];

  it('R-SYS-01: a change of who reads a document warns what it does and has no effect until the leader confirms it', async () => {
    const documentId = await commune.directed();
    const before = await commune.traces(documentId);
    expect(await change(documentId, { grant })).toMatchObject({
      code: 'ROUTING.READERS_UNCONFIRMED',
      details: { granted: ['Bùi Thị Khác'], withdrawn: [] },
    });
    expect(await commune.traces(documentId)).toEqual(before);
    expect(await reads(documentId, 'otherOfficial')).toBe(false);

    expect(await change(documentId, { grant, confirmed: true })).toMatchObject({ state: 'directed' });
    expect(await reads(documentId, 'otherOfficial')).toBe(true);
    const listed = await commune.bed.ask(routing.FindReaders, { documentId }, commune.as('chairman'));
    expect(isRefusal(listed) ? [] : listed.readers).toContainEqual({
      ...{ principal: `person:${grant[0]}`, name: 'Bùi Thị Khác, Chuyên viên', byWay: false },
    });
    expect(await change(documentId, { withdraw: grant, confirmed: true })).toMatchObject({ state: 'directed' });
    expect(await reads(documentId, 'otherOfficial')).toBe(false);
    const entries = await commune.bed.rows<{ text_vi: string; person_name: string }>(
      `SELECT text_vi, person_name FROM timeline WHERE document_id = $1 AND act = 'set-readers' ORDER BY id`,
      [documentId],
    );
    expect(entries).toEqual([
      { text_vi: 'Thay đổi quyền xem: thêm Bùi Thị Khác. Lý do: Cùng phụ trách lĩnh vực', person_name: 'Trần Văn Chủ' },
      { text_vi: 'Thay đổi quyền xem: bỏ Bùi Thị Khác. Lý do: Cùng phụ trách lĩnh vực', person_name: 'Trần Văn Chủ' },
    ]);
  });

  it('R-SYS-01: only the leader sets them, nobody of another agency gets them, and who holds a part keeps them', async () => {
    const documentId = await commune.directed();
    const { lead } = await commune.tasks(documentId);
    const given = { taskId: lead.id, personId: people.official.personId };
    await commune.bed.ask(routing.Assign, given, commune.as('financeHead'));
    const before = await commune.traces(documentId);
    const refused = async (own: Parameters<typeof change>[1], as?: Parameters<typeof change>[2]) => {
      const answer = await change(documentId, { confirmed: true, ...own }, as);
      return isRefusal(answer) ? answer.code : 'done';
    };
    expect(await refused({ grant }, 'financeHead')).toBe('ACCESS.NOT_ALLOWED');
    expect(await refused({ grant }, 'deputy')).toBe('REQUEST.NOT_FOUND');
    expect(await refused({ grant: [people.strangerClerk.personId] })).toBe('ROUTING.UNKNOWN_ASSIGNEE');
    expect(await refused({ withdraw: [people.official.personId] })).toBe('ROUTING.READER_BY_WAY');
    expect(await refused({ withdraw: grant })).toBe('ROUTING.NO_CHANGE');
    expect(await commune.traces(documentId)).toEqual(before);
  });

  it('R-SYS-01: the leader cannot be shut out, by whose hand ever: nobody else could direct', async () => {
    const documentId = await commune.registered();
    await commune.submit(documentId);
    const withdraw = [people.chairman.personId];
    await refused(documentId, () => change(documentId, { withdraw, confirmed: true }), 'ROUTING.READER_BY_WAY');
    const listed = await commune.bed.ask(routing.FindReaders, { documentId }, commune.as('chairman'));
    expect(isRefusal(listed) ? [] : listed.readers).toContainEqual({
      ...{ principal: `person:${withdraw[0]}`, name: 'Trần Văn Chủ, Chủ tịch', byWay: true },
    });
  });

  it('R-SYS-01: they stand when the document is completed', async () => {
    const documentId = await commune.directed();
    const { lead } = await commune.tasks(documentId);
    const outcome = { kind: 'no-answer' as const, reason: 'Chỉ để biết' };
    await commune.bed.ask(routing.Complete, { taskId: lead.id, outcome }, commune.as('financeHead'));
    await refused(documentId, () => change(documentId, { grant, confirmed: true }), 'ROUTING.NOT_THE_TURN');
  });
});

describe('the leader’s desk', () => {
  const sort = (documentId: string, place: 'first' | 'later', as: Parameters<Commune['as']>[0] = 'secretary') =>
    commune.bed.ask(routing.Sort, { documentId, place, note: 'Họp lúc 14 giờ' }, commune.as(as));
  const desk = async (as: Parameters<Commune['as']>[0], ids: readonly string[]) => {
    const question = { limit: 200, mine: as !== 'secretary', overdue: false, open: true, state: 'submitted' as const };
    const found = await commune.bed.ask(routing.FindRouted, question, commune.as(as));
    return isRefusal(found) ? [] : found.items.map(({ documentId }) => documentId).filter((id) => ids.includes(id));
  };

  it('R-GEN-03: a secretary sorts for the leader, and what is urgent comes first all the same; R-IN-10: but never decides', async () => {
    const [one, two, urgent] = [
      await commune.registered(),
      await commune.registered(),
      await commune.registered({ urgency: 'express' }),
    ];
    for (const id of [one, two, urgent]) await commune.submit(id);
    expect(code(await sort(two, 'first'))).toMatch(/^done/);
    expect(code(await sort(one, 'later'))).toMatch(/^done/);
    expect(code(await sort(urgent, 'later'))).toMatch(/^done/);
    for (const who of ['secretary', 'chairman'] as const) {
      expect(await desk(who, [one, two, urgent])).toEqual([urgent, two, one]);
    }
    const seen = await commune.bed.ask(routing.GetRouted, { documentId: two }, commune.as('chairman'));
    expect(seen).toMatchObject({
      desk: { place: 'first', note: 'Họp lúc 14 giờ', by: 'Thư ký Mai Thị Ký' },
      acts: ['direct', 'send-back', 'sort', 'set-readers'],
    });
    const directs = () => commune.bed.ask(routing.Direct, { documentId: two }, commune.as('secretary'));
    await refused(two, directs, 'ACCESS.NOT_ALLOWED');
    const sendsBack = () =>
      commune.bed.ask(routing.SendBack, { documentId: two, reason: 'Không đúng' }, commune.as('secretary'));
    await refused(two, sendsBack, 'ACCESS.NOT_ALLOWED');
    await refused(two, () => sort(two, 'later', 'financeHead'), 'ACCESS.NOT_ALLOWED');
    await refused(two, () => sort(two, 'later', 'deputy'), 'REQUEST.NOT_FOUND');
    await commune.bed.ask(routing.Direct, { documentId: two }, commune.as('chairman'));
    await refused(two, () => sort(two, 'later'), 'ROUTING.NOT_THE_TURN');
  });
});
