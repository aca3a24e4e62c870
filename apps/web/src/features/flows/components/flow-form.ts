import type { Schemas } from '../../../shared/api/client';
import type { FlowDefinition } from '../api/flows';

type Step = FlowDefinition['steps'][number];
type Holder = Step['holders'][number];
type When = Step['next'][number]['when'];

/** A flow as its form holds it: holders as one word each, conditions side by side. */
export interface FlowForm {
  key: string;
  name: string;
  kinds: string[];
  urgencies: Schemas['Urgency'][];
  unit: string | null;
  note: string;
  steps: StepForm[];
}
export interface StepForm {
  id: string;
  name: string;
  act: Schemas['FlowAct'];
  holders: string[];
  waits: 'all' | 'any';
  workingDays: number | null;
  escalateAfter: number | null;
  escalateTo: string | null;
  next: {
    to: string;
    kinds: string[];
    urgencies: Schemas['Urgency'][];
    answerWanted: Answer;
    units: string[];
    capacities: Schemas['Capacity'][];
    answersIncoming: Answer;
    opinionsAsked: Answer;
  }[];
}

type Answer = 'any' | 'yes' | 'no';
const answerOf = (value: boolean | undefined): Answer => (value === undefined ? 'any' : value ? 'yes' : 'no');

const wordOf = (holder: Holder): string =>
  holder.kind === 'role' ? `role:${holder.role}` : holder.kind === 'unit' ? `unit:${holder.abbreviation}` : 'assignee';

function holderOf(word: string): Holder {
  const [kind, name = ''] = word.split(':');
  if (kind === 'unit') return { kind, abbreviation: name };
  return kind === 'role' ? { kind, role: name as Schemas['Role'] } : { kind: 'assignee' };
}

export const formOf = (flow: FlowDefinition): FlowForm => ({
  ...{ key: flow.key, name: flow.name, note: flow.note ?? '' },
  ...{ kinds: flow.for.kinds, urgencies: flow.for.urgencies, unit: flow.for.unit },
  steps: flow.steps.map((step) => ({
    ...{ id: step.id, name: step.name, act: step.act, waits: step.waits ?? 'all', workingDays: step.workingDays },
    holders: step.holders.map(wordOf),
    escalateAfter: step.escalation?.afterDays ?? null,
    escalateTo: step.escalation ? wordOf(step.escalation.to) : null,
    next: step.next.map(({ to, when }) => ({
      to,
      kinds: when?.kinds ?? [],
      urgencies: when?.urgencies ?? [],
      answerWanted: answerOf(when?.answerWanted),
      units: when?.units ?? [],
      capacities: when?.capacities ?? [],
      answersIncoming: answerOf(when?.answersIncoming),
      opinionsAsked: answerOf(when?.opinionsAsked),
    })),
  })),
});

export const definitionOf = (form: FlowForm, direction: Schemas['FlowDirection']): FlowDefinition => ({
  ...{ key: form.key, name: form.name, direction, note: form.note ?? '' },
  for: { kinds: form.kinds ?? [], urgencies: form.urgencies ?? [], unit: form.unit || null },
  steps: (form.steps ?? []).map((step) => ({
    ...{
      id: step.id,
      name: step.name,
      act: step.act,
      waits: step.waits ?? 'all',
      workingDays: step.workingDays ?? null,
    },
    holders: (step.holders ?? []).map(holderOf),
    escalation:
      step.escalateAfter && step.escalateTo ? { afterDays: step.escalateAfter, to: holderOf(step.escalateTo) } : null,
    next: (step.next ?? []).map((one) => ({ to: one.to, when: whenOf(one) })),
  })),
});

const said = <K extends string>(key: K, value: Answer | undefined): { [key in K]?: boolean } =>
  value && value !== 'any' ? ({ [key]: value === 'yes' } as { [key in K]: boolean }) : {};

function whenOf({ kinds, urgencies, units, capacities, ...one }: StepForm['next'][number]): When {
  const when = {
    ...(kinds && kinds.length > 0 ? { kinds } : {}),
    ...(urgencies && urgencies.length > 0 ? { urgencies } : {}),
    ...(units && units.length > 0 ? { units } : {}),
    ...(capacities && capacities.length > 0 ? { capacities } : {}),
    ...said('answerWanted', one.answerWanted),
    ...said('answersIncoming', one.answersIncoming),
    ...said('opinionsAsked', one.opinionsAsked),
  };
  return Object.keys(when).length === 0 ? null : when;
}
