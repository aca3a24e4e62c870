import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Paths, type Schemas } from '../../../shared/api/client';

export type NumberSeries = Schemas['NumberSeries'];
export type RegisterLine = Schemas['OutgoingRegisterLine'];
export type DeadlineLine = Schemas['OutgoingDeadlineLine'];
export type PaperNumber = Schemas['PaperNumber'];

export const useRegister = (year: number) =>
  useInfiniteQuery({
    queryKey: ['outgoing', 'register', year],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/api/outgoing/register', {
          params: { query: { year, limit: 100, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const useSeries = (year: number) =>
  useQuery({
    queryKey: ['outgoing', 'series', year],
    queryFn: () => answerOf(api.GET('/api/outgoing/series', { params: { query: { year } } })),
  });

export const useDeadlines = (year: number) =>
  useQuery({
    queryKey: ['outgoing', 'deadlines', year],
    queryFn: () => answerOf(api.GET('/api/outgoing/deadlines', { params: { query: { year } } })),
  });

export const useUnfiled = () =>
  useInfiniteQuery({
    queryKey: ['outgoing', 'unfiled'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/api/outgoing/unfiled', {
          params: { query: { limit: 100, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** A change of a series; whatever came of it, the screens ask again. */
export function useSeriesAct<Input>(act: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => queries.invalidateQueries({ queryKey: ['outgoing'] }),
  });
}

type Opening = { seriesCode: string; year: number; lastNumber: number; lastDate: string | null; decision: string };
export const openSeries = (body: Opening) => answerOf(api.POST('/api/outgoing/series', { body }));

const at = (seriesCode: string) => ({ params: { path: { seriesCode } } });
export const stopSeries = (input: { seriesCode: string; year: number; reason: string; forGood: boolean }) => {
  const { seriesCode, ...body } = input;
  return answerOf(api.POST('/api/outgoing/series/{seriesCode}/stop', { ...at(seriesCode), body }));
};
export const resumeSeries = (input: { seriesCode: string; year: number; noneGiven: boolean; given: PaperNumber[] }) => {
  const { seriesCode, ...body } = input;
  return answerOf(api.POST('/api/outgoing/series/{seriesCode}/resume', { ...at(seriesCode), body }));
};
export const takeOverLines = (input: { seriesCode: string; year: number; file: string; dryRun: boolean }) => {
  const { seriesCode, ...body } = input;
  return answerOf(api.POST('/api/outgoing/series/{seriesCode}/take-over', { ...at(seriesCode), body }));
};

export type CaseFile = Schemas['OutgoingCaseFile'];
export const useCaseFiles = (year: number) =>
  useQuery({
    queryKey: ['outgoing', 'case-files', year],
    queryFn: () => answerOf(api.GET('/api/outgoing/case-files', { params: { query: { year } } })),
  });
export const describeCaseFile = (body: { notation: string; title: string; retention: string }) =>
  answerOf(api.POST('/api/outgoing/case-files/describe', { body }));

export type DocumentCopy = Schemas['DocumentCopy'];
export type CopyWish = Paths['/api/outgoing/copies']['post']['requestBody']['content']['application/json'];

export const useCopies = (year: number) =>
  useQuery({
    queryKey: ['outgoing', 'copies', year],
    queryFn: () => answerOf(api.GET('/api/outgoing/copies', { params: { query: { year } } })),
  });

export const chargeCopySigner = (
  body: Paths['/api/outgoing/copy-signers']['post']['requestBody']['content']['application/json'],
) => answerOf(api.POST('/api/outgoing/copy-signers', { body }));
export const setBothWays = (
  body: Paths['/api/outgoing/both-ways']['post']['requestBody']['content']['application/json'],
) => answerOf(api.POST('/api/outgoing/both-ways', { body }));

export const registerCopy = (body: CopyWish) => answerOf(api.POST('/api/outgoing/copies', { body }));

export const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
