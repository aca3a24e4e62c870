import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../../shared/api/client';
import { openFor, type WayAnswers, workOffAtDesk } from '../../../shared/api/handouts';
import type { Seen } from '../../../shared/api/seal-pin';
import { upload } from '../../../shared/api/upload';
import type { OutgoingAct, OutgoingDetail } from './outgoing';

export interface ActInput extends WayAnswers {
  act: OutgoingAct;
  reason?: string;
  thenIssue?: boolean;
  /** YYYY-MM-DD. */
  signedOn?: string;
  file?: File;
}

/** Does the act that the button says. The manifest is the one that the person has before the eyes. */
export function useOutgoingAct(document: OutgoingDetail) {
  const queries = useQueryClient();
  const seen: Seen = { documentId: document.id, manifestHash: document.manifest.hash };
  return useMutation({
    mutationFn: (input: ActInput): Promise<unknown> => doAct(document, seen, input),
    onSettled: () => queries.invalidateQueries({ queryKey: ['outgoing'] }),
  });
}

async function doAct(document: OutgoingDetail, seen: Seen, input: ActInput): Promise<unknown> {
  const params = { params: { path: { documentId: document.id } } };
  const { manifestHash } = seen;
  const { act, reason = '', thenIssue = false, signedOn = '', file } = input;
  const opened = (purpose: 'personal' | 'organisation') => openFor(purpose, input, [seen]);
  /** The program at the desk signs what has just been ordered. */
  const ordered = async <T>(order: Promise<T>, activationId: string): Promise<T> => {
    const answer = await order;
    if (input.way === 'desktop') await signedAtDesk(document.id, activationId);
    return answer;
  };
  switch (act) {
    case 'submit':
      return answerOf(api.POST('/api/outgoing/documents/{documentId}/submit', params));
    case 'check-content':
      return answerOf(
        api.POST('/api/outgoing/documents/{documentId}/check-content', { ...params, body: { manifestHash } }),
      );
    case 'check-form':
      return answerOf(
        api.POST('/api/outgoing/documents/{documentId}/check-form', { ...params, body: { manifestHash } }),
      );
    case 'return':
      return answerOf(api.POST('/api/outgoing/documents/{documentId}/return', { ...params, body: { reason } }));
    case 'issue':
      return answerOf(api.POST('/api/outgoing/documents/{documentId}/issue', params));
    case 'sign': {
      const body = { manifestHash, activationId: await opened('personal') };
      return ordered(
        answerOf(api.POST('/api/outgoing/documents/{documentId}/sign', { ...params, body })),
        body.activationId,
      );
    }
    case 'allot-number': {
      if (document.road === 'ink') {
        const body = { manifestHash };
        return answerOf(api.POST('/api/outgoing/documents/{documentId}/allot-number', { ...params, body }));
      }
      const body = { manifestHash, thenIssue, activationId: await opened('organisation') };
      return ordered(
        answerOf(api.POST('/api/outgoing/documents/{documentId}/allot-number', { ...params, body })),
        body.activationId,
      );
    }
    case 'record-ink-signature':
      return answerOf(
        api.POST('/api/outgoing/documents/{documentId}/ink-signature', { ...params, body: { manifestHash, signedOn } }),
      );
    case 'add-scan': {
      if (!file) throw new Error('a scan was sent without a file');
      const { ticket } = await upload(file);
      return answerOf(api.POST('/api/outgoing/documents/{documentId}/scan', { ...params, body: { ticket } }));
    }
    case 'seal': {
      const body = { manifestHash, thenIssue, activationId: await opened('organisation') };
      return ordered(
        answerOf(api.POST('/api/outgoing/documents/{documentId}/seal', { ...params, body })),
        body.activationId,
      );
    }
    case 'retry-seal': {
      const waiting = document.plan.find((entry) => entry.step === document.job?.step);
      const body = { activationId: await opened(waiting?.kind ?? 'organisation') };
      return ordered(
        answerOf(api.POST('/api/outgoing/documents/{documentId}/retry-job', { ...params, body })),
        body.activationId,
      );
    }
    case 'edit':
      return undefined;
    default:
      return act satisfies never;
  }
}

/** Milliseconds between two looks at what is out for the desk. */
const LOOK_EVERY_MS = 500;

/** Until the document waits for no signature any more: what became of it, it says itself. */
export async function signedAtDesk(documentId: string, activationId: string): Promise<void> {
  for (let isWaiting = true; isWaiting; ) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    await workOffAtDesk(activationId, documentId);
    const params = { params: { path: { documentId } } };
    const { job } = await answerOf(api.GET('/api/outgoing/documents/{documentId}', params));
    isWaiting = job?.state === 'waiting';
  }
}

/** Each makes a further version; the answer of one is what the next begins with. */
export function useAttachments(document: OutgoingDetail) {
  const queries = useQueryClient();
  const { id: documentId, version } = document;
  const onSettled = () => queries.invalidateQueries({ queryKey: ['outgoing'] });
  const add = useMutation({
    mutationFn: async ({ title, file }: { title: string; file: File }) => {
      const { ticket } = await upload(file);
      const params = { params: { path: { documentId } } };
      const body = { version, ticket, title };
      return answerOf(api.POST('/api/outgoing/documents/{documentId}/attachments', { ...params, body }));
    },
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (attachmentId: string) =>
      answerOf(
        api.POST('/api/outgoing/documents/{documentId}/attachments/{attachmentId}/remove', {
          params: { path: { documentId, attachmentId } },
          body: { version },
        }),
      ),
    onSettled,
  });
  return { add, remove };
}
