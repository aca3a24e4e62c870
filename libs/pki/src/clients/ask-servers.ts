import type { Attempt, ClientWorld, FetchRequest } from './fetch.js';
import type { ServerHealth } from './server-health.js';

/** What a body was found to be: taken, or refused with a word. */
export type Reading<T> =
  | { readonly kind: 'taken'; readonly value: T }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

export interface Asking<T> {
  readonly world: ClientWorld;
  readonly health: ServerHealth;
  readonly urls: readonly string[];
  readonly request: (url: string) => FetchRequest;
  /** Believes nothing: checks the body before taking it. */
  readonly read: (body: Uint8Array, url: string) => Reading<T> | Promise<Reading<T>>;
  /** Times through the list. Default 2. */
  readonly rounds?: number;
  /** Before the second round, doubled before each further one. */
  readonly pauseMs?: number;
}

export interface Asked<T> {
  readonly found: { readonly value: T; readonly url: string } | undefined;
  readonly attempts: readonly Attempt[];
}

/**
 * Asks servers in their order until one gives an answer that stands. A server that failed by itself (no connection, HTTP
 * 5xx, 408, 429) may be asked again in the next round; one whose answer was refused is not, since it would say the same.
 */
export async function askServers<T>(asking: Asking<T>): Promise<Asked<T>> {
  const { world, health, rounds = 2, pauseMs = 1_000 } = asking;
  const attempts: Attempt[] = [];
  let left = health.available(asking.urls);
  if (left.length === 0) {
    return { found: undefined, attempts: asking.urls.map((url) => attempt(url, 'backing-off', 'failed lately')) };
  }
  for (let round = 0; round < rounds && left.length > 0; round++) {
    if (round > 0) await world.sleep(pauseMs * 2 ** (round - 1));
    const again: string[] = [];
    for (const url of left) {
      const answer = await askOne(asking, url);
      if (answer.kind === 'taken') {
        health.succeeded(url);
        return { found: { value: answer.value, url }, attempts };
      }
      attempts.push(attempt(url, answer.code, answer.message));
      if (answer.mayHelpLater) again.push(url);
    }
    left = again;
  }
  // a server counts as failing only after all its rounds: the pause between them is the first back-off
  for (const url of left) health.failed(url);
  return { found: undefined, attempts };
}

const attempt = (url: string, code: string, message: string): Attempt => ({ url, code, message });

type One<T> = Reading<T> & { readonly mayHelpLater?: boolean };

async function askOne<T>({ world, request, read }: Asking<T>, url: string): Promise<One<T>> {
  const answer = await world.fetch(request(url));
  if (answer.kind === 'fetch-problem') {
    const mayHelpLater = answer.code === 'timeout' || answer.code === 'unreachable';
    return { kind: 'refused', code: answer.code, message: answer.message, mayHelpLater };
  }
  const { status, body } = answer;
  if (status !== 200) {
    const mayHelpLater = status >= 500 || status === 408 || status === 429;
    return { kind: 'refused', code: `http-${status}`, message: `HTTP ${status}`, mayHelpLater };
  }
  return read(body, url);
}
