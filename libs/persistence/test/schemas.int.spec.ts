import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { createDataSource, type Migration, provisionSchemas, type SchemaOwner, Transactions } from '../src/index.js';

const server = process.env.VANTHU_TEST_DATABASE_URL ?? '';
const name = `vt_${randomBytes(6).toString('hex')}`;
const owners: [SchemaOwner, SchemaOwner] = [
  { schema: 'outgoing', role: `${name}_outgoing`, password: `it's "secret" 1` },
  { schema: 'incoming', role: `${name}_incoming`, password: 'another' },
];
const admin = new URL(server);
admin.pathname = `/${name}`;

const urlOf = (owner: SchemaOwner) => {
  const url = new URL(admin.href);
  url.username = owner.role ?? owner.schema;
  url.password = encodeURIComponent(owner.password);
  return url.href;
};

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

class CreateThing1763880000000 implements Migration {
  async up(runner: QueryRunner) {
    await runner.query('CREATE TABLE thing (id int PRIMARY KEY, name text)');
    // Long enough for a second starter to arrive meanwhile.
    await runner.query('SELECT pg_sleep(0.2)');
  }
}
class FillThing1763880000001 implements Migration {
  async up(runner: QueryRunner) {
    await runner.query(`INSERT INTO thing VALUES (1, 'first')`);
  }
}
const migrations = [CreateThing1763880000000, FillThing1763880000001];
const open = (owner: SchemaOwner) =>
  createDataSource({ url: urlOf(owner), poolSize: 4 }, { schema: owner.schema, migrations });

beforeAll(async () => {
  await query(server, `CREATE DATABASE ${name}`);
  await provisionSchemas(admin.href, owners);
});
afterAll(async () => {
  await query(server, `DROP DATABASE ${name} WITH (FORCE)`);
  for (const owner of owners) await query(server, `DROP ROLE ${owner.role}`);
});

describe('the schemas of services', () => {
  test('may be provisioned again, also by several at once', async () => {
    await Promise.all([provisionSchemas(admin.href, owners), provisionSchemas(admin.href, owners)]);
    expect(await query(urlOf(owners[0]), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('are brought up to date once when two copies start together', async () => {
    const sources = await Promise.all([open(owners[0]), open(owners[0])]);
    expect(await sources[1].query('SELECT name FROM thing')).toEqual([{ name: 'first' }]);
    for (const source of sources) await source.destroy();
  });

  test('cannot be read, written or entered by another service', async () => {
    const other = await open(owners[1]);
    for (const sql of [
      'SELECT * FROM outgoing.thing',
      `INSERT INTO outgoing.thing VALUES (2, 'x')`,
      'CREATE TABLE outgoing.mine (id int)',
      'CREATE TABLE public.mine (id int)',
      'CREATE SCHEMA mine',
      `SET ROLE ${owners[0].role}`,
    ]) {
      await expect(other.query(sql)).rejects.toThrow(/permission denied/);
    }
    await other.destroy();
  });

  test('have passwords that the server keeps as SCRAM only', async () => {
    const rows = await query(server, `SELECT rolpassword FROM pg_authid WHERE rolname = '${owners[0].role}'`);
    expect(rows[0]?.rolpassword).toMatch(/^SCRAM-SHA-256\$/);
  });
});

describe('a transaction', () => {
  let dataSource: DataSource;
  let transactions: Transactions;
  beforeAll(async () => {
    dataSource = await open(owners[0]);
    transactions = new Transactions(dataSource);
  });
  afterAll(() => dataSource.destroy());

  test('leaves nothing when its work fails, and gives its connection back', async () => {
    for (let i = 0; i < 12; i++) {
      const failed = transactions.run(async (tx) => {
        await tx.query(`INSERT INTO thing VALUES (50, 'gone')`);
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
    }
    expect(await transactions.query('SELECT 1 FROM thing WHERE id = 50')).toEqual([]);
  });

  test('tells a fault of the database in our words; those of the driver are only its cause', async () => {
    const failed = await transactions
      .run((tx) => tx.query(`INSERT INTO thing VALUES (1, 'personal data')`))
      .catch((e) => e);
    expect(failed).toMatchObject({ name: 'DatabaseFault', kind: 'unique', constraint: 'thing_pkey', retryable: false });
    expect(failed.message).not.toMatch(/personal|duplicate|Key/);
  });

  test('that meets another in a deadlock is run again when its work may be repeated, and only then', async () => {
    await dataSource.query(`INSERT INTO thing VALUES (10, 'a'), (11, 'b')`);
    const cross = async (repeatable: boolean) => {
      let runs = 0;
      const arrived: Promise<void>[] = [];
      const one = (first: number, second: number) =>
        transactions.run(
          async (tx) => {
            runs++;
            await tx.query('UPDATE thing SET name = name WHERE id = $1', [first]);
            arrived.push(Promise.resolve());
            for (let waited = 0; arrived.length < 2 && waited < 100; waited++)
              await new Promise((r) => setTimeout(r, 10));
            await tx.query('UPDATE thing SET name = name WHERE id = $1', [second]);
          },
          { repeatable },
        );
      const outcomes = await Promise.allSettled([one(10, 11), one(11, 10)]);
      return {
        runs,
        failed: outcomes.filter((o) => o.status === 'rejected').map((o) => (o as PromiseRejectedResult).reason.kind),
      };
    };
    const repeated = await cross(true);
    expect(repeated.failed).toEqual([]);
    expect(repeated.runs).toBeGreaterThan(2);
    expect(await cross(false)).toEqual({ runs: 2, failed: ['deadlock'] });
  });
});
