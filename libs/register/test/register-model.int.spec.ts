import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  allotNumber,
  closeSeries,
  enterRegister,
  lockSeries,
  NumberQueue,
  numberLines,
  openSeries,
  resumeSeries,
  type SeriesKey,
  voidEntry,
} from '../src/index.js';
import { registerDatabase } from './register-database.js';

/**
 * The register against a model of it, both driven by the same random commands: clerks of two processes, days and years that
 * pass, voided lines, outages, processes that die before and after they have written. States and invariants: README, "What is
 * tested by a model".
 */

let db: Awaited<ReturnType<typeof registerDatabase>>;
beforeAll(async () => {
  db = await registerDatabase(process.env.VANTHU_TEST_DATABASE_URL ?? '');
});
afterAll(() => db?.close());

const runs = 40;
const commandsInRun = 256;
/** The same each time; `VANTHU_MODEL_SEED` goes another way. The title says which. */
const seed = Number(process.env.VANTHU_MODEL_SEED ?? 20_230_127);

const command = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constant('number' as const),
      clerks: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 60 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('backdate' as const), days: fc.integer({ min: 1, max: 400 }) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('void' as const), place: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('die' as const), numbers: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('stop' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('resume' as const), onPaper: fc.integer({ min: 0, max: 4 }) }),
  },
);
interface Wish {
  readonly date: string;
  readonly fails: boolean;
}

/** What must be true of one year's series. */
interface Year {
  last: number;
  lastDate: string | null;
  open: boolean;
  readonly voided: Set<number>;
}

class World {
  private readonly agencyId = randomUUID();
  private today = '2026-01-05';
  private readonly years = new Map<number, Year>();
  /** Two processes, each with its queue in front of the same row. */
  private readonly queues = [this.queue(), this.queue()] as const;

  private queue() {
    return new NumberQueue<Wish, number>({
      transactions: db.transactions,
      line: () => ({ notation: 'QĐ-UBND', documentId: randomUUID() }),
      write: async (_tx, members) => {
        if (members.some(({ item }) => item.fails)) throw new Error('the process dies before the commit');
        return members.map(({ number }) => number);
      },
    });
  }

  private keyOf(date: string): SeriesKey {
    return { agencyId: this.agencyId, year: Number(date.slice(0, 4)), direction: 'outgoing', code: 'QD' };
  }

  private lines(howMany: number) {
    return Array.from({ length: howMany }, () => ({ notation: 'QĐ-UBND', documentId: randomUUID() }));
  }

  private async year(date = this.today): Promise<Year> {
    const key = this.keyOf(date);
    const known = this.years.get(key.year);
    if (known) return known;
    await db.transactions.run((tx) => openSeries(tx, key));
    const fresh: Year = { last: 0, lastDate: null, open: true, voided: new Set() };
    this.years.set(key.year, fresh);
    return fresh;
  }

  async do(command: {
    does: 'number' | 'pass' | 'backdate' | 'void' | 'die' | 'stop' | 'resume';
    clerks?: boolean[];
    days?: number;
    place?: number;
    numbers?: number;
    onPaper?: number;
  }): Promise<void> {
    const { does, clerks = [], days = 0, place = 0, numbers = 1, onPaper = 0 } = command;
    const year = await this.year();
    const key = this.keyOf(this.today);
    switch (does) {
      case 'number':
        return this.number(year, key, clerks);
      case 'pass':
        this.today = later(this.today, days);
        return;
      case 'backdate': {
        const date = later(this.today, -days);
        if (year.lastDate === null || date >= year.lastDate) return;
        const reason = !date.startsWith(String(key.year)) ? 'other-year' : year.open ? 'date-behind' : 'closed';
        const answer = await db.transactions.run((tx) => allotNumber(tx, key, date));
        expect(answer).toMatchObject({ allotted: false, reason });
        return;
      }
      case 'void': {
        if (year.last === 0) return;
        const number = (place % year.last) + 1;
        const done = await db.transactions.run((tx) => voidEntry(tx, key, number, 'Khóa hỏng', new Date()));
        expect(done).toBe(!year.voided.has(number));
        year.voided.add(number);
        return;
      }
      case 'die': {
        const dead = db.transactions.run(async (tx) => {
          await numberLines(tx, key, this.today, this.lines(numbers));
          throw new Error('the process dies after it has written');
        });
        await expect(dead).rejects.toThrow('dies after');
        return;
      }
      case 'stop':
        await db.transactions.run((tx) => closeSeries(tx, key));
        year.open = false;
        return;
      case 'resume':
        return this.resume(year, key, onPaper);
      default:
        return does satisfies never;
    }
  }

