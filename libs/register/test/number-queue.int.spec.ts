import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Tx } from '@vanthu/persistence';
import {
  allotNumber,
  closeSeries,
  findSeries,
  NumberQueue,
  openSeries,
  type SeriesKey,
  voidEntry,
} from '../src/index.js';
import { registerDatabase } from './register-database.js';

let db: Awaited<ReturnType<typeof registerDatabase>>;
beforeAll(async () => {
  db = await registerDatabase(process.env.VANTHU_TEST_DATABASE_URL ?? '');
});
afterAll(() => db?.close());

const date = '2026-03-02';
async function newSeries(year = 2026): Promise<SeriesKey> {
  const key: SeriesKey = { agencyId: randomUUID(), year, direction: 'outgoing', code: 'administrative' };
  await db.transactions.run((tx) => openSeries(tx, key));
  return key;
}

interface Asked {
  documentId: string;
  date: string;
  fails?: boolean;
  repeats?: number;
}
const write = async (_tx: Tx, members: readonly { item: Asked; number: number }[]) => {
  if (members.some(({ item }) => item.fails)) throw new Error('the printer is on fire');
  return members.map(({ number }) => number);
};
const queueOf = () =>
  new NumberQueue<Asked, number>({
    transactions: db.transactions,
    prepare: async (tx, item) => {
      await tx.query('SELECT 1');
      return item.repeats === undefined ? undefined : { answer: item.repeats };
    },
    line: ({ documentId }) => ({ notation: 'QĐ-UBND', documentId }),
    write,
  });
