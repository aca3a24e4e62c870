import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isRefusal, outgoing, routing } from '@vanthu/contracts';
import { agencyId, at, Commune, direction, monday, people } from '../../test/commune.js';

let commune: Commune;
beforeAll(async () => {
  commune = await Commune.open();
});
afterAll(() => commune.bed.close());

const code = (answer: unknown) => (isRefusal(answer) ? answer.code : `done ${JSON.stringify(answer)}`);
const noAnswer = { kind: 'no-answer' as const, reason: 'Văn bản để biết' };

const complete = (
  taskId: string,
  who: Parameters<Commune['as']>[0],
  outcome: Parameters<typeof outcomeOf>[0] = noAnswer,
  day = monday,
) => commune.bed.ask(routing.Complete, { taskId, outcome }, commune.as(who, day));
const outcomeOf = (outcome: typeof noAnswer | { kind: 'answered'; outgoingDocumentId: string }) => outcome;

async function issued(byAgency = agencyId): Promise<string> {
  const documentId = randomUUID();
  await commune.bed.emit(outgoing.Issued, {
    aggregateId: documentId,
    payload: {
      documentId,
      agencyId: byAgency,
      unitId: null,
      kind: 'cong-van',
      abstract: 'Trả lời',
      urgency: 'normal',
      readers: [],
      kindName: 'Công văn',
      agencyName: 'Ủy ban nhân dân xã',
      agencyCode: 'H53.10',
      number: 57,
      symbol: 'UBND-TCKH',
      numberAndSymbol: '57/UBND-TCKH',
      documentDate: '2025-03-12',
      issuedAt: monday,
      issuedOn: '2025-03-12',
      signerPersonId: randomUUID(),
      signerName: 'Trần Văn Chủ',
      signerTitle: 'CHỦ TỊCH',
      fileSha256: 'a'.repeat(64),
      fileBytes: 1,
      fileName: 'a.pdf',
      pages: 1,
      recipients: [],
      answers: null,
      excludedFromCoverage: null,
    },
  });
  return documentId;
}

describe('completion', () => {
  it('R-IN-15: completion names an issued answer of the agency, else the reason why there is none', async () => {
    const documentId = await commune.directed();
    const { lead, cooperator } = await commune.tasks(documentId);
    const before = await commune.traces(documentId);
    for (const outgoingDocumentId of [randomUUID(), await issued(randomUUID())]) {
      expect(code(await complete(lead.id, 'financeHead', { kind: 'answered', outgoingDocumentId }))).toBe(
        'ROUTING.ANSWER_NOT_ISSUED',
      );
    }
    expect(code(await complete(lead.id, 'financeHead', { kind: 'no-answer', reason: '  ' }))).toBe('REQUEST.INVALID');
    expect(code(await complete(lead.id, 'economyHead'))).toBe('ROUTING.NOT_YOUR_TASK');
    expect(code(await complete(lead.id, 'otherOfficial'))).toBe('REQUEST.NOT_FOUND');
    expect(await commune.traces(documentId)).toEqual(before);

    const outgoingDocumentId = await issued();
    expect(await complete(lead.id, 'financeHead', { kind: 'answered', outgoingDocumentId })).toMatchObject({
      state: 'completed',
    });
    const [told] = (await commune.bed.events(routing.Completed)).filter((event) => event.aggregateId === documentId);
    expect(told?.payload).toMatchObject({
      answerNumberAndSymbol: '57/UBND-TCKH',
      answerDocumentId: outgoingDocumentId,
      reason: null,
      late: false,
    });
    // The lead's task ends the document; what a co-operator has not finished is closed with it.
    expect(await commune.tasks(documentId)).toMatchObject({
      lead: { state: 'completed' },
      cooperator: { state: 'closed' },
    });
    expect(code(await complete(cooperator.id, 'economyHead'))).toBe('ROUTING.NOT_THE_TURN');
  });

  it('a co-operator finishes the own part only; the assigned person finishes the lead’s', async () => {
    const documentId = await commune.directed();
    const { lead, cooperator } = await commune.tasks(documentId);
    expect(await complete(cooperator.id, 'economyHead')).toMatchObject({ state: 'in-progress' });
    const assign = { taskId: lead.id, personId: people.official.personId };
    await commune.bed.ask(routing.Assign, assign, commune.as('financeHead'));
    expect(await complete(lead.id, 'official')).toMatchObject({ state: 'completed' });
  });

  it('R-GEN-06: a document is late by civil days: not on the deadline, and a deadline on a day off ends with the next working day', async () => {
    // 15 March 2025 is a Saturday.
    for (const [day, late] of [
      ['2025-03-17', false],
      ['2025-03-18', true],
    ] as const) {
      const documentId = await commune.directed({}, '2025-03-15');
      const { lead } = await commune.tasks(documentId);
      // 23:30 in Viet Nam: the same civil day, although it is late in the evening.
      await complete(lead.id, 'financeHead', noAnswer, new Date(`${day}T16:30:00Z`).toISOString());
      const [told] = (await commune.bed.events(routing.Completed)).filter((event) => event.aggregateId === documentId);
      expect(told?.payload).toMatchObject({ late });
    }
  });
});

