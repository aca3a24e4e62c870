import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';

export type ReportingPeriod = Schemas['ReportingPeriod'];
export type Periods = NonNullable<ReturnType<typeof usePeriods>['data']>;

/** The periods that agencies report over, by the server's day: a state quarter closes on the 14th (Decree 09/2019 Art. 12). */
export const usePeriods = () =>
  useQuery({
    queryKey: ['stats', 'periods'],
    staleTime: 60 * 60_000,
    queryFn: () => answerOf(api.GET('/api/stats/periods')),
  });

export const PERIOD_KINDS: readonly ReportingPeriod['kind'][] = ['quarter', 'month', 'half-year', 'year'];
