import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { routing } from '@vanthu/contracts';
import { checkFlow, civilDate, type Flow, usualDraftFlow, vietnamCalendar } from '@vanthu/decree30';
import fc from 'fast-check';
import { sampleDocument } from '../../../test/sample-document.js';
import { openParts, settled, type Unsettled } from './course.js';
import type { OutgoingDocument } from './outgoing-document.js';
import { waitsFor } from './waiting.js';

const folder = new URL('../../../../routing/flows/', import.meta.url);
const shipped: Flow[] = [
  usualDraftFlow,
  ...readdirSync(folder)
    .filter((name) => name.startsWith('di-'))
    .map((name) => routing.FlowDefinition.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))),
];
const abbreviations = ['VP', 'KT', 'VHXH', 'TN'];
const units = abbreviations.map((abbreviation, at) => ({
  ...{ id: `00000000-0000-4000-9000-00000000000${at}`, name: `Phòng ${abbreviation}`, abbreviation },
}));
const staff = {
  roles: new Set(['clerk', 'form-checker', 'director', 'secretary', 'unit-head', 'official']),
  units: new Set(abbreviations),
  headed: new Set(abbreviations),
};
const when = fc.option(
  fc.oneof(
    fc.record({ urgencies: fc.constant(['express' as const]) }),
    fc.record({ kinds: fc.constant(['cong-van']) }),
    fc.record({ opinionsAsked: fc.boolean() }),
    fc.record({ answersIncoming: fc.boolean() }),
    fc.record({ units: fc.constant(['KT']) }),
  ),
);
const holder = fc.oneof(
  fc.constantFrom(...abbreviations).map((abbreviation) => ({ kind: 'unit' as const, abbreviation })),
  fc.constantFrom('director', 'secretary').map((role) => ({ kind: 'role' as const, role })),
  fc.constant({ kind: 'assignee' as const }),
);
/** Any change that an administrator may make of a shipped flow: jumps, holders, days and conditions; most are refused. */
const flow = fc
  .tuple(
    fc.constantFrom(...shipped),
    fc.array(fc.tuple(fc.nat(), fc.nat(), when, fc.array(holder, { maxLength: 3 }), fc.nat(3)), { maxLength: 3 }),
  )
  .map(([given, changes]): Flow => {
    const steps = given.steps.map((step) => ({ ...step, next: [...step.next], holders: [...step.holders] }));
    for (const [at, to, condition, holders, days] of changes) {
      const step = steps[at % steps.length];
      const target = steps[to % steps.length];
      if (step === undefined || target === undefined) continue;
      step.next.unshift({ to: target.id, when: condition });
      if (step.act === 'opinion' || step.act === 'present') Object.assign(step, { holders, workingDays: days });
    }
    return { ...given, steps };
  });
const facts = fc.record({
  state: fc.constantFrom(
    ...(['draft', 'submitted', 'content-checked', 'form-checked', 'signing', 'signed', 'numbered', 'sealed'] as const),
  ),
  kind: fc.constantFrom('cong-van', 'quyet-dinh'),
  urgency: fc.constantFrom('normal' as const, 'express' as const),
  answers: fc.constantFrom(null, '00000000-0000-4000-9000-0000000000ff'),
  unit: fc.constantFrom(...units, null),
  asked: fc.boolean(),
});

it('a step whose unit is gone is said to be passed over when it is passed, and not again behind it', () => {
  const steps = usualDraftFlow.steps.map((step): Flow['steps'][number] =>
    step.id === 'soan' ? { ...step, next: [{ to: 'y-kien', when: null }] } : step,
  );
  const asks: Flow['steps'][number] = {
    id: 'y-kien',
    name: 'Lấy ý kiến',
    act: 'opinion',
    holders: [{ kind: 'unit', abbreviation: 'KHAC' }],
    waits: 'all',
    workingDays: 2,
    escalation: null,
    next: [{ to: 'noi-dung', when: null }],
  };
  const definition: Flow = { ...usualDraftFlow, steps: [...steps, asks] };
  const document = sampleDocument({ state: 'submitted' });
  const known = { definitionId: '1', flowName: 'x', flowVersion: 1, units, asked: [], endorsed: [] };
  const day = { today: civilDate('2025-03-05'), calendar: vietnamCalendar };
  const passed = settled(document, { ...known, stepId: 'soan' }, definition, day);
  expect([passed.course.stepId, passed.passedOver]).toEqual(['noi-dung', ['Lấy ý kiến']]);
  expect(settled(document, passed.course, definition, day).passedOver).toEqual([]);
});

it('no draft is ever without a next step and somebody who holds it, on whichever flow that may be saved', () => {
  const seed = Number(process.env.VANTHU_MODEL_SEED ?? 20250305);
  let kept = 0;
  fc.assert(
    fc.property(flow, facts, (definition, given) => {
      if (checkFlow(definition, staff).length > 0) return;
      kept++;
      const document = { ...sampleDocument(), ...given, unitId: given.unit?.id ?? null } as unknown as OutgoingDocument;
      const known: Unsettled = {
        ...{ definitionId: '1', flowName: 'x', flowVersion: 1, units, endorsed: [] },
        asked: given.asked
          ? [{ stepId: null, unitId: units[1]?.id ?? '', name: 'Phòng KT', opinionId: '2', said: null }]
          : [],
      };
      const day = { today: civilDate('2025-03-05'), calendar: vietnamCalendar };
      const { course } = settled(
        { ...document, unitAbbreviation: given.unit?.abbreviation ?? null },
        known,
        definition,
        day,
      );
      const step = definition.steps.find(({ id }) => id === course.stepId);
      expect(step).toBeDefined();
      expect(waitsFor({ ...document, course })).not.toEqual([]);
      // Whoever is waited for is waited for until a day.
      if (openParts(course).length > 0) expect(course.dueOn).not.toBeNull();
      // What ends the way has been reached only by the state that follows the signature.
      if (step?.act === 'number') expect(['signed', 'numbered', 'sealed']).toContain(document.state);
    }),
    { seed, numRuns: 3000 },
  );
  expect(kept).toBeGreaterThan(500);
});
