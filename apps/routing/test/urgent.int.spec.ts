import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, incoming, isRefusal, routing } from '@vanthu/contracts';
import { shippedFlows } from '../src/flows/shipped-flows.js';
import { agencyId, Commune, direction, people } from './commune.js';

/** Hỏa tốc, thượng khẩn, khẩn: with the leader, or with who stands in for the leader, at once and at any hour (Art. 23.1). */

let commune: Commune;
beforeAll(async () => {
  commune = await Commune.open();
  const shipped = shippedFlows.all.find(({ key }) => key === 'den-tinh-giao');
  if (shipped === undefined) throw new Error('not shipped');
  // Of all official letters the office is heard before the leader; a flow of a kind comes before that of the urgent ones.
  const steps = shipped.steps.map((step) =>
    step.act === 'propose' || step.act === 'opinion'
      ? { ...step, holders: [{ kind: 'unit' as const, abbreviation: 'TCKH' }] }
      : step,
  );
  const administrator: Actor = { ...people.clerk, personId: randomUUID(), roles: ['administrator'] };
  const as = { actor: administrator, at: '2025-03-10T01:00:00.000Z' };
  const saved = await commune.bed.ask(
    routing.SaveFlow,
    { definition: { ...shipped, key: 'hoi-truoc', for: { kinds: ['cong-van'], urgencies: [], unit: null }, steps } },
    as,
  );
  if (isRefusal(saved)) throw new Error(saved.message);
  await commune.bed.ask(routing.ActivateFlow, saved, as);
});
afterAll(() => commune.bed.close());

type Who = Parameters<Commune['as']>[0];
const noticesOf = async (who: Who, documentId: string, at: string, actor: Actor = people[who]) => {
  const found = await commune.bed.ask(routing.FindNotices, { limit: 100, unread: true }, { actor, at });
  return isRefusal(found) ? [] : found.items.filter((item) => item.documentId === documentId);
};
const submit = (documentId: string, at: string) =>
  commune.bed.ask(
    routing.Submit,
    { documentId, toPositionId: people.chairman.positionId, proposal: null },
    commune.as('clerk', at),
  );
const direct = (documentId: string, day: string, at: string, actor: Actor = people.chairman) =>
  commune.bed.ask(routing.Direct, { documentId, direction: direction(day) }, { actor, at });

describe.each([
  ['Friday evening', '2025-03-14', '2025-03-14T10:50:00.000Z'],
  ['a Sunday', '2025-03-16', '2025-03-16T02:00:00.000Z'],
  ['30 April, a holiday', '2025-04-30', '2025-04-30T13:00:00.000Z'],
])('on %s', (_, day, at) => {
  it.each(['urgent', 'express'] as const)(
    'R-IN-08: what is %s is with the leader at once, who waits for no proposal',
    async (urgency) => {
      const documentId = await commune.registered({ urgency, arrivedOn: day });
      await commune.bed.ask(
        routing.SetNoticePreferences,
        { modes: { submitted: 'digest', given: 'never' } },
        commune.as('chairman', at),
      );
      expect(await submit(documentId, at)).toMatchObject({ state: 'submitted' });
      // Told at once, although the leader has asked for one line a day; the office is heard beside.
      expect(await noticesOf('chairman', documentId, at)).toMatchObject([{ kind: 'submitted', urgency, at }]);
      expect(await noticesOf('financeHead', documentId, at)).toMatchObject([{ kind: 'given', urgency, at }]);
      const seen = await commune.bed.ask(routing.GetRouted, { documentId }, commune.as('chairman', at));
      expect(seen).toMatchObject({ acts: expect.arrayContaining(['direct']), bucket: 'today' });
      expect(isRefusal(seen) ? [] : seen.deadlineChoices[0]).toEqual({ label: 'Trong ngày', deadline: day });
      const mine = await commune.bed.ask(
        routing.FindRouted,
        { limit: 1, mine: true, overdue: false, state: 'submitted' },
        commune.as('chairman', at),
      );
      expect(isRefusal(mine) ? [] : mine.items.map((item) => item.urgency)).toEqual([urgency]);
      expect(await direct(documentId, day, at)).toMatchObject({ state: 'directed' });
      expect(await noticesOf('financeHead', documentId, at)).toHaveLength(2);
    },
  );

  it('R-IN-08: an ordinary one waits for its step, and leaves no row', async () => {
    const documentId = await commune.registered({ arrivedOn: day });
    await submit(documentId, at);
    expect(await noticesOf('chairman', documentId, at)).toEqual([]);
    const before = await commune.traces(documentId);
    expect(await direct(documentId, day, at)).toMatchObject({ code: 'ROUTING.STEP_OPEN' });
    expect(await commune.traces(documentId)).toEqual(before);
  });
});

