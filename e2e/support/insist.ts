import { setTimeout as pause } from 'node:timers/promises';
import type { Reply } from '@vanthu/testing';

/** The refusal as the door says it. */
export interface Refused {
  readonly code: string;
  readonly message: string;
  readonly details: Record<string, unknown>;
}

export class NotDone extends Error {
  constructor(
    readonly reply: Reply<Partial<Refused>>,
    what: string,
  ) {
    super(`${what}: ${reply.status} ${JSON.stringify(reply.body)}`);
  }

  get code(): string | undefined {
    return this.reply.body.code;
  }
}

/** The answer. @throws NotDone when it is a refusal or a fault */
export function done<T>(reply: Reply<T>, what: string): T {
  if (reply.status >= 300) throw new NotDone(reply as Reply<Partial<Refused>>, what);
  return reply.body;
}

/** What was refused, by code. @throws when it was done or when it was a fault */
export function refusal(reply: Reply<unknown>, what: string): Refused {
  if (reply.status < 400 || reply.status >= 500) {
    throw new Error(`${what} should have been refused: ${reply.status} ${JSON.stringify(reply.body)}`);
  }
  return reply.body as Refused;
}

/** Asks again and again while nobody answers, as a browser's person would: the caller keeps the command id the same. */
export async function insist<T>(ask: () => Promise<Reply<T>>, what: string, timeoutMs = 60_000): Promise<Reply<T>> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask().catch((error: unknown) => error);
    if (!(answer instanceof Error) && (answer as Reply<T>).status < 500) return answer as Reply<T>;
    if (Date.now() > end) {
      const words = answer instanceof Error ? String(answer.cause ?? answer) : JSON.stringify(answer);
      throw new Error(`nobody answered for ${timeoutMs} ms: ${what}: ${words}`);
    }
    await pause(100);
  }
}
