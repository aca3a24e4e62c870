import { flowActs } from '@vanthu/decree30';
import { z } from 'zod';
import { command, event, query } from '../core/contract.js';
import { Capacity, Instant, Line, Role, Urgency, Uuid } from '../core/vocabulary.js';

/**
 * The way of an incoming document (Decree 30 Art. 23-24) or of a draft (Art. 10-15) as data: steps, who takes them, by when, and
 * what follows. `checkFlow` of decree30 says what a flow may not be.
 */

/** Short name inside one flow. */
const StepId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(40);
/** Code of the kind of a document, as `decree30` has it, or of reception (`don-thu`). */
const Kind = z
  .string()
  .regex(/^[a-z0-9-]+$/)
  .max(40);

/** `outgoing`: of drafts; `outgoing` moves them, by what was applied here. */
export const FlowDirection = z.enum(['incoming', 'outgoing']).meta({ id: 'FlowDirection' });
export const FlowAct = z.enum(flowActs).meta({ id: 'FlowAct' });
export type FlowAct = z.infer<typeof FlowAct>;

/** A role of the agency, the head of a unit by its abbreviation, or whoever has been given the work. */
export const FlowHolder = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('role'), role: Role }),
    z.object({ kind: z.literal('unit'), abbreviation: Line(20) }),
    z.object({ kind: z.literal('assignee') }),
  ])
  .meta({ id: 'FlowHolder' });
export type FlowHolder = z.infer<typeof FlowHolder>;

/** All that is said must hold; a list holds when the document has one of it. */
export const FlowCondition = z
  .object({
    urgencies: z.array(Urgency).min(1).optional(),
    kinds: z.array(Kind).min(1).max(40).optional(),
    /** Whether the sender wants an answer by a day. */
    answerWanted: z.boolean().optional(),
    /** Drafts: abbreviations of drafting units. */
    units: z.array(Line(20)).min(1).max(40).optional(),
    /** Drafts: whether it answers an incoming document. */
    answersIncoming: z.boolean().optional(),
    /** Drafts: whether the drafter has asked units for their opinion. */
    opinionsAsked: z.boolean().optional(),
    /** Drafts: in what capacity the last signer signs (Art. 13). */
    capacities: z.array(Capacity).min(1).max(10).optional(),
  })
  .meta({ id: 'FlowCondition' });

export const FlowStep = z
  .object({
    id: StepId,
    name: Line(120),
    act: FlowAct,
    /** Several hold it at once: parallel opinions. */
    holders: z.array(FlowHolder).max(12),
    /** Whether all of the holders must have spoken before it goes on, or the first is enough. */
    waits: z.enum(['all', 'any']).default('all'),
    /** Working days from the day on which the step begins; 0: the same day; null: no day of its own. */
    workingDays: z.number().int().min(0).max(60).nullable(),
    /** So many working days late, these are told. */
    escalation: z
      .object({ afterDays: z.number().int().min(1).max(60), to: FlowHolder })
      .nullable()
      .default(null),
    /** The first whose condition holds; the last has none. */
    next: z.array(z.object({ to: StepId, when: FlowCondition.nullable().default(null) })).max(8),
  })
  .meta({ id: 'FlowStep' });
export type FlowStep = z.infer<typeof FlowStep>;

/** What an administrator writes, imports and edits; also the form of the shipped files. */
export const FlowDefinition = z
  .object({
    /** The same flow through all its versions. */
    key: StepId,
    name: Line(120),
    direction: FlowDirection,
    /** For which documents; the closest fit of those that are active is taken. Empty lists: all. */
    for: z.object({
      kinds: z.array(Kind).max(40),
      urgencies: z.array(Urgency),
      /** Only what this unit is given to lead or to do; null: the whole agency. */
      unit: Line(20).nullable(),
    }),
    note: z.string().max(1000).default(''),
    steps: z.array(FlowStep).min(1).max(30),
  })
  .meta({ id: 'FlowDefinition' });
export type FlowDefinition = z.infer<typeof FlowDefinition>;

