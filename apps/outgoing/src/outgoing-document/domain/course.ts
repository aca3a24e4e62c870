import type { outgoing } from '@vanthu/contracts';
import {
  addWorkingDays,
  type CivilDate,
  consults,
  type Flow,
  type FlowAct,
  type FlowFacts,
  type FlowStep,
  mustBeHandledAtOnce,
  pathOf,
  roleVi,
  type WorkingCalendar,
} from '@vanthu/decree30';
import type { z } from 'zod';
import { type OutgoingDocument, principalOf } from './outgoing-document.js';
import type { OutgoingState } from './outgoing-state.js';

export type Course = z.infer<typeof outgoing.DraftCourse>;
type Part = Course['parts'][number];

/** A draft on a flow; where it stands is settled when it is written. */
export type Unsettled = Pick<Course, 'definitionId' | 'flowName' | 'flowVersion' | 'units' | 'asked' | 'endorsed'> &
  Partial<Pick<Course, 'stepId' | 'round' | 'startedOn' | 'dueOn'>>;

/** The act that takes a draft on from each state: what is heard before it, is heard in that state. */
const actAt: Readonly<Record<OutgoingState, FlowAct>> = {
  draft: 'draft',
  submitted: 'check-content',
  'content-checked': 'check-form',
  'form-checked': 'sign',
  signing: 'sign',
  signed: 'number',
  numbered: 'number',
  sealed: 'number',
  issued: 'number',
};

type Document = Pick<
  OutgoingDocument,
  | 'agencyId'
  | 'unitId'
  | 'unitAbbreviation'
  | 'state'
  | 'kind'
  | 'urgency'
  | 'answers'
  | 'plan'
  | 'manifest'
  | 'draftNumber'
>;

/** What conditions of a flow ask of this draft. */
export const factsOf = (document: Document, asked: Course['asked']): FlowFacts => ({
  ...{ kind: document.kind, urgency: document.urgency, unit: document.unitAbbreviation },
  answersIncoming: document.answers !== null,
  opinionsAsked: asked.some(({ stepId }) => stepId === null),
  capacity: principalOf(document).capacity,
});

/** Who is still to be heard: nobody once one has spoken where the first is enough. */
export function openParts(course: Course | null): readonly Part[] {
  const parts = course?.parts ?? [];
  const silent = parts.filter(({ said }) => said === null);
  return course?.waits === 'any' && silent.length < parts.length ? [] : silent;
}

/** The step that keeps a draft waiting today; one that is late keeps nobody waiting. */
export function heldBy({ course }: Pick<OutgoingDocument, 'course'>, today: string): Course | null {
  if (course === null || openParts(course).length === 0) return null;
  return course.dueOn !== null && today > course.dueOn ? null : course;
}

interface Day {
  readonly today: CivilDate;
  readonly calendar: WorkingCalendar;
}
interface Settled {
  readonly course: Course;
  /** Units that this step asks and that were not asked before. */
  readonly toAsk: readonly { readonly unitId: string; readonly name: string }[];
  /** Steps behind the one where it stood that asked nobody who is still there. */
  readonly passedOver: readonly string[];
}

/**
 * Where a draft stands on its flow: at the first whose word is missing before the act that its state waits for, else at that act.
 * Every state has its act on every way (`checkFlow`), so that there always is a next step.
 *
 * @throws Error when the flow has no such act: it was never checked
 */
