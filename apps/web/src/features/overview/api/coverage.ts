import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useSearchParams } from 'react-router';
import { answerOf, api, type Schemas } from '../../../shared/api/client';
import type { Periods, ReportingPeriod } from '../../../shared/api/periods';

export type Figures = Schemas['CoverageFigures'];
/** As they stand on the page; each opens its list. */
export const BUCKETS = [
  'issued',
  'withOrganisation',
  'withPersonal',
  'both',
  'lacking',
  'unsigned',
  'excluded',
] as const;
/** Also opened: what has to be signed, of which the rate is. */
export type Shown = (typeof BUCKETS)[number] | 'counted';

/** How many stand behind a figure of the page. */
export function countOf(figures: Figures, bucket: Shown): number {
  switch (bucket) {
    case 'withOrganisation':
      return figures.both + figures.organisationOnly;
    case 'withPersonal':
      return figures.both + figures.personalOnly;
    case 'lacking':
      return figures.personalOnly + figures.organisationOnly + figures.unsigned;
    case 'counted':
      return figures.issued - figures.excluded;
    default:
      return figures[bucket];
  }
}

export interface Period {
  from: string;
  to: string;
}

/** Figures that stand for other rows than issued documents: incoming documents, units, people. */
const LISTS = [
  'incomingRegistered',
  'incomingCompleted',
  'completedLate',
  'incomingReturned',
  'units',
  'unitsSigning',
  'accounts',
  'worked',
  'idle',
] as const;
type ListName = (typeof LISTS)[number];

/** What a figure is of: everything or one part. */
export interface Only {
  /** `none`: of no unit. */
  unitId?: string;
  agencyId?: string;
  /** Of that agency alone, without those below it. */
  descendants?: false;
  /** Other days than the page's: of one month of a period. */
  from?: string;
  to?: string;
  kind?: string;
  signerPersonId?: string;
}
/** A figure that was opened: its bucket, or another list. */
export interface Behind extends Only {
  bucket: Shown;
}
export interface Listed extends Only {
  list: ListName;
}
/** What narrows a list, by its name in the address. */
const NARROWED = {
  'don-vi': 'unitId',
  'co-quan': 'agencyId',
  'truc-thuoc': 'descendants',
  'ngay-dau': 'from',
  'ngay-cuoi': 'to',
  loai: 'kind',
  'nguoi-ky': 'signerPersonId',
} as const satisfies Record<string, keyof Only>;

export type PartKind = Schemas['CoveragePart'];

/** Divided further: one unit or signer by kind, one kind by unit. */
export type Within = Pick<Only, 'unitId' | 'agencyId' | 'descendants' | 'kind' | 'signerPersonId'>;

export const useCoverageParts = (period: Period, part: PartKind, enabled = true, within: Within = {}) =>
  useQuery({
    enabled,
    // Nothing is kept from before: signers would stand under the heading of kinds while these are asked for.
    queryKey: ['stats', 'parts', period, part, within],
    queryFn: () =>
      answerOf(api.GET('/api/stats/coverage/parts', { params: { query: { ...period, ...within, part } } })),
  });

export const useCoverage = (period: Period) =>
  useQuery({
    queryKey: ['stats', 'coverage', period],
    placeholderData: keepPreviousData,
    queryFn: () => answerOf(api.GET('/api/stats/coverage', { params: { query: period } })),
  });

export const useVolumes = (period: Period) =>
  useQuery({
    queryKey: ['stats', 'volumes', period],
    placeholderData: keepPreviousData,
    queryFn: () => answerOf(api.GET('/api/stats/volumes', { params: { query: period } })),
  });

export const useUse = (period: Period) =>
  useQuery({
    queryKey: ['stats', 'use', period],
    placeholderData: keepPreviousData,
    queryFn: () => answerOf(api.GET('/api/stats/use', { params: { query: period } })),
  });

/** Units that have issued something, or those in which somebody has signed personally. */
export const useUnitsBehind = (period: Period, signing: boolean) =>
  useQuery({
    queryKey: ['stats', 'units', period, signing],
    queryFn: () =>
      answerOf(api.GET('/api/stats/coverage/parts', { params: { query: { ...period, part: 'unit', signing } } })),
  });

