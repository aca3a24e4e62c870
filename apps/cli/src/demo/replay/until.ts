import { setTimeout as pause } from 'node:timers/promises';

/** Longest that something other than an outage is waited for. Real time. */
const patienceMs = 180_000;

/**
 * Asks again and again until there is an answer, soon at first, then less often.
 *
 * @param firstMs  how long the work takes at best: asked before, it only costs
 */
export async function until<T>(what: string, ask: () => Promise<T | undefined>, firstMs = 0): Promise<T> {
  const began = performance.now();
  if (firstMs > 0) await pause(firstMs);
  for (let round = 0; ; round++) {
    const found = await ask();
    if (found !== undefined) return found;
    if (performance.now() - began > patienceMs) throw new Error(`waited in vain for: ${what}`);
    await pause(Math.min(800, 120 * 1.5 ** round));
  }
}
