import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { answerOf, api, RequestProblem, rememberCsrfToken, type Schemas } from '../api/client';

export type Session = Schemas['SessionView'];
export type Right = Session['rights'][number];

const SessionContext = createContext<Session | null>(null);
const KEY = ['session'];

/** The session of the cookie; null when nobody is signed in. */
export function useSessionQuery() {
  return useQuery({
    queryKey: KEY,
    staleTime: 60_000,
    retry: (failures, error) => !(error instanceof RequestProblem && error.status === 401) && failures < 2,
    queryFn: async (): Promise<Session | null> => {
      try {
        return remember(await answerOf(api.GET('/api/session')));
      } catch (problem) {
        if (problem instanceof RequestProblem && problem.status === 401) return null;
        throw problem;
      }
    },
  });
}

function remember(session: Session): Session {
  rememberCsrfToken(session.csrfToken);
  return session;
}

export function useSessionActions() {
  const queries = useQueryClient();
  const hold = (session: Session | null) => {
    // What another person or position saw goes; the session itself stays observed.
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] });
    queries.setQueryData(KEY, session);
  };
  return {
    signIn: async (username: string, password: string) =>
      hold(remember(await answerOf(api.POST('/api/session', { body: { username, password } })))),
    choosePosition: async (positionId: string) =>
      hold(remember(await answerOf(api.POST('/api/session/position', { body: { positionId } })))),
    signOut: async () => {
      await api.DELETE('/api/session');
      hold(null);
    },
  };
}

export const SessionProvider = ({ session, children }: { session: Session; children: ReactNode }) => (
  <SessionContext.Provider value={session}>{children}</SessionContext.Provider>
);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('used outside a session');
  return session;
}

export const useRight = (right: Right): boolean => useSession().rights.includes(right);

/** Shows its children to those who may try the act; the service checks again. */
export const Requires = ({ right, children }: { right: Right; children: ReactNode }) =>
  useRight(right) ? children : null;
