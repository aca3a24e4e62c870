import type { Capacity } from '../signing/capacity-lines.js';
import type { UrgencyCode } from '../vocabulary/urgency.js';

/** What a step of a flow may be: of incoming documents (Art. 23-24) and of drafts (Art. 10-15). `opinion` is of both. */
export const flowActs = [
  ...['submit', 'propose', 'opinion', 'direct', 'assign', 'handle'],
  ...['draft', 'check-content', 'check-form', 'present', 'sign', 'number'],
] as [
  ...['submit', 'propose', 'opinion', 'direct', 'assign', 'handle'],
  ...['draft', 'check-content', 'check-form', 'present', 'sign', 'number'],
];
export type FlowAct = (typeof flowActs)[number];

type Holder =
  | { readonly kind: 'role'; readonly role: string }
  | { readonly kind: 'unit'; readonly abbreviation: string }
  | { readonly kind: 'assignee' };

/** All that is said must hold; a list holds when the document has one of it. */
export interface FlowCondition {
  readonly urgencies?: readonly UrgencyCode[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  /** Incoming: whether the sender wants an answer by a day. */
  readonly answerWanted?: boolean | undefined;
  /** Drafts: abbreviations of drafting units. */
  readonly units?: readonly string[] | undefined;
  /** Drafts: whether it answers an incoming document. */
  readonly answersIncoming?: boolean | undefined;
  /** Drafts: whether the drafter has asked units for their opinion. */
  readonly opinionsAsked?: boolean | undefined;
  /** Drafts: in what capacity the last signer signs (Art. 13). */
  readonly capacities?: readonly Capacity[] | undefined;
}

export interface FlowStep {
  readonly id: string;
  readonly name: string;
  readonly act: FlowAct;
  readonly holders: readonly Holder[];
  readonly waits: 'all' | 'any';
  /** Working days from the day on which the step begins; 0: that day; null: no day of its own. */
  readonly workingDays: number | null;
  readonly escalation: { readonly afterDays: number; readonly to: Holder } | null;
  /** The first whose condition holds; the last has none. */
  readonly next: readonly { readonly to: string; readonly when: FlowCondition | null }[];
}

export interface Flow {
  readonly direction: 'incoming' | 'outgoing';
  readonly for: {
    readonly kinds: readonly string[];
    readonly urgencies: readonly UrgencyCode[];
    readonly unit: string | null;
  };
  readonly steps: readonly FlowStep[];
}

/** What conditions ask of a document. */
export interface FlowFacts {
  readonly kind: string | null;
  readonly urgency: UrgencyCode;
  readonly answerWanted?: boolean;
  readonly unit?: string | null;
  readonly answersIncoming?: boolean;
  readonly opinionsAsked?: boolean;
  readonly capacity?: Capacity | null;
}

/** In the order of the Decree; those of one rank may follow each other (Art. 23-24). */
const incomingRanks: Partial<Record<FlowAct, number>> = {
  ...{ submit: 0, propose: 1, opinion: 1, direct: 2, assign: 3, handle: 4 },
};
/** What every draft goes through, in this order (Art. 10.2, 12.1, 12.2, 11.1, 15.2). Between them others may be heard. */
export const draftRoad = [
  'draft',
  'check-content',
  'check-form',
  'sign',
  'number',
] as const satisfies readonly FlowAct[];

const isOfUnit = (flow: Pick<Flow, 'direction' | 'for'>): boolean =>
  flow.direction === 'incoming' && flow.for.unit !== null;

/**
 * Place of an act in the order of incoming documents; `undefined` when it has none in such a flow. A unit decides only what is
 * inside it.
 */
export const actRank = (flow: Pick<Flow, 'direction' | 'for'>, act: FlowAct): number | undefined =>
  isOfUnit(flow) && act !== 'assign' && act !== 'handle' ? undefined : incomingRanks[act];

export const startsWith = (flow: Pick<Flow, 'direction' | 'for'>): readonly FlowAct[] =>
  flow.direction === 'outgoing' ? ['draft'] : isOfUnit(flow) ? ['assign', 'handle'] : ['submit'];

export const isLast = (act: FlowAct): boolean => act === 'handle' || act === 'number';

/** Somebody is heard before the decision; several at once when there are several holders. */
export const consults = (act: FlowAct): boolean => act === 'propose' || act === 'opinion' || act === 'present';

const one = <T>(wanted: readonly T[] | undefined, value: T | null | undefined): boolean =>
  wanted === undefined || (value !== null && value !== undefined && wanted.includes(value));
const same = (wanted: boolean | undefined, value: boolean | undefined): boolean =>
  wanted === undefined || wanted === (value ?? false);

function holds(when: FlowCondition | null, facts: FlowFacts): boolean {
  if (when === null) return true;
  return (
    one(when.urgencies, facts.urgency) &&
    one(when.kinds, facts.kind) &&
    one(when.units, facts.unit) &&
    one(when.capacities, facts.capacity) &&
    same(when.answerWanted, facts.answerWanted) &&
    same(when.answersIncoming, facts.answersIncoming) &&
    same(when.opinionsAsked, facts.opinionsAsked)
  );
}

type StepOf<F extends Pick<Flow, 'steps'>> = F['steps'][number];

/** The step that follows; `null` after the last. A flow that was checked has one after every other. */
export function stepAfter<F extends Pick<Flow, 'steps'>>(flow: F, stepId: string, facts: FlowFacts): StepOf<F> | null {
  const next = flow.steps.find(({ id }) => id === stepId)?.next.find(({ when }) => holds(when, facts));
  return flow.steps.find(({ id }) => id === next?.to) ?? null;
}

/** Every step that a document with these facts goes through, in order. */
export function pathOf<F extends Pick<Flow, 'steps'>>(flow: F, facts: FlowFacts): StepOf<F>[] {
  const path: StepOf<F>[] = [];
  let step: StepOf<F> | null = flow.steps[0] ?? null;
  while (step !== null && !path.includes(step)) {
    path.push(step);
    step = stepAfter(flow, step.id, facts);
  }
  return path;
}

/** How closely a flow is meant for a document; `null`: not for it. Of drafts the unit, then kind, urgency, everything. */
export function flowFit(flow: Pick<Flow, 'direction' | 'for'>, facts: FlowFacts): number | null {
  const { kinds, urgencies, unit } = flow.for;
  const isForUnit = flow.direction === 'outgoing' && unit !== null;
  if (isForUnit && facts.unit !== unit) return null;
  if (kinds.length > 0 && (facts.kind === null || !kinds.includes(facts.kind))) return null;
  if (urgencies.length > 0 && !urgencies.includes(facts.urgency)) return null;
  return (isForUnit ? 4 : 0) + (kinds.length > 0 ? 2 : 0) + (urgencies.length > 0 ? 1 : 0);
}

/** The closest fit; of those that fit alike the first. */
export function closestFlow<T extends { readonly definition: Pick<Flow, 'direction' | 'for'> }>(
  flows: readonly T[],
  facts: FlowFacts,
): T | null {
  let best: { flow: T; fit: number } | null = null;
  for (const flow of flows) {
    const fit = flowFit(flow.definition, facts);
    if (fit !== null && (best === null || fit > best.fit)) best = { flow, fit };
  }
  return best?.flow ?? null;
}