/** What is wrong, at which step; `step` is empty for the flow as a whole. */
export const FlowFault = z.object({ step: z.string(), code: z.string(), vi: z.string() }).meta({ id: 'FlowFault' });
export type FlowFault = z.infer<typeof FlowFault>;

export const FlowVersion = z
  .object({
    version: z.number().int(),
    state: z.enum(['draft', 'active', 'retired']),
    savedAt: Instant,
    savedBy: z.string(),
    activatedAt: Instant.nullable(),
    activatedBy: z.string().nullable(),
    /** Documents under way on it. */
    running: z.number().int(),
  })
  .meta({ id: 'FlowVersion' });

export const Flow = z
  .object({
    flowId: Uuid,
    key: z.string(),
    /** Of the active version, else of the last. */
    name: z.string(),
    direction: FlowDirection,
    active: z.number().int().nullable(),
    versions: z.array(FlowVersion),
  })
  .meta({ id: 'Flow' });

const flows = '/routing/flows';
const flow = `${flows}/{flowId}`;

/** Those of the agency, and the shipped ones that may be imported. */
export const FindFlows = query({
  service: 'routing',
  name: 'find-flows',
  right: 'routing.administer',
  http: { method: 'GET', path: flows, summary: 'Luồng xử lý của cơ quan và luồng mẫu' },
  input: z.object({}),
  output: z.object({ flows: z.array(Flow), shipped: z.array(FlowDefinition) }),
});
export const GetFlow = query({
  service: 'routing',
  name: 'get-flow',
  right: 'routing.administer',
  http: { method: 'GET', path: flow, summary: 'Một phiên bản của luồng' },
  input: z.object({ flowId: Uuid, version: z.coerce.number().int().min(1) }),
  output: z.object({ definition: FlowDefinition, version: FlowVersion }),
});
/** What would be refused, without saving. */
export const CheckFlow = query({
  service: 'routing',
  name: 'check-flow',
  right: 'routing.administer',
  http: { method: 'POST', path: `${flows}/check`, summary: 'Kiểm tra luồng' },
  input: z.object({ definition: FlowDefinition }),
  output: z.object({ faults: z.array(FlowFault) }),
});
/** A further version of the flow of this key; nothing runs on it before it is activated. */
export const SaveFlow = command({
  service: 'routing',
  name: 'save-flow',
  right: 'routing.administer',
  http: { method: 'POST', path: flows, summary: 'Lưu thành phiên bản mới' },
  input: z.object({ definition: FlowDefinition }),
  output: z.object({ flowId: Uuid, version: z.number().int() }),
});
/** From now on documents begin on it; those under way stay on the version on which they began. */
export const ActivateFlow = command({
  service: 'routing',
  name: 'activate-flow',
  right: 'routing.administer',
  http: { method: 'POST', path: `${flow}/activate`, summary: 'Áp dụng phiên bản' },
  input: z.object({ flowId: Uuid, version: z.number().int().min(1) }),
  output: z.object({ flowId: Uuid, version: z.number().int() }),
});
/** No document begins on it any more. */
export const RetireFlow = command({
  service: 'routing',
  name: 'retire-flow',
  right: 'routing.administer',
  http: { method: 'POST', path: `${flow}/retire`, summary: 'Thôi áp dụng' },
  input: z.object({ flowId: Uuid }),
  output: z.object({ flowId: Uuid }),
});

const told = { flowId: Uuid, agencyId: Uuid };
const of = <P extends z.ZodType>(name: string, payload: P) =>
  event({ service: 'routing', aggregate: 'flow', name, payload });
/** From now on documents of the agency begin on it. `definitionId`: the same for the same text, which never changes. */
export const FlowApplied = of(
  'applied',
  z.object({ ...told, version: z.number().int(), definitionId: Uuid, definition: FlowDefinition }),
);
export const FlowRetired = of('retired', z.object(told));

/** Whoever holds a step of a draft, or is above, was told of its day; for open pages. */
export const DraftUrged = event({
  service: 'routing',
  aggregate: 'draft',
  name: 'urged',
  payload: z.object({
    documentId: Uuid,
    agencyId: Uuid,
    readers: z.array(z.string()),
    noticeKinds: z.array(z.string()),
  }),
});
