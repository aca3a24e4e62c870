import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Paths, type Schemas } from '../../../shared/api/client';
import type { Asked } from '../../../shared/ui/list-filters';

export type IncomingSummary = Schemas['IncomingSummary'];
export type IncomingDetail = Schemas['IncomingDetail'];
export type IncomingAct = IncomingSummary['acts'][number];
export type IncomingState = Schemas['IncomingState'];
export type IncomingFields = Schemas['IncomingFields'];
export type DirectionInput = Schemas['DirectionInput'];
export type ReturnReason =
  Paths['/api/incoming/documents/{documentId}/return']['post']['requestBody']['content']['application/json']['reasonCode'];
export type RoutedDocument = Schemas['RoutedDocument'];

export function useIncomingList(filter: { text: string; state: string; mine: boolean; asked: Asked }) {
  return useInfiniteQuery({
    queryKey: ['incoming', 'list', filter],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/api/incoming/documents', {
          params: {
            query: {
              text: filter.text,
              mine: filter.mine,
              ...filter.asked,
              ...(filter.state ? { state: filter.state as IncomingState } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** How many documents wait for the asking person. */
export const useIncomingWaiting = (asked: boolean): number =>
  useQuery({
    queryKey: ['incoming', 'waiting'],
    enabled: asked,
    queryFn: () => answerOf(api.GET('/api/incoming/documents', { params: { query: { mine: true, limit: 1 } } })),
  }).data?.total ?? 0;

/** Something of ours is still to come: the check, or the stamp on a paper that has its number. */
const isBeingMade = ({ state, source, arrivalNumber, stamped }: IncomingDetail): boolean =>
  state === 'arrived' || (source === 'paper' && arrivalNumber !== null && stamped === null && state !== 'recalled');

export const useIncomingDocument = (documentId: string) =>
  useQuery({
    queryKey: ['incoming', documentId],
    queryFn: () => answerOf(api.GET('/api/incoming/documents/{documentId}', { params: { path: { documentId } } })),
    refetchInterval: (query) => (query.state.data && isBeingMade(query.state.data) ? 1500 : false),
  });

/** How the document is being handled; only registered documents are routed. */
export const useRouted = (document: IncomingDetail) =>
  useQuery({
    queryKey: ['incoming', document.id, 'routing', document.state],
    enabled: !['arrived', 'checked', 'returned', 'recalled'].includes(document.state),
    queryFn: () =>
      answerOf(api.GET('/api/routing/documents/{documentId}', { params: { path: { documentId: document.id } } })),
  });

/** The way of one document, by its id alone. */
export const useOneRouted = (documentId: string) =>
  useQuery({
    queryKey: ['incoming', documentId, 'routing'],
    queryFn: () => answerOf(api.GET('/api/routing/documents/{documentId}', { params: { path: { documentId } } })),
  });

export function useIncomingMutation<Input>(request: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: request, onSettled: () => queries.invalidateQueries({ queryKey: ['incoming'] }) });
}

const at = (documentId: string) => ({ params: { path: { documentId } } });

export const register = (
  documentId: string,
  fields: IncomingFields,
  reason?: string,
  paperLine?: { number: number; arrivedOn: string },
) =>
  answerOf(
    api.POST('/api/incoming/documents/{documentId}/register', {
      ...at(documentId),
      body: { fields, ...(reason ? { reason } : {}), ...(paperLine ? { paperLine } : {}) },
    }),
  );

export const returnToSender = (documentId: string, reasonCode: ReturnReason, text: string) =>
  answerOf(api.POST('/api/incoming/documents/{documentId}/return', { ...at(documentId), body: { reasonCode, text } }));

export const checkAgain = (documentId: string) =>
  answerOf(api.POST('/api/incoming/documents/{documentId}/check-again', { ...at(documentId) }));

/** Another kind, by whose policy the file is checked anew. */
export const changeKind = (documentId: string, kind: string, letterAbout: IncomingFields['letterAbout']) =>
  answerOf(
    api.POST('/api/incoming/documents/{documentId}/kind', {
      ...at(documentId),
      body: { kind, letterAbout: letterAbout ?? null },
    }),
  );

export const submit = (documentId: string, toPositionId: string, proposal: DirectionInput | null) =>
  answerOf(
    api.POST('/api/routing/documents/{documentId}/submit', { ...at(documentId), body: { toPositionId, proposal } }),
  );

export const direct = (documentId: string, direction?: DirectionInput) =>
  answerOf(
    api.POST('/api/routing/documents/{documentId}/direct', { ...at(documentId), body: direction ? { direction } : {} }),
  );

export const assign = (taskId: string, personId: string) =>
  answerOf(api.POST('/api/routing/tasks/{taskId}/assign', { params: { path: { taskId } }, body: { personId } }));

/** With the answer that has been issued, else with the reason why there is none (R-IN-15). */
export const complete = (taskId: string, answer: RoutedDocument['answeredWith'], reason: string) =>
  answerOf(
    api.POST('/api/routing/tasks/{taskId}/complete', {
      params: { path: { taskId } },
      body: {
        outcome: answer ? { kind: 'answered', outgoingDocumentId: answer.documentId } : { kind: 'no-answer', reason },
      },
    }),
  );

/** A scan is asked about again, at most for a minute and a half. */
const [recognisingMs, recognisingAttempts] = [1_000, 90];

export type ReadUpload = Schemas['ReadUpload'];

/** What the pages say of themselves; null when they could not be asked, then the clerk types. */
export async function readUpload(ticket: string): Promise<ReadUpload | null> {
  for (let attempt = 1; ; attempt++) {
    const read = await answerOf(api.POST('/api/incoming/uploads/read', { body: { ticket } })).catch(() => null);
    if (!read?.recognising || attempt >= recognisingAttempts) return read;
    await new Promise((resolve) => setTimeout(resolve, recognisingMs));
  }
}

export const receive = (ticket: string, fields: IncomingFields, printedSender?: string | null) =>
  answerOf(
    api.POST('/api/incoming/documents', { body: { ticket, fields, ...(printedSender ? { printedSender } : {}) } }),
  );