export const useReceivedBehind = (period: Period, measure: Schemas['VolumeMeasure']) =>
  useInfiniteQuery({
    queryKey: ['stats', 'received', period, measure],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/api/stats/volumes/documents', {
          params: { query: { ...period, measure, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const usePeopleBehind = (period: Period, group: Schemas['UseGroup'], only: Only) =>
  useInfiniteQuery({
    queryKey: ['stats', 'people', period, group, only],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/api/stats/use/people', {
          params: { query: { ...period, ...only, group, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const useDocumentsBehind = (period: Period, behind: Behind) =>
  useInfiniteQuery({
    queryKey: ['stats', 'behind', period, behind],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/api/stats/coverage/documents', {
          params: { query: { ...period, ...behind, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

const isDay = (text: string | null): text is string => text !== null && dayjs(text, 'YYYY-MM-DD').isValid();

const periodOf = (periods: Periods, code: string): ReportingPeriod | undefined =>
  periods.periods.find((one) => one.code === code) ?? periods.periods.find((one) => one.code === periods.current);
const samePeriod = (periods: Periods, { from, to }: Period): ReportingPeriod | undefined =>
  periods.periods.find((one) => one.from === from && one.to === to);

/** Period and opened figure stand in the address: what one looks at can be sent to a colleague. */
export function useOverviewAddress(periods: Periods) {
  const [parameters, setParameters] = useSearchParams();
  const [from, to, bucket, code] = ['tu', 'den', 'nhom', 'ky'].map((name) => parameters.get(name));
  const narrowed = Object.fromEntries(
    Object.entries(NARROWED).flatMap(([word, name]) => {
      const value = parameters.get(word);
      return value ? [[name, name === 'descendants' ? false : value]] : [];
    }),
  );
  const chosen = isDay(from ?? null) && isDay(to ?? null) ? { from: from ?? '', to: to ?? '' } : null;
  const named = chosen ? samePeriod(periods, chosen) : periodOf(periods, code ?? periods.current);
  const period: Period = chosen ?? { from: named?.from ?? periods.today, to: named?.to ?? periods.today };
  const known = ([...BUCKETS, 'counted'] as const).find((one) => one === bucket);
  const list = LISTS.find((one) => one === bucket);
  const opened = list ? { list, ...narrowed } : null;
  const behind: Behind | Listed | null = known ? { bucket: known, ...narrowed } : opened;
  const addressOf = (next: { period?: Period; behind?: Behind | Listed | null }): string => {
    const { from: begin, to: end } = next.period ?? period;
    const known = samePeriod(periods, { from: begin, to: end });
    const query = new URLSearchParams(known ? { ky: known.code } : { tu: begin, den: end });
    if (next.behind) query.set('nhom', 'list' in next.behind ? next.behind.list : next.behind.bucket);
    for (const [word, name] of Object.entries(NARROWED)) {
      const value = next.behind?.[name];
      if (value !== undefined) query.set(word, String(value));
    }
    return `?${query}`;
  };
  return {
    period,
    named,
    behind,
    addressOf,
    go: (next: Parameters<typeof addressOf>[0]) => setParameters(addressOf(next)),
  };
}

/** Has whoever lacks a signature reminded. */
export function useRemind() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (documentId: string) =>
      answerOf(api.POST('/api/stats/coverage/documents/{documentId}/remind', { params: { path: { documentId } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['stats', 'behind'] }),
  });
}

/** The reporting months up to the end of a period, for the trend. */
export function useTrend({ to }: Period) {
  // Months begin on the 15th.
  const from = dayjs(to)
    .date(15)
    .subtract(dayjs(to).date() < 15 ? 12 : 11, 'month')
    .format('YYYY-MM-DD');
  return useQuery({
    queryKey: ['stats', 'trend', from, to],
    placeholderData: keepPreviousData,
    queryFn: () => answerOf(api.GET('/api/stats/coverage/parts', { params: { query: { from, to, part: 'month' } } })),
  });
}
