import { mutate } from './mutate.js';
import { Random } from './random.js';

/** One entrance of the library for bytes of strangers. */
export interface FuzzTarget {
  readonly name: string;
  seeds(): readonly Uint8Array[] | Promise<readonly Uint8Array[]>;
  /** Takes anything. Whatever it throws is a finding; refusals are caught inside. */
  run(bytes: Uint8Array): void;
}

export interface Finding {
  readonly target: string;
  readonly seed: number;
  /** Number of the mutation in that run. */
  readonly round: number;
  readonly what: string;
  readonly bytes: Uint8Array;
}

export interface FuzzOptions {
  readonly seed: number;
  /** Mutations to try; the run ends earlier when `until` says so. */
  readonly rounds: number;
  readonly until?: () => boolean;
  /** Processor time for one input, in milliseconds. */
  readonly maxMs: number;
  /** Growth of the process while one input is read, in bytes. */
  readonly maxBytes: number;
}

/** Mutates the seeds of one target and gathers what crashes, takes too long or too much. Same seed, same run. */
export async function fuzz(
  target: FuzzTarget,
  options: FuzzOptions,
): Promise<{ readonly rounds: number; readonly findings: readonly Finding[] }> {
  const seeds = await target.seeds();
  const findings: Finding[] = [];
  let round = 0;
  for (; round < options.rounds && !options.until?.(); round++) {
    // Of its own for each round, so that one finding can be had again without the rounds before it.
    const random = new Random(options.seed * 1_000_003 + round);
    const bytes = mutate(random.pick(seeds), random, seeds);
    const what = tryOnce(target, bytes, options);
    if (what !== undefined) findings.push({ target: target.name, seed: options.seed, round, what, bytes });
  }
  return { rounds: round, findings };
}

function tryOnce(target: FuzzTarget, bytes: Uint8Array, { maxMs, maxBytes }: FuzzOptions): string | undefined {
  const before = process.memoryUsage.rss();
  const start = process.cpuUsage();
  try {
    target.run(bytes);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1_000;
  const grown = process.memoryUsage.rss() - before;
  if (ms > maxMs) return `took ${Math.round(ms)} ms`;
  return grown > maxBytes ? `took ${Math.round(grown / 1e6)} MB` : undefined;
}
