import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answerOf, api, type Paths, type Schemas } from '../../../shared/api/client';
import type { Asked } from '../../../shared/ui/list-filters';

export type OutgoingSummary = Schemas['OutgoingSummary'];
export type OutgoingDetail = Schemas['OutgoingDetail'];
export type OutgoingAct = OutgoingSummary['acts'][number];
export type OutgoingState = Schemas['OutgoingState'];

export interface OutgoingFilter {
  text: string;
  state: string;
  mine: boolean;
  asked?: Asked;
}

export function useOutgoingList(filter: OutgoingFilter) {
  return useInfiniteQuery({
    queryKey: ['outgoing', 'list', filter],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/api/outgoing/documents', {
          params: {
            query: {
              text: filter.text,
              mine: filter.mine,
              ...filter.asked,
              ...(filter.state ? { state: filter.state as OutgoingState } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** How many documents wait for the asking person. */
export const useOutgoingWaiting = (asked: boolean): number =>
  useQuery({
    queryKey: ['outgoing', 'waiting'],
    enabled: asked,
    queryFn: () => answerOf(api.GET('/api/outgoing/documents', { params: { query: { mine: true, limit: 1 } } })),
  }).data?.total ?? 0;

export function useOutgoingDocument(documentId: string) {
  return useQuery({
    queryKey: ['outgoing', documentId],
    queryFn: () => answerOf(api.GET('/api/outgoing/documents/{documentId}', { params: { path: { documentId } } })),
    // While a signature is on its way the live line tells; this is the net below it.
    refetchInterval: (query) => (query.state.data?.job?.state === 'waiting' ? 1000 : false),
  });
}

export function useEvidence(documentId: string, revision: string) {
  return useQuery({
    queryKey: ['evidence', documentId, revision],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answerOf(api.GET('/api/signing/documents/{documentId}/evidence', { params: { path: { documentId } } })),
  });
}

type Draft = Omit<Paths['/api/outgoing/documents']['post']['requestBody']['content']['application/json'], 'capacity'>;

/** A new draft, or the next version of one; refused when somebody else has changed it meanwhile. */
export const saveDraft = (document: OutgoingDetail | undefined, draft: Draft): Promise<Schemas['OutgoingRef']> =>
  answerOf<Schemas['OutgoingRef']>(
    document
      ? api.PUT('/api/outgoing/documents/{documentId}', {
          params: { path: { documentId: document.id } },
          body: { ...draft, version: document.version },
        })
      : api.POST('/api/outgoing/documents', { body: draft }),
  );
