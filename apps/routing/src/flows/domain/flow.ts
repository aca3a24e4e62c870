import type { routing } from '@vanthu/contracts';

type Act = routing.FlowAct;
type Definition = Pick<routing.FlowDefinition, 'for'>;

/** In the order of the Decree; those of one rank may follow each other (Art. 23-24). */
const ranks: Readonly<Record<Act, number>> = { submit: 0, propose: 1, opinion: 1, direct: 2, assign: 3, handle: 4 };

const isOfUnit = (definition: Definition): boolean => definition.for.unit !== null;

/** Place of an act in the order; `undefined` when it has none in such a flow. A unit decides only what is inside it. */
export const actRank = (definition: Definition, act: Act): number | undefined =>
  isOfUnit(definition) && act !== 'assign' && act !== 'handle' ? undefined : ranks[act];

export const startsWith = (definition: Definition): readonly Act[] =>
  isOfUnit(definition) ? ['assign', 'handle'] : ['submit'];

/** What no flow passes over (Art. 23.2; R-IN-09). */
export const decides = 'direct' satisfies Act;

export const isLast = (act: Act): boolean => act === 'handle';

/** Somebody is heard before the decision; several at once when there are several holders. */
export const consults = (act: Act): boolean => act === 'propose' || act === 'opinion';

/** What conditions ask of a document. */
export interface FlowFacts {
  readonly kind: string | null;
  readonly urgency: 'normal' | 'urgent' | 'very-urgent' | 'express';
  readonly answerWanted: boolean;
}

type Condition = routing.FlowStep['next'][number]['when'];

export function holds(when: Condition, facts: FlowFacts): boolean {
  if (when === null) return true;
  const { urgencies, kinds, answerWanted } = when;
  return (
    (urgencies === undefined || urgencies.includes(facts.urgency)) &&
    (kinds === undefined || (facts.kind !== null && kinds.includes(facts.kind))) &&
    (answerWanted === undefined || answerWanted === facts.answerWanted)
  );
}

/** The step that follows; `null` after the last. A flow that was checked has one after every other. */
export function stepAfter(flow: routing.FlowDefinition, stepId: string, facts: FlowFacts): routing.FlowStep | null {
  const next = flow.steps.find(({ id }) => id === stepId)?.next.find(({ when }) => holds(when, facts));
  return flow.steps.find(({ id }) => id === next?.to) ?? null;
}

/** How closely a flow is meant for a document; `null`: not for it. Kind before urgency before everything. */
export function fit(flow: Pick<routing.FlowDefinition, 'for'>, facts: FlowFacts): number | null {
  const { kinds, urgencies } = flow.for;
  if (kinds.length > 0 && (facts.kind === null || !kinds.includes(facts.kind))) return null;
  if (urgencies.length > 0 && !urgencies.includes(facts.urgency)) return null;
  return (kinds.length > 0 ? 2 : 0) + (urgencies.length > 0 ? 1 : 0);
}
