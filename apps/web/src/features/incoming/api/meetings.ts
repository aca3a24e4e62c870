import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../shared/api/client';

export type Meeting = Schemas['Meeting'];

export const useMeetings = (from: string, to: string) =>
  useQuery({
    queryKey: ['incoming', 'meetings', from, to],
    queryFn: () => answerOf(api.GET('/api/incoming/meetings', { params: { query: { from, to } } })),
  });
