import { z } from 'zod';
import { command, event, query } from '../core/contract.js';
import {
  CivilDate,
  Instant,
  Line,
  PageQuery,
  Paragraph,
  Principal,
  pageOf,
  Urgency,
  Uuid,
} from '../core/vocabulary.js';
import { TimelineEntry } from '../outgoing/outgoing.js';

/** Who gets what next, and what is late: submission, direction (bút phê), tasks (Decree 30 Art. 23-24). */

/** A unit or, in an agency without units, a person. */
export const Assignee = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('unit'), unitId: Uuid, name: Line(200) }),
    z.object({ kind: z.literal('person'), personId: Uuid, name: Line(200) }),
  ])
  .meta({ id: 'Assignee' });
export type Assignee = z.infer<typeof Assignee>;

/** Exactly one lead, the co-operators, a deadline (R-IN-09). */
export const DirectionInput = z
  .object({ lead: Assignee, cooperators: z.array(Assignee).max(30), deadline: CivilDate, text: Paragraph(1000) })
  .meta({ id: 'DirectionInput' });

export const RoutingState = z
  .enum(['registered', 'submitted', 'directed', 'in-progress', 'completed'])
  .meta({ id: 'RoutingState' });
export const RoutingAct = z.enum(['submit', 'direct', 'assign', 'complete']);

export const RoutingTask = z
  .object({
    id: Uuid,
    documentId: Uuid,
    part: z.enum(['lead', 'cooperate']),
    assignee: Assignee,
    personId: Uuid.nullable(),
    personName: z.string().nullable(),
    deadline: CivilDate,
    state: z.enum(['given', 'in-progress', 'completed', 'closed']),
    openedAt: Instant.nullable(),
  })
  .meta({ id: 'RoutingTask' });

export const RoutedDocument = z
  .object({
    documentId: Uuid,
    agencyId: Uuid,
    state: RoutingState,
    abstract: z.string(),
    senderName: z.string(),
    numberAndSymbol: z.string(),
    arrivalNumber: z.number().int(),
    arrivedOn: CivilDate,
    urgency: Urgency,
    submittedToName: z.string().nullable(),
    proposal: DirectionInput.nullable(),
    direction: DirectionInput.extend({ directedBy: z.string(), directedAt: Instant }).nullable(),
    tasks: z.array(RoutingTask),
    deadline: CivilDate.nullable(),
    overdue: z.boolean(),
    waitingFor: z.string().nullable(),
    acts: z.array(RoutingAct),
    timeline: z.array(TimelineEntry),
    version: z.number().int(),
  })
  .meta({ id: 'RoutedDocument' });
export type RoutedDocument = z.infer<typeof RoutedDocument>;

const Ref = z.object({ documentId: Uuid, state: RoutingState, version: z.number().int() }).meta({ id: 'RoutingRef' });
const path = '/routing/documents/{documentId}';

export const Submit = command({
  service: 'routing',
  name: 'submit',
  right: 'routing.submit',
  http: { method: 'POST', path: `${path}/submit`, summary: 'Trình người có thẩm quyền chỉ đạo' },
  input: z.object({ documentId: Uuid, toPositionId: Uuid, proposal: DirectionInput.nullable().default(null) }),
  output: Ref,
});
/** Without `direction`: agrees to the office's proposal as it stands. */
export const Direct = command({
  service: 'routing',
  name: 'direct',
  right: 'routing.direct',
  http: { method: 'POST', path: `${path}/direct`, summary: 'Bút phê' },
  input: z.object({ documentId: Uuid, direction: DirectionInput.optional() }),
  output: Ref,
});
/** The head of a unit names the person. The internal deadline is not later than the leader's (R-IN-14). */
export const Assign = command({
  service: 'routing',
  name: 'assign',
  right: 'routing.assign',
  http: { method: 'POST', path: '/routing/tasks/{taskId}/assign', summary: 'Giao việc cho chuyên viên' },
  input: z.object({ taskId: Uuid, personId: Uuid, deadline: CivilDate.optional() }),
  output: Ref,
});
/** Done, with the answering document or the reason why there is none (R-IN-15). */
export const Complete = command({
  service: 'routing',
  name: 'complete',
  right: 'routing.handle',
  http: { method: 'POST', path: '/routing/tasks/{taskId}/complete', summary: 'Hoàn thành' },
  input: z.object({
    taskId: Uuid,
    outcome: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('answered'), outgoingDocumentId: Uuid }),
      z.object({ kind: z.literal('no-answer'), reason: Paragraph(1000) }),
    ]),
  }),
  output: Ref,
});
export const FindRouted = query({
  service: 'routing',
  name: 'find-documents',
  right: 'routing.read',
  http: { method: 'GET', path: '/routing/documents', summary: 'Việc của tôi và của đơn vị tôi' },
  input: PageQuery.extend({
    mine: z.union([z.boolean(), z.stringbool()]).default(true),
    overdue: z.union([z.boolean(), z.stringbool()]).default(false),
  }),
  output: pageOf(RoutedDocument.omit({ timeline: true })),
});
export const GetRouted = query({
  service: 'routing',
  name: 'get-document',
  right: 'routing.read',
  http: { method: 'GET', path, summary: 'Quá trình giải quyết một văn bản đến' },
  input: z.object({ documentId: Uuid }),
  output: RoutedDocument,
});

const of = <P extends z.ZodType>(name: string, payload: P) =>
  event({ service: 'routing', aggregate: 'routed-document', name, payload });
const subject = { documentId: Uuid, agencyId: Uuid, readers: z.array(Principal) };

export const Submitted = of(
  'submitted',
  z.object({ ...subject, toPositionId: Uuid, toName: z.string(), submittedAt: Instant }),
);
export const Directed = of(
  'directed',
  z.object({
    ...subject,
    direction: DirectionInput,
    directedBy: z.string(),
    directedAt: Instant,
    tasks: z.array(RoutingTask),
  }),
);
export const Assigned = of(
  'assigned',
  z.object({ ...subject, taskId: Uuid, personId: Uuid, personName: z.string(), deadline: CivilDate }),
);
/** The task holder has opened the document for the first time: takes the place of "Ký nhận" (Annex IV VI, column 9). */
export const TaskOpened = of(
  'task-opened',
  z.object({ ...subject, taskId: Uuid, personName: z.string(), openedAt: Instant }),
);
export const TaskCompleted = of('task-completed', z.object({ ...subject, taskId: Uuid, personName: z.string() }));
export const Completed = of(
  'completed',
  z.object({
    ...subject,
    answerNumberAndSymbol: z.string().nullable(),
    answerDocumentId: Uuid.nullable(),
    reason: z.string().nullable(),
    completedAt: Instant,
    late: z.boolean(),
  }),
);