it('R-IN-08: whoever is heard beside does not take it from the leader', async () => {
  const at = '2025-03-14T10:50:00.000Z';
  const documentId = await commune.registered({ urgency: 'urgent', arrivedOn: '2025-03-14' });
  await submit(documentId, at);
  const asHead = commune.as('financeHead', at);
  expect(await commune.bed.ask(routing.GetRouted, { documentId }, asHead)).toMatchObject({ acts: ['advise'] });
  const before = await commune.traces(documentId);
  expect(await commune.bed.ask(routing.SendBack, { documentId, reason: 'Không thuộc phòng' }, asHead)).toMatchObject({
    code: 'ROUTING.NOTHING_TO_SEND_BACK',
  });
  expect(await commune.traces(documentId)).toEqual(before);
});

it('R-IN-08: taken back or sent back it is with the leader again on that day, who is told at once', async () => {
  const at = '2025-03-14T10:50:00.000Z';
  const documentId = await commune.registered({ urgency: 'urgent', arrivedOn: '2025-03-14' });
  await submit(documentId, at);
  await direct(documentId, '2025-03-18', at);
  const standing = () => commune.bed.ask(routing.GetRouted, { documentId }, commune.as('chairman', at));
  const again = { state: 'submitted', bucket: 'today' };
  expect(await commune.bed.ask(routing.Undo, { documentId }, commune.as('chairman', at))).toMatchObject({
    state: 'submitted',
  });
  expect(await standing()).toMatchObject(again);
  const modes = { 'sent-back': 'never' as const };
  await commune.bed.ask(routing.SetNoticePreferences, { modes }, commune.as('chairman', at));
  await direct(documentId, '2025-03-18', at);
  const back = { documentId, reason: 'Không thuộc chức năng của phòng' };
  expect(await commune.bed.ask(routing.SendBack, back, commune.as('financeHead', at))).toMatchObject({
    state: 'submitted',
  });
  expect(await standing()).toMatchObject(again);
  const kinds = (await noticesOf('chairman', documentId, at)).map(({ kind }) => kind);
  expect(kinds.sort()).toEqual(['sent-back', 'submitted']);
});

it('R-IN-08: while the leader is away it is with the deputy of the day, told at once, who directs in the own name', async () => {
  const at = '2025-03-15T12:00:00.000Z';
  const { personId, personName, positionId, positionTitle, headOf } = people.chairman;
  const onDuty: Actor = {
    ...people.deputy,
    standsInFor: [{ personId, personName, positionId, positionTitle, headOf, authority: 'Lịch trực ngày 15/3/2025' }],
  };
  const documentId = await commune.registered({ urgency: 'express', arrivedOn: '2025-03-15' });
  await submit(documentId, at);
  expect(await noticesOf('deputy', documentId, at, onDuty)).toMatchObject([{ kind: 'submitted' }]);
  expect(await noticesOf('deputy', documentId, at)).toEqual([]);
  expect(await direct(documentId, '2025-03-15', at, onDuty)).toMatchObject({ state: 'directed' });
  const seen = await commune.bed.ask(routing.GetRouted, { documentId }, commune.as('chairman', at));
  expect(seen).toMatchObject({ direction: { directedBy: expect.stringContaining(people.deputy.personName) } });
});

it('R-GEN-03: the clerks are told at once of what came urgent without them, and of nothing else (example B, row 2)', async () => {
  const at = '2025-03-14T15:30:00.000Z';
  const arrive = async (urgency: 'normal' | 'express', source: 'hosted' | 'upload') => {
    const documentId = randomUUID();
    await commune.bed.emit(incoming.IncomingReceived, {
      ...{ aggregateId: documentId, aggregateSequence: 1, occurredAt: at },
      payload: {
        ...{ documentId, agencyId, readers: [`clerks:${agencyId}`], source, outgoingDocumentId: null },
        fields: {
          ...{ senderAgencyId: null, senderName: 'Sở Tài chính', numberAndSymbol: '9/CĐ-STC', kind: 'cong-dien' },
          ...{ documentDate: '2025-03-14', abstract: 'Ứng phó bão', signerName: null, urgency, answerBy: null },
        },
        ...{ fileSha256: 'a'.repeat(64), arrivedAt: at },
      },
    });
    return documentId;
  };
  const urgent = await arrive('express', 'hosted');
  expect(await noticesOf('clerk', urgent, at)).toMatchObject([
    {
      ...{ kind: 'urgent-arrived', urgency: 'express', at },
      textVi: 'Hỏa tốc: 9/CĐ-STC của Sở Tài chính vừa đến; vào sổ và trình ngay',
    },
  ]);
  expect(await noticesOf('strangerClerk', urgent, at)).toEqual([]);
  expect(await noticesOf('clerk', await arrive('normal', 'hosted'), at)).toEqual([]);
  expect(await noticesOf('clerk', await arrive('express', 'upload'), at)).toEqual([]);
});
