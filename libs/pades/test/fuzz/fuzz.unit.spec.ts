import { describe, expect, it } from '@jest/globals';
import { fuzz } from './fuzz.js';
import { mutate } from './mutate.js';
import { Random } from './random.js';
import { targets } from './targets.js';

/** What one input may take of time is for `npm run fuzz` to judge, on a machine that does nothing else. */
const limits = { maxMs: Number.POSITIVE_INFINITY, maxBytes: 300_000_000 };

/** A bound for slow machines: after so many rounds, those that fit are tried. */
const processorTime = (seconds: number, atLeast: number) => {
  const start = process.cpuUsage();
  let asked = 0;
  return () => {
    if (asked++ < atLeast) return false;
    const { user, system } = process.cpuUsage(start);
    return user + system > seconds * 1e6;
  };
};

describe('mutated files are answered, never with a crash, a hang or a flood', () => {
  it.each(targets.map((target) => [target.name, target] as const))(
    '%s',
    async (_, target) => {
      const { rounds, findings } = await fuzz(target, {
        ...limits,
        seed: 1,
        rounds: 1_000,
        until: processorTime(8, 200),
      });
      expect(findings.map(({ round, what }) => ({ round, what }))).toEqual([]);
      expect(rounds).toBeGreaterThanOrEqual(200);
      // Eight seconds of processor time may be a minute and more on a machine that others use as well.
    },
    240_000,
  );
});

describe('the fuzzer itself', () => {
  const seed = Buffer.from('%PDF-1.7 1 0 obj << /Length 12 >> endobj');

  it('tries the same with the same seed, and other things with another', () => {
    const tried = (number: number) => Buffer.from(mutate(seed, new Random(number), [seed])).toString('latin1');
    expect(tried(3)).toBe(tried(3));
    expect(new Set(Array.from({ length: 50 }, (_, i) => tried(i))).size).toBeGreaterThan(40);
  });

  it('reports what throws with the round that shows it again', async () => {
    const target = {
      name: 'throws',
      seeds: () => [seed],
      run: (bytes: Uint8Array) => {
        if (bytes.length !== seed.length) throw new Error('another length');
      },
    };
    const { findings } = await fuzz(target, { ...limits, seed: 5, rounds: 50 });
    const found = findings[0]!;
    expect(found.what).toContain('another length');
    const again = await fuzz(target, { ...limits, seed: 5, rounds: found.round + 1 });
    expect(again.findings.at(-1)!.bytes).toEqual(found.bytes);
  });
});
