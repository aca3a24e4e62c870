import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useSearchParams } from 'react-router';
import { answerOf, api, type Schemas } from '../../../shared/api/client';

export type Figures = Schemas['CoverageFigures'];
export type Bucket = Schemas['CoverageBucket'];
export const BUCKETS: readonly Exclude<Bucket, 'lacking'>[] = [
  'issued',
  'both',
  'personalOnly',
  'organisationOnly',
  'unsigned',
  'excluded',
];

export interface Period {
  from: string;
  to: string;
}

/** A figure that was opened: its bucket, of everything or of one part. */
export interface Behind {
  bucket: Bucket;
  unitId?: string;
  agencyId?: string;
  kind?: string;
  signerPersonId?: string;
}
/** What narrows a list, by its name in the address. */
const NARROWED = {
  'don-vi': 'unitId',
  'co-quan': 'agencyId',
  loai: 'kind',
  'nguoi-ky': 'signerPersonId',
} as const satisfies Record<string, keyof Behind>;

export type PartKind = Schemas['CoveragePart'];

export const useCoverageParts = (period: Period, part: PartKind, enabled = true) =>
  useQuery({
    enabled,
    // Nothing is kept from before: signers would stand under the heading of kinds while these are asked for.
    queryKey: ['stats', 'parts', period, part],
    queryFn: () => answerOf(api.GET('/api/stats/coverage/parts', { params: { query: { ...period, part } } })),
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

export type ReportingPeriod = Schemas['ReportingPeriod'];
export type Periods = NonNullable<ReturnType<typeof usePeriods>['data']>;

/** The periods that agencies report over, by the server's day: a state quarter closes on the 14th (Decree 09/2019 Art. 12). */
export const usePeriods = () =>
  useQuery({
    queryKey: ['stats', 'periods'],
    staleTime: 60 * 60_000,
    queryFn: () => answerOf(api.GET('/api/stats/periods')),
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
      return value ? [[name, value]] : [];
    }),
  );
  const chosen = isDay(from ?? null) && isDay(to ?? null) ? { from: from ?? '', to: to ?? '' } : null;
  const named = chosen ? samePeriod(periods, chosen) : periodOf(periods, code ?? periods.current);
  const period: Period = chosen ?? { from: named?.from ?? periods.today, to: named?.to ?? periods.today };
  const known = [...BUCKETS, 'lacking' as const].find((one) => one === bucket);
  const behind: Behind | null = known ? { bucket: known, ...narrowed } : null;
  const addressOf = (next: { period?: Period; behind?: Behind | null }): string => {
    const { from: begin, to: end } = next.period ?? period;
    const known = samePeriod(periods, { from: begin, to: end });
    const query = new URLSearchParams(known ? { ky: known.code } : { tu: begin, den: end });
    if (next.behind) query.set('nhom', next.behind.bucket);
    for (const [word, name] of Object.entries(NARROWED)) {
      const value = next.behind?.[name];
      if (value) query.set(word, value);
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
