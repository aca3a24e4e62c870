import { randomBytes } from 'node:crypto';
import { createDataSource, provisionSchemas, Transactions } from '@vanthu/persistence';
import pg from 'pg';
import { registerMigration } from '../src/index.js';

/** A database with a register in the schema `outgoing`. Also used by the benchmark. */
export async function registerDatabase(serverUrl: string, poolSize = 10) {
  const name = `vt_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const role = `${name}_outgoing`;
  await provisionSchemas(url.href, [{ schema: 'outgoing', role, password: 'only-in-tests' }]);
  url.username = role;
  url.password = 'only-in-tests';
  const opened = await openRegister(url.href, poolSize);
  return {
    ...opened,
    url: url.href,
    async close() {
      await opened.dataSource.destroy();
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.query(`DROP ROLE ${role}`);
      await admin.end();
    },
  };
}

export async function openRegister(url: string, poolSize = 10) {
  const dataSource = await createDataSource(
    { url, poolSize },
    { schema: 'outgoing', migrations: [registerMigration(1763880000000)] },
  );
  return { dataSource, transactions: new Transactions(dataSource) };
}
