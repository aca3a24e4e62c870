import { z } from 'zod';
import { command } from '../core/contract.js';
import { CivilDate, Paragraph, Uuid } from '../core/vocabulary.js';
import { Assignee, DeskPlace, DirectionInput, RoutingRef } from './routing.js';

/** What may happen to a task besides being done: Decree 30 Art. 24; each with who, when, and a reason where one is owed. */

const task = '/routing/tasks/{taskId}';
const document = '/routing/documents/{documentId}';

/** Begun, and how far: the task is in progress from the first report on (Annex IV VIII column 5). */
export const Report = command({
  service: 'routing',
  name: 'report',
  right: 'routing.handle',
  http: { method: 'POST', path: `${task}/report`, summary: 'Cập nhật tiến độ' },
  input: z.object({ taskId: Uuid, text: Paragraph(1000) }),
  output: RoutingRef,
});
/** "Lấy lại": the last submission, direction or assignment, as long as nobody has opened it. */
export const Undo = command({
  service: 'routing',
  name: 'undo',
  right: 'routing.send-back',
  http: { method: 'POST', path: `${document}/undo`, summary: 'Lấy lại' },
  input: z.object({ documentId: Uuid }),
  output: RoutingRef,
});
/** To the step before, with the reason: an official to the head, a lead unit to the leader, the leader to the clerk. */
export const SendBack = command({
  service: 'routing',
  name: 'send-back',
  right: 'routing.send-back',
  http: { method: 'POST', path: `${document}/send-back`, summary: 'Chuyển trả, nêu lý do' },
  input: z.object({ documentId: Uuid, reason: Paragraph(1000) }),
  output: RoutingRef,
});
/** By the leader who directed: another unit or person in the place of one. What was written stays. */
export const Reassign = command({
  service: 'routing',
  name: 'reassign',
  right: 'routing.direct',
  http: { method: 'POST', path: `${task}/reassign`, summary: 'Giao lại cho đơn vị, người khác' },
  input: z.object({ taskId: Uuid, assignee: Assignee, reason: Paragraph(1000) }),
  output: RoutingRef,
});
/** The named deputy takes the task of a colleague who is absent today. */
export const TakeOver = command({
  service: 'routing',
  name: 'take-over',
  right: 'routing.handle',
  http: { method: 'POST', path: `${task}/take-over`, summary: 'Nhận việc thay người vắng' },
  input: z.object({ taskId: Uuid }),
  output: RoutingRef,
});
/** A later day than the leader's: asked with a reason, nothing changes before the leader consents (R-IN-14). */
export const AskExtension = command({
  service: 'routing',
  name: 'ask-extension',
  right: 'routing.handle',
  http: { method: 'POST', path: `${task}/ask-extension`, summary: 'Xin gia hạn' },
  input: z.object({ taskId: Uuid, deadline: CivilDate, reason: Paragraph(1000) }),
  output: RoutingRef,
});
export const AnswerExtension = command({
  service: 'routing',
  name: 'answer-extension',
  right: 'routing.direct',
  http: { method: 'POST', path: `${task}/answer-extension`, summary: 'Đồng ý hoặc không đồng ý gia hạn' },
  input: z.object({ taskId: Uuid, agreed: z.boolean(), text: Paragraph(1000).optional() }),
  output: RoutingRef,
});
/** A step before the direction: the office's proposal (`proposal`), or what a unit thinks of it. Each holder speaks once. */
export const Advise = command({
  service: 'routing',
  name: 'advise',
  right: 'routing.read',
  http: { method: 'POST', path: `${document}/advise`, summary: 'Đề xuất hoặc cho ý kiến trước khi lãnh đạo chỉ đạo' },
  input: z.object({ documentId: Uuid, text: Paragraph(1000), proposal: DirectionInput.nullable().default(null) }),
  output: RoutingRef,
});
/** The leader's desk: what is looked at first, what may wait, and a word for the leader. What is urgent comes first all the same. */
export const Sort = command({
  service: 'routing',
  name: 'sort',
  right: 'routing.sort',
  http: { method: 'POST', path: `${document}/sort`, summary: 'Sắp xếp văn bản chờ chỉ đạo' },
  input: z.object({ documentId: Uuid, place: DeskPlace, note: Paragraph(300).nullable().default(null) }),
  output: RoutingRef,
});
