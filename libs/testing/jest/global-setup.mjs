import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { builtServers } from './built-servers.mjs';
import { services } from './services.mjs';

const tools = resolve(import.meta.dirname, '../../../.tools');

/** A cluster that lives as long as the run need not survive a power cut, only kill -9. Measurements pay for durability. */
const settings = process.env.VANTHU_TEST_DURABLE === '1' ? {} : { fsync: 'off', full_page_writes: 'off' };

/** What every fresh database has: the extensions that a superuser must create. */
async function makeTemplate(adminUrl) {
  const query = async (url, ...statements) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  const url = new URL(adminUrl);
  url.pathname = '/vanthu_template';
  await query(adminUrl, 'CREATE DATABASE vanthu_template');
  await query(url.href, 'CREATE EXTENSION IF NOT EXISTS unaccent', 'CREATE EXTENSION IF NOT EXISTS pg_trgm');
}

/** One PostgreSQL and one NATS for all integration tests of the run. */
export default async function globalSetup() {
  const { startPostgres, startNats, needNatsServer } = await builtServers();
  const directory = mkdtempSync(join(tmpdir(), 'vanthu-test-'));
  // PostgreSQL may run as another user (when we are root) and has to get down to its folder.
  chmodSync(directory, 0o711);
  const passwords = Object.fromEntries(services.map((name) => [name, randomBytes(12).toString('hex')]));
  const log = (name) => join(directory, `${name}.log`);

  const postgres = await startPostgres({
    directory: join(directory, 'postgres'),
    password: randomBytes(12).toString('hex'),
    logFile: log('postgres'),
    settings,
  });
  globalThis.vanthuTestRun = { directory, servers: [postgres] };
  const nats = await startNats({
    program: await needNatsServer(tools, console.log),
    directory: join(directory, 'nats'),
    passwords,
    logFile: log('nats'),
  });
  globalThis.vanthuTestRun.servers.push(nats);
  // A run that is interrupted or killed gets no tear-down; the watchdog outlives it and clears away.
  const watchdog = join(import.meta.dirname, 'watchdog.mjs');
  const pids = [postgres.pid, nats.pid].map(String);
  spawn(process.execPath, [watchdog, String(process.pid), directory, ...pids], {
    detached: true,
    stdio: 'ignore',
  }).unref();

  await makeTemplate(postgres.adminUrl);
  process.env.VANTHU_TEST_DATABASE_URL = postgres.adminUrl;
  process.env.VANTHU_TEST_NATS_URL = nats.url;
  process.env.VANTHU_TEST_NATS_CONFIG = JSON.stringify({ url: nats.url, passwords });
}
