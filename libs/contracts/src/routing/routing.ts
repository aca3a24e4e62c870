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
  Sha256,
  Urgency,
  Uuid,
} from '../core/vocabulary.js';
import { TimelineEntry } from '../outgoing/document.js';
import { FlowAct } from './flows.js';

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
  .enum(['registered', 'submitted', 'directed', 'in-progress', 'completed', 'cancelled'])
  .meta({ id: 'RoutingState' });
export const RoutingAct = z.enum([
  'submit',
  'direct',
  'assign',
  'complete',
  'report',
  'undo',
  'send-back',
  'reassign',
  'take-over',
  'ask-extension',
  'answer-extension',
  'advise',
  'plan',
  'set-readers',
  'sort',
]);

/** Where it lies on the leader's desk among those of its urgency, as the secretary has sorted it. */
export const DeskPlace = z.enum(['first', 'normal', 'later']).meta({ id: 'DeskPlace' });

/** What brings the work: an incoming document, the year's plan, or a meeting's conclusions. */
export const PlanSourceKind = z.enum(['plan', 'meeting']).meta({ id: 'PlanSourceKind' });
export const WorkSource = z.enum(['document', 'plan', 'meeting']).meta({ id: 'WorkSource' });
/** What shows that work of a plan is done: the number and symbol of a document, a file, or either. */
export const ProofWanted = z.enum(['number', 'file', 'either']).meta({ id: 'ProofWanted' });

/** A file that shows that a part of the work was done: whose part, who put it in, when. Each is opened by its content. */
const ProofFile = z
  .object({
    sha256: Sha256,
    name: z.string(),
    bytes: z.number().int(),
    part: z.enum(['lead', 'cooperate']),
    assigneeName: z.string(),
    personName: z.string(),
    positionTitle: z.string(),
    addedAt: Instant,
  })
  .meta({ id: 'ProofFile' });

