import { afterAll, describe, expect, test } from '@jest/globals';
import { Service } from '@vanthu/contracts';
import pg from 'pg';
import { freshDatabase, testNats } from '../src/index.js';

describe('a fresh database', () => {
  const made: { drop(): Promise<void> }[] = [];
  afterAll(() => Promise.all(made.map((database) => database.drop())));

  const ask = async (url: string, sql: string): Promise<unknown[]> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };

  test('gives every schema to its own role, also when several are made at once', async () => {
    const databases = await Promise.all([1, 2, 3].map(() => freshDatabase({ schemas: ['outgoing', 'incoming'] })));
    made.push(...databases);
    for (const database of databases) {
      await ask(database.urlOf('outgoing'), 'CREATE TABLE outgoing.line (number int)');
      await expect(ask(database.urlOf('incoming'), 'SELECT * FROM outgoing.line')).rejects.toThrow(/permission denied/);
    }
  });

  test('orders words as Vietnamese does', async () => {
    const database = await freshDatabase();
    made.push(database);
    const rows = await ask(
      database.adminUrl,
      `SELECT w FROM unnest('{Đào,ba,Ăn,An,Doanh,Ân,Dương}'::text[]) w ORDER BY w`,
    );
    expect(rows.map((row) => (row as { w: string }).w)).toEqual(['An', 'Ăn', 'Ân', 'ba', 'Doanh', 'Dương', 'Đào']);
  });

  test('the test broker knows the users of all services', () => {
    expect(Object.keys(testNats().passwords).sort()).toEqual([...Service.options].sort());
  });
});
