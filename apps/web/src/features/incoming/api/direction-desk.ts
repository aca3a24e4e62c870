import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Paths } from '../../../shared/api/client';

export type DeskLine =
  Paths['/api/routing/documents']['get']['responses']['200']['content']['application/json']['items'][number];

/** What waits for a direction: a leader's own, or all that a secretary sorts. */
export const useDirectionDesk = (own: boolean) =>
  useQuery({
    queryKey: ['incoming', 'direction-desk', own],
    queryFn: () =>
      answerOf(
        api.GET('/api/routing/documents', {
          params: { query: { mine: own, open: true, state: 'submitted', limit: 100 } },
        }),
      ),
  });