  /** All at once, some of them in the other process, some of them failing: who succeeds has the next numbers. */
  private async number(year: Year, key: SeriesKey, clerks: readonly boolean[]): Promise<void> {
    const answers = await Promise.allSettled(
      clerks.map((fails, i) =>
        (this.queues[i % 2] ?? this.queues[0]).ask(key, this.today, { date: this.today, fails }),
      ),
    );
    if (!year.open) {
      for (const answer of answers) expect(answer).toMatchObject({ status: 'fulfilled', value: { reason: 'closed' } });
      return;
    }
    const given = answers.flatMap((answer, i) => (answer.status === 'fulfilled' ? [{ i, number: answer.value }] : []));
    expect(given.map(({ i }) => clerks[i])).toEqual(given.map(() => false));
    expect(given).toHaveLength(clerks.filter((fails) => !fails).length);
    const sorted = given.map(({ number }) => Number(number)).sort((a, b) => a - b);
    expect(sorted).toEqual(sorted.map((_, i) => year.last + 1 + i));
    if (sorted.length === 0) return;
    year.last += sorted.length;
    year.lastDate = this.today;
  }

  private async resume(year: Year, key: SeriesKey, onPaper: number): Promise<void> {
    if (year.open) return;
    await db.transactions.run(async (tx) => {
      const series = await lockSeries(tx, key);
      expect(series).toMatchObject({ lastNumber: year.last, lastDate: year.lastDate, open: false });
      const lines = Array.from({ length: onPaper }, (_, i) => ({
        ...{ number: year.last + 1 + i, notation: 'QĐ-UBND', documentId: randomUUID() },
        documentDate: this.today,
      }));
      if (lines.length > 0) await enterRegister(tx, key, lines);
      const lastDate = lines.length > 0 ? this.today : year.lastDate;
      await resumeSeries(tx, key, { lastNumber: year.last + onPaper, lastDate });
      year.last += onPaper;
      year.lastDate = lastDate;
    });
    year.open = true;
  }

  /** No number twice, none left out, none reused; dates in the order of the numbers; voided lines stand with their reason. */
  async check(): Promise<void> {
    const rows = await db.transactions.query<{
      year: number;
      numbers: number;
      last: number;
      ordered: boolean;
      voided: number[];
    }>(
      `SELECT year, count(*)::int AS numbers, max(number)::int AS last, bool_and(ordered) AS ordered,
              coalesce(array_agg(number ORDER BY number) FILTER (WHERE voided_reason IS NOT NULL), '{}') AS voided
         FROM (SELECT *, document_date >= coalesce(lag(document_date) OVER (PARTITION BY year ORDER BY number), document_date)
                 AND extract(year FROM document_date) = year AS ordered FROM register_entry WHERE agency_id = $1) e
        GROUP BY year ORDER BY year`,
      [this.agencyId],
    );
    const expected = [...this.years].filter(([, { last }]) => last > 0).sort(([a], [b]) => a - b);
    expect(rows).toEqual(
      expected.map(([year, { last, voided }]) => ({
        ...{ year, numbers: last, last, ordered: true },
        voided: [...voided].sort((a, b) => a - b),
      })),
    );
  }
}

function later(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

describe('R-OUT-06, R-OUT-07, R-OUT-08 under random commands', () => {
  test(`no number twice, skipped or reused, no date backwards (seed ${seed})`, async () => {
    let done = 0;
    const property = fc.asyncProperty(
      fc.array(command, { minLength: commandsInRun, maxLength: commandsInRun }),
      async (commands) => {
        const world = new World();
        for (const one of commands) {
          await world.do(one);
          await world.check();
          done += 1;
        }
      },
    );
    await fc.assert(property, { seed, numRuns: runs, endOnFailure: true });
    expect(done).toBeGreaterThanOrEqual(10_000);
  }, 600_000);
});
