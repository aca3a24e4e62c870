import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { freePort, isAlive, type PostgresServer, signal, startPostgres, waitUntilGone } from '../src/index.js';

describe('the embedded PostgreSQL', () => {
  let directory: string;
  let server: PostgresServer;
  const start = (port?: number) =>
    startPostgres({
      directory: join(directory, 'postgres'),
      password: "pa'ss/word",
      logFile: join(directory, 'postgres.log'),
      ...(port ? { port } : {}),
    });
  const ask = async (sql: string): Promise<unknown[]> => {
    const client = new pg.Client({ connectionString: server.adminUrl });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'vanthu-servers-'));
    chmodSync(directory, 0o711);
    server = await start();
    await ask('CREATE TABLE kept (n int)');
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('a second start adopts the running server', async () => {
    const second = await start();
    expect(second.adopted).toBe(true);
    expect(second.pid).toBe(server.pid);
    expect(second.adminUrl).toBe(server.adminUrl);
  });

  test('what was committed before kill -9 is there after the next start, on the same port', async () => {
    await ask('INSERT INTO kept VALUES (7)');
    signal(server.pid, 'SIGKILL');
    await waitUntilGone(server.pid, 5_000);
    const { port } = server;
    server = await start(port);
    expect(server.adopted).toBe(false);
    expect(server.port).toBe(port);
    expect(await ask('SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  test('a port that somebody else has is stepped around', async () => {
    await server.stop();
    const port = await freePort();
    const busy = createServer().listen(port, '127.0.0.1');
    await once(busy, 'listening');
    try {
      server = await start(port);
    } finally {
      busy.close();
    }
    expect(server.port).not.toBe(port);
  });

  test('a process number left behind by a dead server does not prevent the start', async () => {
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
    writeFileSync(join(server.directory, 'postmaster.pid'), `${process.pid}\n${server.directory}\n1\n25432\n`);
    server = await start();
    expect(await ask('SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  test('a wrong password is refused', async () => {
    const url = new URL(server.adminUrl);
    url.password = 'guessed';
    const client = new pg.Client({ connectionString: url.href });
    await expect(client.connect()).rejects.toThrow(/password authentication failed/);
  });
});
