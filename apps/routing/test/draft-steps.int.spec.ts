import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Actor, isRefusal, outgoing, type Refusal, routing } from '@vanthu/contracts';
import { shippedFlows } from '../src/flows/shipped-flows.js';
import { agencyId, at, Commune, people, units } from './commune.js';

let commune: Commune;
beforeAll(async () => {
  commune = await Commune.open();
});
afterAll(() => commune?.bed.close());

const administrator: Actor = {
  ...{ personId: randomUUID(), personName: 'Quản trị viên', positionId: randomUUID(), positionTitle: 'Quản trị' },
  ...{ agencyId, unitId: null, roles: ['administrator'], headOf: [] },
};
const asAdministrator = { actor: administrator, at: at('2025-03-10') };
const shipped = shippedFlows.all.find(({ key }) => key === 'di-khan');
/** The commune of this test has no checker of form of its own. */
const definition = (own: Partial<routing.FlowDefinition> = {}): routing.FlowDefinition => {
  if (shipped === undefined) throw new Error('not shipped');
  return { ...shipped, ...own };
};

const done = <T>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
};
const urge = async (day: string) =>
  done(await commune.bed.ask(routing.Urge, {}, { service: 'cli' as const, at: at(day, 8) }));
const told = async (actor: Actor) => {
  const page = await commune.bed.ask(
    routing.FindNotices,
    { limit: 200, unread: false },
    { actor, at: at('2025-03-13') },
  );
  return isRefusal(page) ? [] : page.items.map(({ kind, textVi }) => ({ kind, textVi }));
};
const begun = (documentId: string, own: object, aggregateSequence: number) =>
  commune.bed.emit(outgoing.DraftStepBegun, {
    ...{ aggregateId: documentId, aggregateSequence, occurredAt: at('2025-03-10') },
    payload: {
      ...{ documentId, agencyId, abstract: 'báo cáo quý I', urgency: 'normal', definitionId: randomUUID() },
      ...{ stepId: 'y-kien', stepName: 'Lấy ý kiến', dueOn: '2025-03-11', holders: [`head:${units.finance.id}`] },
      ...{ escalation: { afterDays: 1, to: [`role:director:${agencyId}`] }, readers: [], ...own },
    },
  });

it('R-DRF-06: a flow of drafts that passes over the form check is refused, and nothing is applied', async () => {
  const steps = definition().steps.map((step) =>
    step.id === 'noi-dung' ? { ...step, next: [{ to: 'ky', when: null }] } : step,
  );
  const refused = await commune.bed.ask(routing.SaveFlow, { definition: definition({ steps }) }, asAdministrator);
  expect(refused).toMatchObject({ code: 'ROUTING.FLOW_FAULTY' });
  expect(isRefusal(refused) ? refused.message : '').toContain('Điều 12 khoản 2');
  const found = done(await commune.bed.ask(routing.FindFlows, {}, asAdministrator));
  expect(found.flows).toEqual([]);
});

it('a late step of a draft is urged: who holds it, and after the days of the flow whoever is above, each once', async () => {
  const documentId = randomUUID();
  await begun(documentId, {}, 1);
  await urge('2025-03-11');
  expect(await told(people.financeHead)).toMatchObject([{ kind: 'urge-due' }]);
  expect(await told(people.chairman)).toEqual([]);
  await urge('2025-03-12');
  expect(await told(people.chairman)).toMatchObject([
    { kind: 'escalated', textVi: expect.stringContaining('“báo cáo quý I”, bước “Lấy ý kiến”') },
  ]);
  await urge('2025-03-12');
  expect(await told(people.chairman)).toHaveLength(1);

  // Handed on: another day, another holder; the office of before is left in peace.
  const before = (await told(people.financeHead)).length;
  await begun(documentId, { stepId: 'noi-dung', dueOn: '2025-03-13', holders: [`head:${units.economy.id}`] }, 2);
  await urge('2025-03-13');
  expect(await told(people.economyHead)).toMatchObject([{ kind: 'urge-due' }]);
  expect(await told(people.financeHead)).toHaveLength(before);
});
