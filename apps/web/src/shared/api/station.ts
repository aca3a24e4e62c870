import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';

export type Station = Schemas['CheckedStation'];
export type Purpose = 'personal' | 'organisation';

/** What would refuse a signature now; asked again whenever the page is looked at. */
export const useStation = (purpose: Purpose) =>
  useQuery({
    queryKey: ['signing', 'station', purpose],
    queryFn: () => answerOf(api.GET('/api/signing/station', { params: { query: { purpose } } })),
  });
