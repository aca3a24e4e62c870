import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../../shared/api/client';
import { openActivation, type Seen } from '../../../shared/api/seal-pin';
import { upload } from '../../../shared/api/upload';
import type { OutgoingAct, OutgoingDetail } from './outgoing';

export interface ActInput {
  act: OutgoingAct;
  pin?: string;
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
  const { act, pin = '', reason = '', thenIssue = false, signedOn = '', file } = input;
  const opened = async (purpose: 'personal' | 'organisation') => {
    const { activationId } = await openActivation(purpose, pin, [seen]);
    return activationId;
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
      return answerOf(api.POST('/api/outgoing/documents/{documentId}/sign', { ...params, body }));
    }
    case 'allot-number': {
      const body =
        document.road === 'ink'
          ? { manifestHash }
          : { manifestHash, thenIssue, activationId: await opened('organisation') };
      return answerOf(api.POST('/api/outgoing/documents/{documentId}/allot-number', { ...params, body }));
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
      return answerOf(api.POST('/api/outgoing/documents/{documentId}/seal', { ...params, body }));
    }
    case 'retry-seal': {
      const waiting = document.plan.find((entry) => entry.step === document.job?.step);
      const body = { activationId: await opened(waiting?.kind ?? 'organisation') };
      return answerOf(api.POST('/api/outgoing/documents/{documentId}/retry-job', { ...params, body }));
    }
    case 'edit':
      return undefined;
    default:
      return act satisfies never;
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