const asked = (more: Partial<Asked> = {}): Asked => ({ documentId: randomUUID(), date, ...more });
const numbersIn = async (key: SeriesKey) =>
  (
    await db.transactions.query<{ number: number }>(
      'SELECT number FROM register_entry WHERE agency_id = $1 ORDER BY number',
      [key.agencyId],
    )
  ).map(({ number }) => number);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('a series', () => {
  test('begins with 1 and goes on from there (R-OUT-02)', async () => {
    const key = await newSeries();
    const give = () => db.transactions.run((tx) => allotNumber(tx, key, date));
    expect(await give()).toEqual({ allotted: true, number: 1 });
    expect(await give()).toEqual({ allotted: true, number: 2 });
  });

  test('never runs backwards in its dates (R-OUT-08)', async () => {
    const key = await newSeries();
    await db.transactions.run((tx) => allotNumber(tx, key, '2026-03-02'));
    const earlier = await db.transactions.run((tx) => allotNumber(tx, key, '2026-03-01'));
    expect(earlier).toEqual({ allotted: false, reason: 'date-behind', lastDate: '2026-03-02', lastNumber: 1 });
    expect(await db.transactions.run((tx) => allotNumber(tx, key, '2026-03-02'))).toEqual({
      allotted: true,
      number: 2,
    });
  });

  test('gives nothing when it is closed, missing, or of another year', async () => {
    const key = await newSeries();
    const give = (k: SeriesKey, on = date) => db.transactions.run((tx) => allotNumber(tx, k, on));
    expect(await give(key, '2027-01-01')).toEqual({ allotted: false, reason: 'other-year' });
    expect(await give({ ...key, code: 'none' })).toEqual({ allotted: false, reason: 'missing' });
    await db.transactions.run((tx) => closeSeries(tx, key));
    expect(await give(key)).toEqual({ allotted: false, reason: 'closed' });
  });

  test('uses up nothing when the transaction fails', async () => {
    const key = await newSeries();
    const failed = db.transactions.run(async (tx) => {
      await allotNumber(tx, key, date);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await db.transactions.run((tx) => findSeries(tx, key))).toMatchObject({ lastNumber: 0, lastDate: null });
  });

  test('keeps the line of a voided number, with the reason; the number is not given again (R-OUT-07)', async () => {
    const key = await newSeries();
    await queueOf().ask(key, date, asked());
    expect(await db.transactions.run((tx) => voidEntry(tx, key, 1, 'sai thể thức', new Date()))).toBe(true);
    expect(await db.transactions.run((tx) => voidEntry(tx, key, 1, 'hai lần', new Date()))).toBe(false);
    expect(await queueOf().ask(key, date, asked())).toBe(2);
    expect(await numbersIn(key)).toEqual([1, 2]);
  });
});

describe('the queue', () => {
  test('gives those who wait together consecutive numbers in the order they came', async () => {
    const key = await newSeries();
    const queue = queueOf();
    const given = await Promise.all(upTo(150).map(() => queue.ask(key, date, asked())));
    expect(given).toEqual(upTo(150));
    expect(await numbersIn(key)).toEqual(upTo(150));
  });

  test('lets a member fail alone: the others have their numbers, without a gap', async () => {
    const key = await newSeries();
    const queue = queueOf();
    const outcomes = await Promise.allSettled(
      upTo(20).map((i) => queue.ask(key, date, asked(i === 7 ? { fails: true } : {}))),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(outcomes[6]).toMatchObject({ status: 'rejected', reason: new Error('the printer is on fire') });
    expect(await numbersIn(key)).toEqual(upTo(19));
  });

  test('answers repetitions without a number, and undoes what was written for them', async () => {
    const key = await newSeries();
    const queue = queueOf();
    const given = await Promise.all([
      queue.ask(key, date, asked()),
      queue.ask(key, date, asked({ repeats: 77 })),
      queue.ask(key, date, asked()),
    ]);
    expect(given).toEqual([1, 77, 2]);
    expect(await queue.ask(key, date, asked({ repeats: 78 }))).toBe(78);
    expect(await numbersIn(key)).toEqual([1, 2]);
  });

  test('does not mix dates: a later one is numbered after the earlier ones that came before it', async () => {
    const key = await newSeries();
    const queue = queueOf();
    const ask = (on: string) => queue.ask(key, on, asked({ date: on }));
    const given = await Promise.all([
      ask('2026-03-02'),
      ask('2026-03-02'),
      ask('2026-03-03'),
      ask('2026-03-03'),
      ask('2026-03-02'),
    ]);
    expect(given).toEqual([
      1,
      2,
      3,
      4,
      { allotted: false, reason: 'date-behind', lastDate: '2026-03-03', lastNumber: 4 },
    ]);
  });

  test('does not let one series wait for another', async () => {
    const [busy, free] = [await newSeries(), await newSeries()];
    let letGo = () => {};
    const freeIsDone = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const queue = new NumberQueue<Asked, number>({
      transactions: db.transactions,
      line: ({ documentId }) => ({ notation: '', documentId }),
      write: async (_tx, members) => {
        if (members[0]?.item.date === 'busy') await freeIsDone;
        return members.map(({ number }) => number);
      },
    });
    const slow = queue.ask(busy, date, asked({ date: 'busy' }));
    expect(await queue.ask(free, date, asked())).toBe(1);
    letGo();
    expect(await slow).toBe(1);
  });
});

/** Another process that waits to be let go and then asks for `count` numbers, five at a time. */
async function secondProcess(key: SeriesKey, count: number) {
  const runner = resolve(import.meta.dirname, '../../messaging/test/processes/run-typescript.mjs');
  const child = spawn(process.execPath, [runner, resolve(import.meta.dirname, 'second-process.ts')], {
    env: { ...process.env, NODE_OPTIONS: '', TEST_CONFIG: JSON.stringify({ url: db.url, key, date, count }) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  let said = '';
  const ready = new Promise<void>((go) =>
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes('ready')) go();
    }),
  );
  await Promise.race([ready, ended]);
  child.stdin.write('go\n');
  return { child, ended, numbers: () => JSON.parse(said.split('\n')[1] ?? '[]') as number[] };
}

test('two processes with 200 requests between them: consecutive, no number twice, none skipped', async () => {
  const key = await newSeries();
  const queue = queueOf();
  const second = await secondProcess(key, 100);
  const mine: unknown[] = [];
  // Waves, so that the two processes meet many times at the row's lock and not once.
  for (let wave = 0; wave < 20; wave++) {
    mine.push(...(await Promise.all(upTo(5).map(() => queue.ask(key, date, asked())))));
  }
  await second.ended;
  expect(mine).toHaveLength(100);
  expect(second.numbers()).toHaveLength(100);
  expect([...(mine as number[]), ...second.numbers()].sort((a, b) => a - b)).toEqual(upTo(200));
  expect(await numbersIn(key)).toEqual(upTo(200));
}, 30_000);

test('a process that is killed in the middle of numbering leaves neither a gap nor a number without its line', async () => {
  const key = await newSeries();
  const queue = queueOf();
  const second = await secondProcess(key, 1_000_000);
  while ((await numbersIn(key)).length < 50) await queue.ask(key, date, asked());
  second.child.kill('SIGKILL');
  await second.ended;
  const last = await queue.ask(key, date, asked());
  expect(await numbersIn(key)).toEqual(upTo(last as number));
  expect(await db.transactions.run((tx) => findSeries(tx, key))).toMatchObject({ lastNumber: last });
}, 30_000);
