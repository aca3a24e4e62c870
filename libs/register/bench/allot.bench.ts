import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Transactions } from '@vanthu/persistence';
import pg from 'pg';
import { enterRegister, NumberQueue, openSeries, type SeriesKey } from '../src/index.js';
import { registerDatabase } from '../test/register-database.js';

export interface BenchOptions {
  /** Superuser's URL. Default `VANTHU_TEST_DATABASE_URL`. */
  databaseUrl?: string;
  clerks?: number;
  seconds?: number;
  print?: (line: string) => void;
}

const date = '2026-03-02';
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
  const seconds = options.seconds ?? 4;
  const print = options.print ?? console.log;
  const db = await registerDatabase(options.databaseUrl ?? process.env.VANTHU_TEST_DATABASE_URL ?? '', 10);
  try {
    const series = async (): Promise<SeriesKey> => {
      const key: SeriesKey = { agencyId: randomUUID(), year: 2026, direction: 'outgoing', code: 'administrative' };
      await db.transactions.run((tx) => openSeries(tx, key));
      return key;
    };
    const ours = await measured(clerks, seconds, queueClerk(db.transactions, await series()));
    const pool = new pg.Pool({ connectionString: db.url, max: clerks, options: '-c search_path=outgoing' });
    const baseline = await measured(clerks, seconds, plainClerk(pool, await series()));
    await pool.end();
    const tell = (what: string, figures: object) => print(JSON.stringify({ bench: 'allot', what, clerks, ...figures }));
    tell('queue', ours);
    tell('baseline: plain transaction, pg', { ...baseline, ratio: ratio(ours, baseline) });
    const bench = await pgbench(db.url, await series(), clerks, seconds);
    if (bench !== null) tell('baseline: plain transaction, pgbench', { ...bench, ratio: ratio(ours, bench) });
  } finally {
    await db.close();
  }
}

const ratio = (a: { perSecond: number }, b: { perSecond: number }) => Number((a.perSecond / b.perSecond).toFixed(2));

function queueClerk(transactions: Transactions, key: SeriesKey): () => Promise<void> {
  const queue = new NumberQueue<string, number>({
    transactions,
    write: async (tx, members) => {
      const lines = members.map(({ item, number }) => ({
        number,
        notation: 'QĐ-UBND',
        documentId: item,
        documentDate: date,
      }));
      await enterRegister(tx, key, lines);
      return members.map(({ number }) => number);
    },
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

async function measured(clerks: number, seconds: number, once: () => Promise<void>) {
  const took: number[] = [];
  const until = performance.now() + seconds * 1_000;
  const started = performance.now();
  const clerk = async () => {
    while (performance.now() < until) {
      const began = performance.now();
      await once();
      took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: clerks }, clerk));
  const sorted = took.sort((a, b) => a - b);
  const at = (part: number) => Number((sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(2));
  return {
    perSecond: Math.round(took.length / ((performance.now() - started) / 1_000)),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}

function findPgbench(): string | null {
  const debian = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').map((v) => `/usr/lib/postgresql/${v}/bin`)
    : [];
  const places = [...(process.env.PATH ?? '').split(delimiter), ...debian].map((folder) => join(folder, 'pgbench'));
  return places.find((place) => existsSync(place)) ?? null;
}

async function pgbench(
  url: string,
  key: SeriesKey,
  clerks: number,
  seconds: number,
): Promise<{ perSecond: number } | null> {
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
    return tps === undefined ? null : { perSecond: Math.round(Number(tps)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
