import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { answerOf, api, onSessionEnd, RequestProblem, rememberCsrfToken, type Schemas } from '../api/client';

export type Session = Schemas['SessionView'];
export type Right = Session['rights'][number];

const SessionContext = createContext<Session | null>(null);
const KEY = ['session'];
const isOther = ({ queryKey }: { queryKey: readonly unknown[] }): boolean => queryKey[0] !== KEY[0];
/** Whether somebody has signed in with this browser: a stranger is shown the door without asking the server. */
const KNOWN = 'vanthu.known';

/** The session of the cookie; null when nobody is signed in. */
export function useSessionQuery() {
  const queries = useQueryClient();
  return useQuery({
    queryKey: KEY,
    staleTime: 60_000,
    retry: (failures, error) => !(error instanceof RequestProblem && error.status === 401) && failures < 2,
    queryFn: async (): Promise<Session | null> => {
      if (localStorage.getItem(KNOWN) === null) return null;
      try {
        return remember(await answerOf(api.GET('/api/session')));
      } catch (problem) {
        // What is open stays open behind the question to sign in again.
        if (problem instanceof RequestProblem && problem.status === 401)
          return queries.getQueryData<Session>(KEY) ?? null;
        throw problem;
      }
    },
  });
}

function remember(session: Session): Session {
  rememberCsrfToken(session.csrfToken);
  localStorage.setItem(KNOWN, '1');
  return session;
}

/** Whether the server has said that this session is over, while its pages are still open. */
export function useSessionEnded(session: Session | null | undefined): boolean {
  const queries = useQueryClient();
  const [ended, setEnded] = useState<string>();
  useEffect(() => onSessionEnd(() => setEnded(queries.getQueryData<Session | null>(KEY)?.csrfToken)), [queries]);
  return ended !== undefined && ended === session?.csrfToken;
}

export function useSessionActions() {
  const queries = useQueryClient();
  /** Another person or position sees nothing of what was fetched for the one before. */
  const begin = (session: Session | null) => {
    queries.removeQueries({ predicate: isOther });
    queries.getMutationCache().clear();
    queries.setQueryData(KEY, session);
  };
  const signInAs = async (username: string, password: string) =>
    remember(await answerOf(api.POST('/api/session', { body: { username, password } })));
  const takePosition = async (positionId: string) =>
    remember(await answerOf(api.POST('/api/session/position', { body: { positionId } })));
  return {
    signIn: async (username: string, password: string) => begin(await signInAs(username, password)),
    /** After the session ended: the same person goes on where the page stands, in the same position. */
    signInAgain: async (before: Session, username: string, password: string) => {
      const session = await signInAs(username, password);
      if (session.personId !== before.personId) return begin(session);
      const { positionId } = before.position;
      const same = session.position.positionId === positionId ? session : await takePosition(positionId);
      queries.setQueryData(KEY, same);
      await queries.invalidateQueries({ predicate: isOther });
    },
    choosePosition: async (positionId: string) => begin(await takePosition(positionId)),
    signOut: async () => {
      await api.DELETE('/api/session');
      localStorage.removeItem(KNOWN);
      sessionStorage.clear();
      begin(null);
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

interface RequiresProps {
  right: Right;
  children: ReactNode;
  /** Instead, for those who may not. Default nothing. */
  otherwise?: ReactNode;
}

/** Shows its children to those who may try the act; the service checks again. */
export const Requires = ({ right, children, otherwise = null }: RequiresProps) =>
  useRight(right) ? children : otherwise;
