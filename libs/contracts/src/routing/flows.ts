import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { Instant, Line, Role, Urgency, Uuid } from '../core/vocabulary.js';

/** The way of an incoming document as data (Decree 30 Art. 23-24): steps, who takes them, by when, and what follows. */

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

/** Of drafts the steps are those of `outgoing`. */
export const FlowDirection = z.enum(['incoming']).meta({ id: 'FlowDirection' });
export const FlowAct = z.enum(['submit', 'propose', 'opinion', 'direct', 'assign', 'handle']).meta({ id: 'FlowAct' });
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
