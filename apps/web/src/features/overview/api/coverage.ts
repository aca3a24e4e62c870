import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useSearchParams } from 'react-router';
import { answerOf, api, type Schemas } from '../../../shared/api/client';
import { civilDateOf } from '../../../shared/format/format';

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

/** A figure that was opened: its bucket, of everything, of a unit or of an agency. */
export interface Behind {
  bucket: Bucket;
  unitId?: string;
  agencyId?: string;
}

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

/** A state quarter closes on the 14th of its last month (Decree 09/2019 Art. 12). */
function currentQuarter(): Period {
  const today = dayjs(civilDateOf(new Date()));
  const month = today.date() > 14 ? today.add(1, 'month') : today;
  const last = month.month(Math.floor(month.month() / 3) * 3 + 2);
  const to = last.date(14);
  const shifted = today.isAfter(to) ? to.add(3, 'month') : to;
  return { from: shifted.subtract(3, 'month').date(15).format('YYYY-MM-DD'), to: shifted.format('YYYY-MM-DD') };
}

const isDay = (text: string | null): text is string => text !== null && dayjs(text, 'YYYY-MM-DD').isValid();

/** Period and opened figure stand in the address: what one looks at can be sent to a colleague. */
export function useOverviewAddress() {
  const [parameters, setParameters] = useSearchParams();
  const [from, to, bucket] = ['tu', 'den', 'nhom'].map((name) => parameters.get(name));
  const unitId = parameters.get('don-vi');
  const agencyId = parameters.get('co-quan');
  const period: Period =
    isDay(from ?? null) && isDay(to ?? null) ? { from: from ?? '', to: to ?? '' } : currentQuarter();
  const known = [...BUCKETS, 'lacking' as const].find((one) => one === bucket);
  const behind: Behind | null = known
    ? { bucket: known, ...(unitId ? { unitId } : {}), ...(agencyId ? { agencyId } : {}) }
    : null;
  const addressOf = (next: { period?: Period; behind?: Behind | null }): string => {
    const { from: begin, to: end } = next.period ?? period;
    const query = new URLSearchParams({ tu: begin, den: end });
    if (next.behind) query.set('nhom', next.behind.bucket);
    if (next.behind?.unitId) query.set('don-vi', next.behind.unitId);
    if (next.behind?.agencyId) query.set('co-quan', next.behind.agencyId);
    return `?${query}`;
  };
  return { period, behind, addressOf, go: (next: Parameters<typeof addressOf>[0]) => setParameters(addressOf(next)) };
}
