import type { routing } from '@vanthu/contracts';
import { type FlowFacts, mustBeHandledAtOnce, stepAfter } from '@vanthu/decree30';
import type { Escalation, RoutedDocument } from './routed-document.js';
import type { RoutingState } from './routing-state.js';

/** Somebody who is heard before the direction; each holder may speak for the part, once. */
export interface Part {
  readonly name: string;
  readonly holders: readonly string[];
  readonly said: { readonly by: string; readonly at: string; readonly text: string } | null;
}

/** Where a document stands on its flow. The definition is kept by its id and never changes (`flow_definition`). */
export interface Course {
  readonly definitionId: string;
  readonly flowName: string;
  readonly flowVersion: number;
  readonly stepId: string;
  readonly stepName: string;
  readonly act: routing.FlowAct;
  readonly waits: 'all' | 'any';
  readonly parts: readonly Part[];
  readonly escalation: Escalation | null;
}

/** What conditions of a flow ask of this document. */
export const factsOf = ({
  kind,
  urgency,
  answerBy,
}: Pick<RoutedDocument, 'kind' | 'urgency' | 'answerBy'>): FlowFacts => ({
  kind,
  urgency,
  answerWanted: answerBy !== null,
});

/** Who is still to be heard: nobody once one has spoken where the first is enough. */
export function openParts(course: Course | null): readonly Part[] {
  if (course === null) return [];
  const silent = course.parts.filter(({ said }) => said === null);
  return course.waits === 'any' && silent.length < course.parts.length ? [] : silent;
}

/**
 * The step that keeps the leader waiting today; one that is late keeps nobody waiting. Hỏa tốc, thượng khẩn and khẩn wait for nobody's proposal:
 * they are with the leader at once, and whoever is heard speaks beside (Art. 23.1; R-IN-08).
 */
export function waitedFor(
  { course, dueOn, urgency }: Pick<RoutedDocument, 'course' | 'dueOn' | 'urgency'>,
  today: string,
): Course | null {
  if (course === null || mustBeHandledAtOnce(urgency)) return null;
  return openParts(course).length === 0 || (dueOn !== null && today > dueOn) ? null : course;
}

const actsAt: Partial<Record<RoutingState, readonly routing.FlowAct[]>> = {
  registered: ['submit'],
  submitted: ['propose', 'opinion', 'direct'],
  directed: ['assign', 'handle'],
  'in-progress': ['handle'],
};

/** Onto another step, with nobody to be heard on it. */
export const onStep = (course: Course, step: routing.FlowStep): Course => ({
  ...course,
  stepId: step.id,
  stepName: step.name,
  act: step.act,
  waits: step.waits,
  parts: [],
  escalation: null,
});

/** Back or forward to where the state says that the document is: what is sent back to the leader is directed anew. */
export function settled(course: Course, state: RoutingState, flow: routing.FlowDefinition, facts: FlowFacts): Course {
  const acts = actsAt[state];
  if (acts === undefined || acts.includes(course.act)) return course;
  const wanted = state === 'submitted' ? ['direct'] : acts;
  let step = flow.steps[0] ?? null;
  while (step !== null && !wanted.includes(step.act)) step = stepAfter(flow, step.id, facts);
  return step === null ? course : onStep(course, step);
}
