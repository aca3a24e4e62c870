import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { districtOf } from '../src/demo/district/district.js';
import { planQuarter } from '../src/demo/plan/plan-quarter.js';
import { SEED } from '../src/demo/run-demo.js';
import { KilledQuarter, killsOf, type QuarterResult } from './killed-quarter.js';

/**
 * Working days of the quarter through real services, and deaths by a schedule that follows from a seed: each service, the
 * broker, the database; wherever they just are, and at the points where a power cut would hurt most. The first three days
 * with thirty-six deaths; VANTHU_KILLED_DAYS=10 asks for ten days with two hundred, which takes some minutes more.
 */
const days = Number(process.env.VANTHU_KILLED_DAYS ?? 3);
const deaths = days * (days < 10 ? 12 : 20);
/** Some points are not reached again before the end. */
const scheduled = Math.ceil(deaths * 1.3);
const seed = Number(process.env.VANTHU_KILL_SEED ?? 20_230_127);
const minutes = 60_000;

describe(`${days} days of the quarter under ${deaths} kills`, () => {
  const directory = mkdtempSync(join(tmpdir(), 'vanthu-quarter-'));
  let quarter: KilledQuarter;
  let result: QuarterResult;
  let hasEnded = false;

  beforeAll(async () => {
    chmodSync(directory, 0o711);
    console.log(`seed of the kills: ${seed} (VANTHU_KILL_SEED)`);
    quarter = new KilledQuarter(directory, days, killsOf(seed, scheduled, 4), { from: 100, to: 100 + 60 * days });
    result = await quarter.result();
    hasEnded = true;
  }, 30 * minutes);
  afterAll(() => {
    quarter?.end();
    // What ended badly is there to be looked at: logs of every service, and the data.
    if (hasEnded) rmSync(directory, { recursive: true, force: true });
    else console.log(`kept: ${directory}`);
  });

  test('as many processes died as were to die', () => {
    expect(quarter.died.length).toBeGreaterThanOrEqual(deaths);
    expect(new Set(quarter.died.map(({ victim }) => victim)).size).toBeGreaterThanOrEqual(7);
  });

  test('the figures are those of the plan, counted by the services', () => {
    const plan = planQuarter(districtOf(SEED));
    const within = plan.days.slice(0, days);
    const sent = plan.outgoing.filter((one) => within.includes(one.issuedOn));
    const arrived = plan.receptions.filter((one) => within.includes(one.arrivesOn));
    const both = sent.filter((one) => one.road === 'digital').length;
    expect(result).toMatchObject({
      outgoing: sent.length,
      signed: sent.length,
      both,
      incoming: arrived.filter((one) => one.fate === 'register').length,
      returned: arrived.filter((one) => one.fate === 'return').length,
    });
    expect(Number(result.coverage)).toBeCloseTo((100 * both) / sent.length, 1);
  });

  test('every series has its numbers from 1 to n, each once, and each document its file', () => {
    const folder = join(directory, 'quarter');
    expect(readdirSync(join(folder, 'outgoing'))).toHaveLength(result.outgoing);
    const sent = linesOf(join(folder, 'registers/so-van-ban-di.csv'));
    const arrived = linesOf(join(folder, 'registers/so-van-ban-den.csv'));
    expect([sent.length, arrived.length]).toEqual([result.outgoing, result.incoming]);
    const series = new Map<string, number[]>();
    const count = (key: string, number: number) => series.set(key, [...(series.get(key) ?? []), number]);
    for (const line of sent) {
      // Decisions are numbered on their own, everything else of an agency together.
      const [number, symbol = ''] = (line[0] ?? '').split('/');
      count(`${line.at(-1)} ${line[1]?.slice(-4)} ${symbol.startsWith('QĐ') ? 'QĐ' : ''}`, Number(number));
    }
    for (const line of arrived) count(`${line.at(-1)} ${line[0]?.slice(-4)} đến`, Number(line[1]));
    for (const [key, numbers] of series) {
      expect([key, numbers.sort((one, other) => one - other)]).toEqual([key, numbers.map((_, index) => index + 1)]);
    }
  });
});

/** Cells of the lines of a register, without its heading (RFC 4180). */
function linesOf(file: string): string[][] {
  const text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  return text
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
        quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'),
      ),
    );
}