describe('lists', () => {
  it('R-IN-13: overdue documents come first and alone when asked for', async () => {
    const open = await commune.directed({ urgency: 'express' }, '2025-04-11');
    const late = await commune.directed({}, '2025-03-12');
    const list = async (overdue: boolean) => {
      const page = await commune.bed.ask(
        routing.FindRouted,
        { limit: 200, mine: true, overdue },
        commune.as('financeHead', at('2025-03-20')),
      );
      return isRefusal(page) ? [] : page.items;
    };
    const all = await list(false);
    const position = (id: string) => all.findIndex((item) => item.documentId === id);
    expect(position(late)).toBeLessThan(position(open));
    expect(all[position(late)]).toMatchObject({ overdue: true });
    const only = await list(true);
    expect(only.map((item) => item.documentId)).toContain(late);
    expect(only.every((item) => item.overdue)).toBe(true);
  });

  it('R-GEN-03: hỏa tốc comes before the ordinary, page by page', async () => {
    const ordinary = await commune.registered();
    const express = await commune.registered({ urgency: 'express' });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 3, mine: true, overdue: false, ...(cursor === undefined ? {} : { cursor }) };
      const page = await commune.bed.ask(routing.FindRouted, query, commune.as('clerk'));
      if (isRefusal(page)) throw new Error(page.message);
      seen.push(...page.items.map((item) => item.documentId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.indexOf(express)).toBeLessThan(seen.indexOf(ordinary));
    expect(seen).toContain(ordinary);
  });

  it('R-IN-07: a registered document that is not submitted by the next working day is overdue; R-IN-08: an urgent one the day after', async () => {
    const normal = await commune.registered({ arrivedOn: '2025-03-14' });
    const urgent = await commune.registered({ arrivedOn: '2025-03-14', urgency: 'express' });
    const overdue = async (documentId: string, day: string) => {
      const seen = await commune.bed.ask(routing.GetRouted, { documentId }, commune.as('clerk', at(day)));
      return isRefusal(seen) ? null : seen.overdue;
    };
    expect(await overdue(normal, '2025-03-17')).toBe(false);
    expect(await overdue(normal, '2025-03-18')).toBe(true);
    expect(await overdue(urgent, '2025-03-14')).toBe(false);
    expect(await overdue(urgent, '2025-03-15')).toBe(true);
  });

  it('"mine" is what was submitted to me, my tasks and my unit’s; nobody else’s', async () => {
    const documentId = await commune.directed();
    const mine = async (who: Parameters<Commune['as']>[0]) => {
      const page = await commune.bed.ask(
        routing.FindRouted,
        { limit: 200, mine: true, overdue: false },
        commune.as(who),
      );
      return isRefusal(page) ? [] : page.items.map((item) => item.documentId);
    };
    for (const who of ['chairman', 'financeHead', 'economyHead'] as const)
      expect(await mine(who)).toContain(documentId);
    for (const who of ['official', 'deputy', 'clerk'] as const) expect(await mine(who)).not.toContain(documentId);
  });
});

it('R-SYS-02: a view is recorded, and the first look of a task holder is told once as taking the document', async () => {
  const documentId = await commune.directed();
  for (const _ of [1, 2])
    await commune.bed.ask(routing.GetRouted, { documentId }, commune.as('financeHead', at('2025-03-10', 15)));
  const opened = (await commune.bed.events(routing.TaskOpened)).filter((event) => event.aggregateId === documentId);
  expect(opened).toMatchObject([
    { payload: { personName: people.financeHead.personName, openedAt: '2025-03-10T08:00:00.000Z' } },
  ]);
  const looks = await commune.bed.rows('SELECT act FROM access_log WHERE document_id = $1', [documentId]);
  expect(looks).toHaveLength(2);
});

it('R-GEN-02: every act stands in the timeline with time and actor', async () => {
  const documentId = await commune.directed();
  const seen = await commune.bed.ask(routing.GetRouted, { documentId }, commune.as('clerk'));
  expect(isRefusal(seen) ? [] : seen.timeline.map((entry) => [entry.act, entry.personName])).toEqual([
    ['register', null],
    ['submit', people.clerk.personName],
    ['direct', people.chairman.personName],
  ]);
  expect(direction().deadline).toBe('2025-03-13');
});
