import { routing, Urgency } from '@vanthu/contracts';
import { z } from 'zod';

const instant = z.date().transform((at) => at.toISOString());

export const DocumentRow = z.object({
  document_id: z.string(),
  agency_id: z.string(),
  state: routing.RoutingState,
  version: z.number().int(),
  abstract: z.string(),
  sender_name: z.string(),
  number_and_symbol: z.string(),
  arrival_number: z.number().int(),
  arrived_on: z.string(),
  urgency: Urgency,
  submitted_to_position: z.string().nullable(),
  submitted_to_name: z.string().nullable(),
  proposal: routing.DirectionInput.nullable(),
  direction: routing.RoutedDocument.shape.direction,
  deadline: z.string().nullable(),
  due_on: z.string().nullable(),
  late: z.boolean().nullable(),
  readers: z.array(z.string()),
});
export type DocumentRow = z.infer<typeof DocumentRow>;

export const documentColumns = `document_id, agency_id, state, version, abstract, sender_name, number_and_symbol, arrival_number,
  arrived_on::text, urgency, submitted_to_position, submitted_to_name, proposal, direction, deadline::text, due_on::text,
  late, readers`;

export const TaskRow = z.object({
  id: z.string(),
  document_id: z.string(),
  part: z.enum(['lead', 'cooperate']),
  assignee: routing.Assignee,
  person_id: z.string().nullable(),
  person_name: z.string().nullable(),
  deadline: z.string(),
  state: routing.RoutingTask.shape.state,
  opened_at: instant.nullable(),
});
export type TaskRow = z.infer<typeof TaskRow>;

export const taskColumns = 'id, document_id, part, assignee, person_id, person_name, deadline::text, state, opened_at';

export const TimelineRow = z.object({
  at: instant,
  act: z.string(),
  text_vi: z.string(),
  person_name: z.string().nullable(),
  position_title: z.string().nullable(),
  authority: z.string().nullable(),
});
