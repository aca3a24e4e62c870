import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Paths, type Schemas } from '../../../shared/api/client';

export type RoutedLine =
  Paths['/api/routing/documents']['get']['responses']['200']['content']['application/json']['items'][number];
export type DueBucket = Schemas['DueBucket'];
export type FollowUpLine = Schemas['FollowUpLine'];

const ofPage = (pageParam: string | undefined) => (pageParam ? { cursor: pageParam } : {});

/** Open work: of the asker, or all that one may read. */
export const useWork = (filter: { mine: boolean; bucket: DueBucket | '' }) =>
  useInfiniteQuery({
    queryKey: ['tasks', 'list', filter],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/api/routing/documents', {
          params: {
            query: {
              mine: filter.mine,
              open: true,
              ...(filter.bucket ? { bucket: filter.bucket } : {}),
              ...ofPage(pageParam),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const useDueCounts = (mine: boolean) =>
  useQuery({
    queryKey: ['tasks', 'due', mine],
    queryFn: () => answerOf(api.GET('/api/routing/due', { params: { query: { mine } } })),
  });

/** How many are late or due today, for the menu. */
export function useWorkWaiting(asked: boolean): number {
  const due = useQuery({
    queryKey: ['tasks', 'due', true],
    enabled: asked,
    queryFn: () => answerOf(api.GET('/api/routing/due', { params: { query: { mine: true } } })),
  }).data;
  return due ? due.overdue + due.today : 0;
}

export const useFollowUpBook = (period: { from: string; to: string }) =>
  useInfiniteQuery({
    queryKey: ['tasks', 'book', period],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/api/routing/follow-up-book', { params: { query: { ...period, limit: 100, ...ofPage(pageParam) } } }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const bookFile = ({ from, to }: { from: string; to: string }, format: 'pdf' | 'csv'): string =>
  `/api/routing/follow-up-book/file?from=${from}&to=${to}&format=${format}`;

export const agree = (documentId: string) =>
  answerOf(api.POST('/api/routing/documents/{documentId}/direct', { params: { path: { documentId } }, body: {} }));

export const report = (taskId: string, text: string) =>
  answerOf(api.POST('/api/routing/tasks/{taskId}/report', { params: { path: { taskId } }, body: { text } }));

/** With the answer that has been issued, else with the reason why there is none. */
export const completeWork = (taskId: string, row: Pick<RoutedLine, 'answeredWith'>, reason: string) =>
  answerOf(
    api.POST('/api/routing/tasks/{taskId}/complete', {
      params: { path: { taskId } },
      body: {
        outcome: row.answeredWith
          ? { kind: 'answered', outgoingDocumentId: row.answeredWith.documentId }
          : { kind: 'no-answer', reason },
      },
    }),
  );

export function useAbsences() {
  return useQuery({
    queryKey: ['tasks', 'absences'],
    queryFn: async () => (await answerOf(api.GET('/api/directory/absences'))).absences,
  });
}

export type NewAbsence = Paths['/api/directory/absences']['post']['requestBody']['content']['application/json'];

export function useAbsenceActs() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ['tasks', 'absences'] });
  return {
    record: useMutation({
      mutationFn: (body: NewAbsence) => answerOf(api.POST('/api/directory/absences', { body })),
      onSettled,
    }),
    end: useMutation({
      mutationFn: (absenceId: string) =>
        answerOf(api.POST('/api/directory/absences/{absenceId}/end', { params: { path: { absenceId } } })),
      onSettled,
    }),
  };
}

/** Where one piece of work is opened. */
export const workAddress = (source: RoutedLine['source'], documentId: string): string =>
  source === 'document' ? `/van-ban-den/${documentId}` : `/viec/ke-hoach/${documentId}`;
