import { readFileSync } from 'node:fs';

/** Seconds that the kernel counts in one unit of utime and stime (proc(5), sysconf _SC_CLK_TCK; 100 wherever Node runs). */
const tickSeconds = 1 / 100;

/** The number of the calling thread in the operating system; undefined where `/proc` is not. */
export function threadNumber(): number | undefined {
  const number = Number.parseInt(stat('/proc/thread-self/stat') ?? '', 10);
  return Number.isInteger(number) ? number : undefined;
}

/**
 * Seconds of a processor that a thread of this process has used. A machine that is busy with other things makes a file slow,
 * not guilty: so time on the wall is no measure.
 */
export function threadSeconds(thread: number): number | undefined {
  // The name in parentheses may hold anything; what follows is numbers: utime and stime are fields 14 and 15.
  const fields = stat(`/proc/self/task/${thread}/stat`)
    ?.replace(/^.*\)\s/s, '')
    .split(' ');
  const ticks = Number(fields?.[11]) + Number(fields?.[12]);
  return Number.isFinite(ticks) ? ticks * tickSeconds : undefined;
}

function stat(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}
