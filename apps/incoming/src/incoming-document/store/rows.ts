import { incoming, signing } from '@vanthu/contracts';
import { z } from 'zod';

/** `timestamptz` comes as a Date, `date` is selected as text: a calendar day has no zone. */
const instant = z.date().transform((at) => at.toISOString());
const bytes = z.coerce.number().int();

export const TaskShadowRow = z.object({
  id: z.string(),
  part: z.enum(['lead', 'cooperate']),
  unitId: z.string().nullable(),
  name: z.string(),
  personId: z.string().nullable(),
  personName: z.string().nullable(),
  open: z.boolean(),
});

export const DocumentRow = z.object({
  id: z.string(),
  agency_id: z.string(),
  state: incoming.IncomingState,
  version: z.number().int(),
  source: incoming.IncomingSource,
  outgoing_document_id: z.string().nullable(),
  fields: incoming.IncomingFields,
  file_sha256: z.string(),
  file_bytes: bytes,
  file_name: z.string(),
  media_type: z.string(),
  arrived_at: instant,
  arrived_on: z.string(),
  arrival_number: z.number().int().nullable(),
  advice: incoming.ReceptionAdvice.nullable(),
  decision_reason: z.string().nullable(),
  returned: incoming.IncomingDetail.shape.returned,
  submitted_to_position: z.string().nullable(),
  submitted_to_name: z.string().nullable(),
  direction: incoming.IncomingDetail.shape.direction,
  tasks: z.array(TaskShadowRow),
  deadline: z.string().nullable(),
  due_on: z.string().nullable(),
  answer: incoming.IncomingDetail.shape.answer,
  readers: z.array(z.string()),
  changed_at: instant,
});
export type DocumentRow = z.infer<typeof DocumentRow>;

export const documentColumns = `id, agency_id, state, version, source, outgoing_document_id, fields, file_sha256, file_bytes,
  file_name, media_type, arrived_at, arrived_on::text, arrival_number, advice, decision_reason, returned,
  submitted_to_position, submitted_to_name, direction, tasks, deadline::text, due_on::text, answer, readers, changed_at`;

export const CheckRow = z.object({
  judgement: signing.Judgement,
  advice: incoming.ReceptionAdvice,
  advice_vi: z.string(),
  checked_at: instant,
});

export const RegisterLineRow = z.object({
  document_id: z.string(),
  arrived_on: z.string(),
  arrival_number: z.number().int(),
  author: z.string(),
  number_and_symbol: z.string(),
  document_date: z.string(),
  kind_and_abstract: z.string(),
  handed_to: z.string(),
  handed_over_on: z.string().nullable(),
  received_by: z.string(),
  note: z.string(),
});
