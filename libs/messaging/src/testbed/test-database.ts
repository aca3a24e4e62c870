import { randomBytes } from 'node:crypto';
import { provisionSchemas } from '@vanthu/persistence';
import pg from 'pg';

export interface TestDatabase {
  /** Of the service's role. */
  url: string;
  /** Of the superuser, to the same database. */
  adminUrl: string;
  rows<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A database of its own with the schema and role of one service, on the server of `serverUrl` (a superuser's). */
export async function createTestDatabase(serverUrl: string, schema: string): Promise<TestDatabase> {
  const name = `vt_${randomBytes(6).toString('hex')}`;
  const role = `${name}_${schema}`;
  await asAdmin(serverUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  const admin = new URL(serverUrl);
  admin.pathname = `/${name}`;
  const password = randomBytes(12).toString('hex');
  await provisionSchemas(admin.href, [{ schema, role, password }]);
  const own = new URL(admin.href);
  own.username = role;
  own.password = password;
  const pool = new pg.Pool({
    connectionString: admin.href,
    max: 2,
    options: `-c search_path=${schema},public -c TimeZone=UTC`,
  });
  pool.on('error', () => {});
  return {
    url: own.href,
    adminUrl: admin.href,
    rows: async <Row>(sql: string, parameters: unknown[] = []) => (await pool.query(sql, parameters)).rows as Row[],
    drop: async () => {
      await pool.end();
      await asAdmin(serverUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        await client.query(`DROP ROLE IF EXISTS ${role}`);
      });
    },
  };
}
