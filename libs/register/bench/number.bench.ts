import { benchAllot } from './allot.bench.js';

/** One hot series: 32 clerks at once, and one alone, each against the plain transaction. Figures as `allot` prints them. */
export async function number(): Promise<void> {
  for (const clerks of [32, 1]) await benchAllot({ clerks });
}