/** Where a document stands on its flow, and what was said on the step. */
export const RoutingCourse = z
  .object({
    flowName: z.string(),
    /** 0: as shipped. */
    flowVersion: z.number().int(),
    stepId: z.string(),
    stepName: z.string(),
    act: FlowAct,
    /** Before the direction: who is asked, and who has spoken. */
    parts: z.array(
      z.object({
        name: z.string(),
        said: z.object({ by: z.string(), at: Instant, text: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'RoutingCourse' });

/** How near the deadline is, in working days of the agency: past, today, within 5, later. */
export const DueBucket = z.enum(['overdue', 'today', 'soon', 'later']).meta({ id: 'DueBucket' });
export type DueBucket = z.infer<typeof DueBucket>;

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

/** A later day than the leader's, asked of the leader (R-IN-14). */
export const ExtensionAsked = z.object({
  deadline: CivilDate,
  reason: z.string(),
  askedBy: z.string(),
  askedAt: Instant,
});

/** The task as its holders see it. */
export const RoutingTaskView = RoutingTask.extend({
  /** When it was begun and when it ended; never before it was acknowledged (`openedAt`). */
  startedAt: Instant.nullable(),
  completedAt: Instant.nullable(),
  /** The last day that the leader has allowed. */
  latest: CivilDate,
  extension: ExtensionAsked.nullable(),
  /** The day by which the flow wants the head to have named somebody. */
  assignBy: CivilDate.nullable(),
}).meta({ id: 'RoutingTaskView' });

export const RoutedDocument = z
  .object({
    documentId: Uuid,
    agencyId: Uuid,
    /** Of work of a plan `senderName` is its title, `numberAndSymbol` its decision and `arrivalNumber` the number in it. */
    source: WorkSource,
    /** Null for incoming documents, which end with an answer or a reason. */
    proofWanted: ProofWanted.nullable(),
    /** Files that were put in when a part ended, of the lead and of co-operators; only of one document. */
    proofs: z.array(ProofFile),
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
    tasks: z.array(RoutingTaskView),
    deadline: CivilDate.nullable(),
    overdue: z.boolean(),
    /** Of the present step; null when nothing is due. */
    bucket: DueBucket.nullable(),
    /** Until the present step is due; negative when late. */
    workingDaysLeft: z.number().int().nullable(),
    /** The day by which the sender wants an answer. */
    answerBy: CivilDate.nullable(),
    /** An issued document that answers this one, offered when the task is completed. */
    answeredWith: z.object({ documentId: Uuid, numberAndSymbol: z.string() }).nullable(),
    /** What the document ended in: the answer's number and symbol, or the reason why there is none (R-IN-15). */
    result: z.object({ numberAndSymbol: z.string().nullable(), reason: z.string().nullable() }).nullable(),
    waitingFor: z.string().nullable(),
    desk: z.object({ place: DeskPlace, note: z.string().nullable(), by: z.string() }).nullable(),
    course: RoutingCourse.nullable(),
    acts: z.array(RoutingAct),
    /** Deadlines to choose from, counted on the agency's calendar; only while a direction is still to be given. */
    deadlineChoices: z.array(z.object({ label: z.string(), deadline: CivilDate })),
    timeline: z.array(TimelineEntry),
    version: z.number().int(),
  })
  .meta({ id: 'RoutedDocument' });
export type RoutedDocument = z.infer<typeof RoutedDocument>;

export const RoutingRef = z
  .object({ documentId: Uuid, state: RoutingState, version: z.number().int() })
  .meta({ id: 'RoutingRef' });
const path = '/routing/documents/{documentId}';

export const Submit = command({
  service: 'routing',
  name: 'submit',
  right: 'routing.submit',
  http: { method: 'POST', path: `${path}/submit`, summary: 'Trình người có thẩm quyền chỉ đạo' },
  input: z.object({ documentId: Uuid, toPositionId: Uuid, proposal: DirectionInput.nullable().default(null) }),
  output: RoutingRef,
});
/** Without `direction`: agrees to the office's proposal as it stands. */
export const Direct = command({
  service: 'routing',
  name: 'direct',
  right: 'routing.direct',
  http: { method: 'POST', path: `${path}/direct`, summary: 'Bút phê' },
  input: z.object({ documentId: Uuid, direction: DirectionInput.optional() }),
  output: RoutingRef,
});
/** The head of a unit names the person. The internal deadline is not later than the leader's (R-IN-14). */
export const Assign = command({
  service: 'routing',
  name: 'assign',
  right: 'routing.assign',
  http: { method: 'POST', path: '/routing/tasks/{taskId}/assign', summary: 'Giao việc cho chuyên viên' },
  input: z.object({ taskId: Uuid, personId: Uuid, deadline: CivilDate.optional() }),
  output: RoutingRef,
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
      /** Of work of a plan: the document that proves it, a file that was uploaded, or both. */
      z.object({
        kind: z.literal('proved'),
        numberAndSymbol: Line(60).optional(),
        ticket: z.string().max(4_000).optional(),
      }),
    ]),
  }),
  output: RoutingRef,
});
export const FindRouted = query({
  service: 'routing',
  name: 'find-documents',
  right: 'routing.read',
  http: { method: 'GET', path: '/routing/documents', summary: 'Việc của tôi và của đơn vị tôi' },
  input: PageQuery.extend({
    mine: z.union([z.boolean(), z.stringbool()]).default(true),
    overdue: z.union([z.boolean(), z.stringbool()]).default(false),
    /** Without what is finished. */
    open: z.union([z.boolean(), z.stringbool()]).optional(),
    bucket: DueBucket.optional(),
    source: WorkSource.optional(),
    state: RoutingState.optional(),
    /** Number and symbol of a plan's decision: only its work. */
    plan: z.string().max(60).optional(),
    /** Day of that decision: numbers begin anew every year. */
    planDate: CivilDate.optional(),
  }),
  output: pageOf(RoutedDocument.omit({ timeline: true, deadlineChoices: true, proofs: true })),
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

/** The way went back or sideways; this is how it stands now. */
export const Rerouted = of(
  'rerouted',
  z.object({
    ...subject,
    act: RoutingAct,
    textVi: z.string(),
    state: RoutingState,
    submittedToPositionId: Uuid.nullable(),
    submittedToName: z.string().nullable(),
    deadline: CivilDate.nullable(),
    tasks: z.array(RoutingTask),
    /** Who reads it no longer (R-SYS-01). */
    withdrawn: z.array(Principal).optional(),
  }),
);
/** Somebody was told of a deadline that nears or has passed; for open pages. */
export const Urged = of('urged', z.object({ ...subject, taskId: Uuid.nullable(), noticeKinds: z.array(z.string()) }));
