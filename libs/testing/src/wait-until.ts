import { setTimeout as pause } from 'node:timers/promises';

export interface WaitOptions {
  /** Default 10 seconds. */
  timeoutMs?: number;
  /** Between two looks. Default 50 milliseconds. */
  everyMs?: number;
  /** What is waited for, for the message. */
  what?: string;
}

/**
 * Looks again and again until the condition holds; tests wait for conditions and never sleep.
 *
 * @returns the first answer that is neither false, null nor undefined
 * @throws  when time is up; if the last look threw, with that as the cause
 */
export async function waitUntil<T>(
  condition: () => T | Promise<T>,
  { timeoutMs = 10_000, everyMs = 50, what }: WaitOptions = {},
): Promise<Exclude<T, false | null | undefined>> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    let cause: unknown;
    try {
      const answer = await condition();
      if (answer !== false && answer !== null && answer !== undefined) {
        return answer as Exclude<T, false | null | undefined>;
      }
    } catch (error) {
      cause = error;
    }
    if (Date.now() >= end) {
      throw new Error(`Waited ${timeoutMs} ms in vain for ${what ?? condition.toString().slice(0, 120)}.`, { cause });
    }
    await pause(everyMs);
  }
}
