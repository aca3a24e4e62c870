import { routing, Urgency } from '@vanthu/contracts';
import { z } from 'zod';

const instant = z.date().transform((at) => at.toISOString());

const EscalationRow = z.object({ afterDays: z.number().int(), to: z.array(z.string()) });
const CourseRow = z.object({
  definitionId: z.string(),
  ...{ flowName: z.string(), flowVersion: z.number().int() },
  ...{ stepId: z.string(), stepName: z.string(), act: routing.FlowAct, waits: z.enum(['all', 'any']) },
  parts: z.array(
    z.object({
      ...{ name: z.string(), holders: z.array(z.string()) },
      said: z.object({ by: z.string(), at: z.string(), text: z.string() }).nullable(),
    }),
  ),
  escalation: EscalationRow.nullable(),
});

export const DocumentRow = z.object({
  document_id: z.string(),
  agency_id: z.string(),
  source: routing.WorkSource,
  proof_wanted: routing.ProofWanted.nullable(),
  state: routing.RoutingState,
  version: z.number().int(),
  abstract: z.string(),
  sender_name: z.string(),
  number_and_symbol: z.string(),
  kind: z.string().nullable(),
  document_date: z.string().nullable(),
  arrival_number: z.number().int(),
  arrived_on: z.string(),
  urgency: Urgency,
  answer_by: z.string().nullable(),
  submitted_to_position: z.string().nullable(),
  submitted_to_name: z.string().nullable(),
  submission_opened_at: instant.nullable(),
  proposal: routing.DirectionInput.nullable(),
  direction: routing.RoutedDocument.shape.direction,
  deadline: z.string().nullable(),
  due_on: z.string().nullable(),
  late: z.boolean().nullable(),
  result: routing.RoutedDocument.shape.result,
  desk: routing.RoutedDocument.shape.desk,
  course: CourseRow.nullable(),
  readers: z.array(z.string()),
});
export type DocumentRow = z.infer<typeof DocumentRow>;

export const documentColumns = `document_id, agency_id, source, proof_wanted, state, version, abstract, sender_name, number_and_symbol, kind,
  document_date::text, arrival_number, arrived_on::text, urgency, answer_by::text, submitted_to_position, submitted_to_name,
  submission_opened_at, proposal, direction, deadline::text, due_on::text, late, result, desk, course, readers`;

export const TaskRow = z.object({
  id: z.string(),
  document_id: z.string(),
  part: z.enum(['lead', 'cooperate']),
  assignee: routing.Assignee,
  person_id: z.string().nullable(),
  person_name: z.string().nullable(),
  deadline: z.string(),
  latest: z.string(),
  state: routing.RoutingTask.shape.state,
  opened_at: instant.nullable(),
  started_at: instant.nullable(),
  completed_at: instant.nullable(),
  extension: routing.ExtensionAsked.nullable(),
  assign_by: z.string().nullable(),
  escalation: EscalationRow.nullable(),
});
export type TaskRow = z.infer<typeof TaskRow>;

export const taskColumns = `id, document_id, part, assignee, person_id, person_name, deadline::text, latest::text, state,
  opened_at, started_at, completed_at, extension, assign_by::text, escalation`;
