import { z } from 'zod';
import { command, event, query } from '../core/contract.js';
import { CivilDate, Instant, Line, Paragraph, Principal, Uuid } from '../core/vocabulary.js';
import { OutgoingState } from './document.js';

/** Giao soạn thảo: who is competent charges a unit with drafting (Art. 10.1). */

export const DraftingAssignment = z
  .object({
    id: Uuid,
    unitId: Uuid,
    unitName: z.string(),
    /** What is to be written. */
    matter: z.string(),
    dueOn: CivilDate.nullable(),
    assignedBy: z.string(),
    assignedAt: Instant,
    /** What the unit drafts; null: nobody has begun. */
    draft: z.object({ documentId: Uuid, abstract: z.string(), state: OutgoingState }).nullable(),
    /** Not begun and past its day. */
    isOverdue: z.boolean(),
    /** Whether the asking actor may begin it. */
    isMine: z.boolean(),
    /** Whether the asking actor may change or withdraw it: who gave it, while nobody has begun. */
    mayChange: z.boolean(),
  })
  .meta({ id: 'DraftingAssignment' });
export type DraftingAssignment = z.infer<typeof DraftingAssignment>;

export const AssignDrafting = command({
  service: 'outgoing',
  name: 'assign-drafting',
  right: 'outgoing.sign',
  http: { method: 'POST', path: '/outgoing/assignments', summary: 'Giao đơn vị chủ trì soạn thảo (Điều 10.1)' },
  input: z.object({ unitId: Uuid, matter: Paragraph(1000), dueOn: CivilDate.nullable().default(null) }),
  output: z.object({ id: Uuid }),
});

/** The draft that a unit makes of what it was charged with: one each. */
export const TakeUpAssignment = command({
  service: 'outgoing',
  name: 'take-up-assignment',
  right: 'outgoing.draft',
  http: {
    method: 'POST',
    path: '/outgoing/assignments/{assignmentId}/draft',
    summary: 'Dự thảo này là theo việc giao soạn thảo',
  },
  input: z.object({ assignmentId: Uuid, documentId: Uuid }),
  output: z.object({ id: Uuid, documentId: Uuid }),
});

/** Other words or another day, while nobody has begun; the unit is told. */
export const ChangeAssignment = command({
  service: 'outgoing',
  name: 'change-assignment',
  right: 'outgoing.sign',
  http: { method: 'PUT', path: '/outgoing/assignments/{assignmentId}', summary: 'Sửa việc giao soạn thảo' },
  input: z.object({ assignmentId: Uuid, matter: Paragraph(1000), dueOn: CivilDate.nullable() }),
  output: z.object({ id: Uuid }),
});

/** Taken back while nobody has begun; it stays in the log with its reason, the unit is told. */
export const WithdrawAssignment = command({
  service: 'outgoing',
  name: 'withdraw-assignment',
  right: 'outgoing.sign',
  http: {
    method: 'POST',
    path: '/outgoing/assignments/{assignmentId}/withdraw',
    summary: 'Thu hồi việc giao soạn thảo',
  },
  input: z.object({ assignmentId: Uuid, reason: Paragraph(500) }),
  output: z.object({ id: Uuid }),
});

export const FindAssignments = query({
  service: 'outgoing',
  name: 'find-assignments',
  right: 'outgoing.read',
  http: { method: 'GET', path: '/outgoing/assignments', summary: 'Việc giao soạn thảo' },
  input: z.object({
    /** Only those that nobody has begun. */
    open: z.union([z.boolean(), z.stringbool()]).default(true),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  output: z.object({ assignments: z.array(DraftingAssignment) }),
});

const of = <P extends z.ZodType>(name: string, payload: P) =>
  event({ service: 'outgoing', aggregate: 'drafting-assignment', name, payload });
const charge = {
  assignmentId: Uuid,
  unitId: Uuid,
  matter: z.string(),
  dueOn: CivilDate.nullable(),
  by: Line(200),
  readers: z.array(Principal),
};
/** `agencyId`: absent in what earlier releases said. */
export const DraftingAssigned = of('assigned', z.object({ ...charge, agencyId: Uuid.optional() }));
export const AssignmentChanged = of('changed', z.object({ ...charge, agencyId: Uuid }));
export const AssignmentWithdrawn = of('withdrawn', z.object({ ...charge, agencyId: Uuid, reason: z.string() }));
export const AssignmentTakenUp = of('taken-up', z.object({ assignmentId: Uuid, documentId: Uuid }));
