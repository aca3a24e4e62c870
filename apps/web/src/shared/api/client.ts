import i18next from 'i18next';
import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema.gen';

/** The headers that protect a change are put on by `protectChanges`, so a caller has none to give. */
type WithoutHeaders<Operation> = Operation extends { parameters: infer P }
  ? Omit<Operation, 'parameters'> & { parameters: Omit<P, 'header'> & { header?: never } }
  : Operation;
type Offered = { [Path in keyof paths]: { [Method in keyof paths[Path]]: WithoutHeaders<paths[Path][Method]> } };

/** The typed client, generated from the gateway's OpenAPI document. */
export const api = createClient<Offered>({ baseUrl: '/' });

export type Schemas = components['schemas'];
export type Paths = paths;
export type Refusal = {
  code: string;
  message: string;
  details: Record<string, unknown>;
  retryable: boolean;
  traceId?: string;
};

let csrfToken = '';
export const rememberCsrfToken = (token: string): void => {
  csrfToken = token;
};
export const currentCsrfToken = (): string => csrfToken;

/** Every change carries the session's token, and an id that makes a repetition harmless. */
const protectChanges: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET') {
      request.headers.set('X-CSRF-Token', csrfToken);
      if (!request.headers.has('Idempotency-Key')) request.headers.set('Idempotency-Key', crypto.randomUUID());
    }
    return request;
  },
};
api.use(protectChanges);

const sessionEnds = new Set<() => void>();
/** Tells when an answer says that nobody is signed in any more. @returns a function that stops it */
export function onSessionEnd(tell: () => void): () => void {
  sessionEnds.add(tell);
  return () => sessionEnds.delete(tell);
}
const SESSION_ENDED: readonly string[] = ['GATEWAY.SESSION_EXPIRED', 'ACCESS.NO_TOKEN'];

/** What went wrong, in words for the person. */
export class RequestProblem extends Error {
  constructor(
    readonly status: number,
    readonly refusal: Refusal,
  ) {
    super(refusal.message);
  }
}

/** The problem for an answer; those who want to know hear when it is that the session has ended. */
export function problemOf(status: number, refusal: Refusal): RequestProblem {
  if (SESSION_ENDED.includes(refusal.code)) for (const tell of sessionEnds) tell();
  return new RequestProblem(status, refusal);
}

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data, or a `RequestProblem` with the Vietnamese sentence of the refusal. */
export async function answerOf<T>(request: Promise<Outcome<T>>): Promise<T> {
  let outcome: Outcome<T>;
  try {
    outcome = await request;
  } catch {
    throw new RequestProblem(0, unreachable());
  }
  if (outcome.data !== undefined && outcome.response.ok) return outcome.data;
  const body = outcome.error as Partial<Refusal> | undefined;
  throw problemOf(outcome.response.status, {
    ...unreachable(),
    ...body,
    message: body?.message ?? fault(outcome.response.status),
  });
}

const unreachable = (): Refusal => ({
  code: 'WEB.UNREACHABLE',
  message: i18next.t('problems.unreachable'),
  details: {},
  retryable: true,
});

const fault = (status: number): string => i18next.t(status >= 500 ? 'problems.fault' : 'problems.refused');