export function settled(document: Document, course: Unsettled, flow: Flow, { today, calendar }: Day): Settled {
  const path = pathOf(flow, factsOf(document, course.asked));
  const target = path.findIndex(({ act }) => act === actAt[document.state]);
  const fixed = path[target];
  if (fixed === undefined) throw new Error(`the flow ${course.definitionId} has no step “${actAt[document.state]}”`);
  const passedOver: string[] = [];
  // Said once, when it is passed: not again at every act behind it.
  const from = path.findIndex(({ id }) => id === course.stepId);
  const begun = (step: FlowStep, parts: Part[]): Course => ({
    ...{ definitionId: course.definitionId, flowName: course.flowName, flowVersion: course.flowVersion },
    ...{ units: course.units, asked: course.asked, endorsed: course.endorsed },
    ...{ stepId: step.id, stepName: step.name, act: step.act, waits: step.waits, parts, round: document.draftNumber },
    ...daysOf(step, course, document, { today, calendar }),
    escalation: step.escalation && {
      afterDays: step.escalation.afterDays,
      to: namesOf([step.escalation.to], document, course).flatMap(({ holders }) => holders),
    },
  });
  for (const step of heardBefore(path, target)) {
    const parts = partsOf(step, document, course);
    if (parts.length === 0 && path.indexOf(step) > from) passedOver.push(step.name);
    const stands = begun(step, parts);
    if (openParts(stands).length > 0) {
      const known = new Set(course.asked.map(({ unitId, stepId }) => `${stepId} ${unitId}`));
      const toAsk =
        step.act === 'opinion'
          ? namesOf(step.holders, document, course).flatMap(({ unitId, name }) =>
              unitId === null || known.has(`${step.id} ${unitId}`) ? [] : [{ unitId, name }],
            )
          : [];
      return { course: stands, toAsk, passedOver };
    }
  }
  return { course: begun(fixed, []), toAsk: [], passedOver };
}

/** The steps right before the act in which somebody is heard. */
function heardBefore(path: readonly FlowStep[], target: number): readonly FlowStep[] {
  let first = target;
  while (first > 0 && consults((path[first - 1] as FlowStep).act)) first--;
  return path.slice(first, target);
}

/** A step that goes on keeps its day. */
function daysOf(step: FlowStep, course: Unsettled, document: Document, { today, calendar }: Day) {
  if (course.stepId === step.id && course.round === document.draftNumber && course.startedOn !== undefined) {
    return { startedOn: course.startedOn, dueOn: course.dueOn ?? null };
  }
  return { startedOn: today as string, dueOn: dayOf(step, document, { today, calendar }) };
}

/** What is urgent is not kept by any step beyond its day (Art. 18.1; R-GEN-03). */
function dayOf({ workingDays }: FlowStep, { urgency }: Document, { today, calendar }: Day): string | null {
  if (workingDays === null) return null;
  return workingDays === 0 || mustBeHandledAtOnce(urgency) ? today : addWorkingDays(today, workingDays, calendar);
}

function partsOf(step: FlowStep, document: Document, course: Unsettled): Part[] {
  if (step.act === 'present') {
    return namesOf(step.holders, document, course).map(({ name, holders, key }) => {
      const found = course.endorsed.find((one) => one.key === key && one.manifestHash === document.manifest.hash);
      return { name, holders, said: found ? { by: found.by, at: found.at } : null };
    });
  }
  const asksAsAsked = step.holders.some(({ kind }) => kind === 'assignee');
  const byDrafter = asksAsAsked ? course.asked.filter(({ stepId }) => stepId === null) : [];
  const byFlow = namesOf(step.holders, document, course).map(
    ({ unitId, name }) =>
      course.asked.find((one) => one.stepId === step.id && one.unitId === unitId) ?? {
        ...{ unitId: unitId ?? '', name, said: null },
      },
  );
  return [...byDrafter, ...byFlow].map(({ unitId, name, said }) => ({ name, holders: [`head:${unitId}`], said }));
}

interface Named {
  readonly key: string;
  readonly name: string;
  readonly holders: string[];
  readonly unitId: string | null;
}

/** Units of the agency and roles in it; a unit that is no longer there, and the drafting one, is nobody. */
function namesOf(
  asked: readonly FlowStep['holders'][number][],
  { agencyId, unitId: own }: Document,
  { units }: Pick<Course, 'units'>,
): Named[] {
  return asked.flatMap((holder): Named[] => {
    if (holder.kind === 'assignee') return [];
    if (holder.kind === 'role') {
      const key = `role:${holder.role}:${agencyId}`;
      return [{ key, name: roleVi[holder.role] ?? holder.role, holders: [key], unitId: null }];
    }
    const unit = units.find(({ abbreviation }) => abbreviation === holder.abbreviation);
    if (unit === undefined || unit.id === own) return [];
    return [{ key: `head:${unit.id}`, name: unit.name, holders: [`head:${unit.id}`], unitId: unit.id }];
  });
}
