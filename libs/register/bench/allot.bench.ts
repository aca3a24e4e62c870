import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Transactions } from '@vanthu/persistence';
import pg from 'pg';
import { NumberQueue, openSeries, type SeriesKey } from '../src/index.js';
import { registerDatabase } from '../test/register-database.js';

export interface BenchOptions {
  /** Superuser's URL. Default `VANTHU_TEST_DATABASE_URL`. */
  databaseUrl?: string;
  clerks?: number;
  /** Of each of the three ways. Default `VANTHU_BENCH_SECONDS`, else 8; less than 4 is for development. */
  seconds?: number;
  print?: (line: string) => void;
}

const date = '2026-03-02';
const slices = 4;
const plain = {
  update: `UPDATE series SET last_number = last_number + 1, last_date = '${date}' WHERE agency_id = $1 AND year = $2 AND direction = 'outgoing' AND code = $3 RETURNING last_number`,
  insert: `INSERT INTO register_entry (agency_id, year, direction, series_code, number, notation, document_id, document_date)
           VALUES ($1, $2, 'outgoing', $3, $4, 'QĐ-UBND', $5, '${date}')`,
};

/**
 * Clerks who all number in one series at once: our queue against the plain transaction (lock the series, insert the line),
 * once from this process and once by pgbench, where it is installed.
 */
export async function benchAllot(options: BenchOptions = {}): Promise<void> {
  const clerks = options.clerks ?? 32;
  const seconds = options.seconds ?? Number(process.env.VANTHU_BENCH_SECONDS ?? 8);
  const print = options.print ?? console.log;
  const db = await registerDatabase(options.databaseUrl ?? process.env.VANTHU_TEST_DATABASE_URL ?? '', 10);
  try {
    const series = async (): Promise<SeriesKey> => {
      const key: SeriesKey = { agencyId: randomUUID(), year: 2026, direction: 'outgoing', code: 'administrative' };
      await db.transactions.run((tx) => openSeries(tx, key));
      return key;
    };
    const pool = new pg.Pool({ connectionString: db.url, max: clerks, options: '-c search_path=outgoing' });
    const ourClerk = queueClerk(db.transactions, await series());
    const plainOne = plainClerk(pool, await series());
    const benchKey = await series();
    const [ours, baseline] = [new Figures(), new Figures()];
    const programs: number[] = [];
    // In turns, so that what else the machine does falls on all of them alike.
    for (let slice = 0; slice < slices; slice++) {
      await measure(ours, clerks, seconds / slices, ourClerk);
      await measure(baseline, clerks, seconds / slices, plainOne);
      const tps = await pgbench(db.url, benchKey, clerks, Math.max(1, Math.round(seconds / slices)));
      if (tps !== null) programs.push(tps);
    }
    await pool.end();
    const tell = (what: string, figures: object) =>
      print(JSON.stringify({ bench: 'allot', what, clerks, seconds, ...figures }));
    const mine = ours.told();
    tell('queue', mine);
    const plainly = baseline.told();
    tell('baseline: plain transaction, pg', { ...plainly, ratio: ratio(mine, plainly) });
    if (programs.length > 0) {
      const program = { perSecond: Math.round(programs.reduce((sum, tps) => sum + tps, 0) / programs.length) };
      tell('baseline: plain transaction, pgbench', { ...program, ratio: ratio(mine, program) });
    }
  } finally {
    await db.close();
  }
}

const ratio = (a: { perSecond: number }, b: { perSecond: number }) => Number((a.perSecond / b.perSecond).toFixed(2));

function queueClerk(transactions: Transactions, key: SeriesKey): () => Promise<void> {
  const queue = new NumberQueue<string, number>({
    transactions,
    line: (documentId) => ({ notation: 'QĐ-UBND', documentId }),
    write: async (_tx, members) => members.map(({ number }) => number),
  });
  return async () => {
    await queue.ask(key, date, randomUUID());
  };
}

function plainClerk(pool: pg.Pool, key: SeriesKey): () => Promise<void> {
  const series = [key.agencyId, key.year, key.code];
  return async () => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query(plain.update, series);
      await client.query(plain.insert, [...series, rows[0]?.last_number, randomUUID()]);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  };
}

/** What came of all slices of one way. */
class Figures {
  readonly took: number[] = [];
  seconds = 0;

  told() {
    const sorted = this.took.sort((a, b) => a - b);
    const at = (part: number) => Number((sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(2));
    return { perSecond: Math.round(sorted.length / this.seconds), p50Ms: at(0.5), p99Ms: at(0.99) };
  }
}

async function measure(figures: Figures, clerks: number, seconds: number, once: () => Promise<void>): Promise<void> {
  const started = performance.now();
  const until = started + seconds * 1_000;
  const clerk = async () => {
    while (performance.now() < until) {
      const began = performance.now();
      await once();
      figures.took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: clerks }, clerk));
  figures.seconds += (performance.now() - started) / 1_000;
}

function findPgbench(): string | null {
  const debian = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').map((v) => `/usr/lib/postgresql/${v}/bin`)
    : [];
  const places = [...(process.env.PATH ?? '').split(delimiter), ...debian].map((folder) => join(folder, 'pgbench'));
  return places.find((place) => existsSync(place)) ?? null;
}

async function pgbench(url: string, key: SeriesKey, clerks: number, seconds: number): Promise<number | null> {
  const program = findPgbench();
  if (program === null) return null;
  const folder = await mkdtemp(join(tmpdir(), 'vanthu-bench-'));
  try {
    const filled = (sql: string, values: string[]) =>
      values.reduce((text, value, i) => text.replaceAll(`$${i + 1}`, value), sql);
    const series = [`'${key.agencyId}'`, String(key.year), `'${key.code}'`];
    const script = join(folder, 'plain.sql');
    await writeFile(
      script,
      `BEGIN;\n${filled(plain.update, series)} \\gset\n${filled(plain.insert, [...series, ':last_number', 'gen_random_uuid()']).replace(/\n\s*/g, ' ')};\nCOMMIT;\n`,
    );
    const args = ['-n', '-M', 'prepared', '-f', script, '-c', String(clerks), '-j', '2', '-T', String(seconds), url];
    const { stdout } = await promisify(execFile)(program, args, {
      env: { ...process.env, PGOPTIONS: '-c search_path=outgoing' },
    });
    const tps = /tps = ([\d.]+)/.exec(stdout)?.[1];
    return tps === undefined ? null : Number(tps);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
