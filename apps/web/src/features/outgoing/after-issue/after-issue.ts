import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../shared/api/client';

export type AfterIssue = Schemas['OutgoingAfterIssue'];
type LinkKind = Schemas['OutgoingLinkKind'];

export const useAfterIssue = (documentId: string) =>
  useQuery({
    queryKey: ['outgoing', documentId, 'after-issue'],
    queryFn: () =>
      answerOf(api.GET('/api/outgoing/documents/{documentId}/after-issue', { params: { path: { documentId } } })),
  });

/** Issued documents of the agency that a new one may mend. */
export const useIssuedDocuments = (text: string, asked: boolean) =>
  useQuery({
    queryKey: ['outgoing', 'issued', text],
    enabled: asked,
    queryFn: () =>
      answerOf(api.GET('/api/outgoing/documents', { params: { query: { text, state: 'issued', limit: 20 } } })),
  });

export type AfterIssueAct =
  | { act: 'recall'; order: string; reason: string }
  | { act: 'mend'; kind: LinkKind; earlierId: string }
  | { act: 'file'; caseFile: string };

export function useAfterIssueAct(documentId: string) {
  const queries = useQueryClient();
  const params = { params: { path: { documentId } } };
  return useMutation({
    mutationFn: (input: AfterIssueAct): Promise<unknown> => {
      const { act, ...body } = input;
      if (act === 'recall') {
        const { order, reason } = body as { order: string; reason: string };
        return answerOf(
          api.POST('/api/outgoing/documents/{documentId}/recall', { ...params, body: { order, reason } }),
        );
      }
      if (act === 'mend') {
        const { kind, earlierId } = body as { kind: LinkKind; earlierId: string };
        return answerOf(
          api.POST('/api/outgoing/documents/{documentId}/mends', { ...params, body: { kind, earlierId } }),
        );
      }
      const { caseFile } = body as { caseFile: string };
      return answerOf(api.POST('/api/outgoing/documents/{documentId}/file-in', { ...params, body: { caseFile } }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['outgoing'] }),
  });
}

export const usePaperIssue = (documentId: string) =>
  useQuery({
    queryKey: ['outgoing', documentId, 'paper'],
    queryFn: () =>
      answerOf(api.GET('/api/outgoing/documents/{documentId}/paper', { params: { path: { documentId } } })),
  });

export function useSendPaper(documentId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (places: number[]) =>
      answerOf(
        api.POST('/api/outgoing/documents/{documentId}/paper', { params: { path: { documentId } }, body: { places } }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['outgoing', documentId] }),
  });
}

/** Written by the server for the printer, with the mark of the system. */
export const printAddress = (documentId: string, what: 'reading' | 'main' | 'labels'): string =>
  what === 'labels'
    ? `/api/outgoing/documents/${documentId}/labels`
    : `/api/outgoing/documents/${documentId}/print?purpose=${what}`;
