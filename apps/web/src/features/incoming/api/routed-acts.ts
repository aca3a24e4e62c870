import { answerOf, api, type Schemas } from '../../../shared/api/client';
import type { RoutedDocument } from './incoming';

/** Acts on the way of a registered document, beside the steps forward. */
export const ROUTED_ACTS = [
  'advise',
  'report',
  'send-back',
  'ask-extension',
  'answer-extension',
  'take-over',
  'reassign',
  'undo',
] as const;
export type RoutedAct = (typeof ROUTED_ACTS)[number];

export type RoutedTask = Schemas['RoutingTaskView'];

export const openTasks = (routed: RoutedDocument): RoutedTask[] =>
  routed.tasks.filter((task) => task.state === 'given' || task.state === 'in-progress');

const ofTask = (taskId: string) => ({ params: { path: { taskId } } });
const ofDocument = (documentId: string) => ({ params: { path: { documentId } } });

export const advise = (documentId: string, text: string, proposal: Schemas['DirectionInput'] | null) =>
  answerOf(
    api.POST('/api/routing/documents/{documentId}/advise', { ...ofDocument(documentId), body: { text, proposal } }),
  );

export const sort = (documentId: string, place: Schemas['DeskPlace'], note: string | null) =>
  answerOf(api.POST('/api/routing/documents/{documentId}/sort', { ...ofDocument(documentId), body: { place, note } }));

export const report = (taskId: string, text: string) =>
  answerOf(api.POST('/api/routing/tasks/{taskId}/report', { ...ofTask(taskId), body: { text } }));

export const undo = (documentId: string) =>
  answerOf(api.POST('/api/routing/documents/{documentId}/undo', ofDocument(documentId)));

export const sendBack = (documentId: string, reason: string) =>
  answerOf(api.POST('/api/routing/documents/{documentId}/send-back', { ...ofDocument(documentId), body: { reason } }));

export const reassign = (taskId: string, assignee: Schemas['Assignee'], reason: string) =>
  answerOf(api.POST('/api/routing/tasks/{taskId}/reassign', { ...ofTask(taskId), body: { assignee, reason } }));

export const takeOver = (taskId: string) => answerOf(api.POST('/api/routing/tasks/{taskId}/take-over', ofTask(taskId)));

export const askExtension = (taskId: string, deadline: string, reason: string) =>
  answerOf(api.POST('/api/routing/tasks/{taskId}/ask-extension', { ...ofTask(taskId), body: { deadline, reason } }));

export const answerExtension = (taskId: string, agreed: boolean, text: string | undefined) =>
  answerOf(
    api.POST('/api/routing/tasks/{taskId}/answer-extension', {
      ...ofTask(taskId),
      body: { agreed, ...(text ? { text } : {}) },
    }),
  );
