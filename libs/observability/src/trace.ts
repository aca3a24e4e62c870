import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** W3C Trace Context, version 00: `00-<trace id>-<span id>-<flags>`. */
const pattern = /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/;

const current = new AsyncLocalStorage<string>();

export const isTraceparent = (text: string): boolean => pattern.test(text);

/** Begins a trace. Ids of only zeroes are forbidden by the recommendation; random bytes give one in 2^64. */
export const newTraceparent = (): string =>
  `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;

/** The same trace, a step of its own. Without a parent, and outside a trace, a new trace. */
export function childTraceparent(parent: string | undefined = currentTraceparent()): string {
  if (parent === undefined || !isTraceparent(parent)) return newTraceparent();
  return `${parent.slice(0, 36)}${randomBytes(8).toString('hex')}${parent.slice(52)}`;
}

/** Runs `work` and everything it awaits within the trace; log lines then carry its ids. */
export const withTrace = <T>(traceparent: string, work: () => T): T => current.run(traceparent, work);

export const currentTraceparent = (): string | undefined => current.getStore();

export const traceIdOf = (traceparent: string): string => traceparent.slice(3, 35);
