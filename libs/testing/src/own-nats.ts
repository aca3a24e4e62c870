import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Service } from '@vanthu/contracts';
import { type NatsServer, needNatsServer, signal, startNats, waitUntilGone } from '@vanthu/servers';
import type { TestNats } from './test-run.js';

export interface OwnNats extends TestNats {
  /** kill -9, and wait until it is gone. */
  kill(): Promise<void>;
  /** On the same port and the same store. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const tools = resolve(import.meta.dirname, '../../../.tools');

/** A broker for one test file, which it may kill. Starts in some 50 ms. Stop it in `afterAll`. */
export async function ownNats(): Promise<OwnNats> {
  const directory = mkdtempSync(join(tmpdir(), 'vanthu-nats-'));
  const passwords = Object.fromEntries(Service.options.map((name) => [name, randomBytes(12).toString('hex')]));
  const program = await needNatsServer(tools);
  const start = (port?: number) =>
    startNats({ program, directory, passwords, logFile: join(directory, 'nats.log'), ...(port ? { port } : {}) });
  let server: NatsServer = await start();
  return {
    url: server.url,
    passwords,
    kill: async () => {
      signal(server.pid, 'SIGKILL');
      await waitUntilGone(server.pid, 5_000);
    },
    restart: async () => {
      await server.stop();
      server = await start(server.port);
    },
    stop: async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
