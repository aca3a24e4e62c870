import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answerOf, api, RequestProblem } from './client';

/** Milliseconds: several events of one act arrive together. */
const gatherMs = 60;
const connectAgainMs = 3_000;
/** A line that took longer to open may have missed something that the page had already asked for. */
const slowMs = 500;

/**
 * Asks again for what is shown when the server says that something the person may read has changed; also after the line was
 * broken, for what was missed. `session` is any value that changes with the session: its line ends with it.
 */
export function useLiveUpdates(session: string): void {
  const queries = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new session needs a new line
  useEffect(() => {
    let source: EventSource | undefined;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let connecting: ReturnType<typeof setTimeout> | undefined;
    let broken = false;
    let ended = false;
    const refresh = () => {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        void queries.invalidateQueries({
          predicate: (q) => q.queryKey[0] !== 'session' && q.queryKey[0] !== 'directory',
        });
      }, gatherMs);
    };
    const connectAgain = async () => {
      if (ended) return;
      try {
        await answerOf(api.GET('/api/session'));
        connect();
      } catch (problem) {
        // Nobody is signed in: the person is asked to, and another session has another line.
        if (problem instanceof RequestProblem && problem.status === 401) return;
        connecting = setTimeout(connectAgain, connectAgainMs);
      }
    };
    const connect = () => {
      if (ended) return;
      const asked = Date.now();
      source = new EventSource('/api/live');
      source.addEventListener('changed', refresh);
      source.addEventListener('open', () => {
        if (broken || Date.now() - asked > slowMs) refresh();
        broken = false;
      });
      source.addEventListener('error', () => {
        broken = true;
        // The browser connects again by itself after a broken line, but not after an answer that was an error.
        if (source?.readyState === EventSource.CLOSED) connecting = setTimeout(connectAgain, connectAgainMs);
      });
    };
    connect();
    return () => {
      ended = true;
      clearTimeout(gathering);
      clearTimeout(connecting);
      source?.close();
    };
  }, [queries, session]);
}
