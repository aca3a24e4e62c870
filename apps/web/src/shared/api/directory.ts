import { useQuery } from '@tanstack/react-query';
import { useSession } from '../session/session';
import { answerOf, api, type Schemas } from './client';

type Role = Schemas['Role'];

/** People of one's own agency, by what they are charged with. */
export function useColleagues(role?: Role, unitId?: string) {
  const { agencyId } = useSession().position;
  return useQuery({
    queryKey: ['directory', 'people', agencyId, role, unitId],
    staleTime: 5 * 60_000,
    queryFn: async () =>
      (
        await answerOf(
          api.GET('/api/directory/people', {
            params: { query: { agencyId, ...(role ? { role } : {}), ...(unitId ? { unitId } : {}) } },
          }),
        )
      ).people,
  });
}

export function useOwnAgency() {
  const { agencyId } = useSession().position;
  return useQuery({
    queryKey: ['directory', 'agency', agencyId],
    staleTime: 5 * 60_000,
    queryFn: () => answerOf(api.GET('/api/directory/agencies/{agencyId}', { params: { path: { agencyId } } })),
  });
}

export const findAgencies = async (text: string) =>
  (await answerOf(api.GET('/api/directory/agencies', { params: { query: { text } } }))).agencies;
