import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../free-port.js';
import { endProcess, isAlive, waitUntilGone } from '../process-mark.js';
import { lastLines, openLog } from '../server-log.js';
import { ServerProblem } from '../server-problem.js';
import { findPostgres } from './binaries.js';
import { initialise, superuser } from './initialise.js';
import { canReach, type OsUser, postgresUser } from './os-user.js';
import { runningPostmaster } from './postmaster.js';

export interface PostgresOptions {
  /** Where the cluster is, or shall be. */
  directory: string;
  /** Of the superuser `vanthu`; the cluster is made with it. */
  password: string;
  logFile: string;
  /** Tried first. A running server keeps the port that it has. */
  port?: number;
  /** Settings beside ours, for example `{ fsync: 'off' }` for a cluster that lives as long as a test. */
  settings?: Record<string, string>;
}

export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  /** Found running, left by a launcher that was killed. */
  readonly adopted: boolean;
  /** Ends it in an orderly way and waits. */
  stop(): Promise<void>;
}

export interface PostgresServer extends RunningServer {
  /** Of the superuser, to the database `vanthu`. */
  readonly adminUrl: string;
  /** Where the cluster really is; elsewhere than asked when the asked place is out of its user's reach. */
  readonly directory: string;
}

/** Seven services with ten connections each, the administrator's commands, and room. */
const ourSettings = { max_connections: '200', unix_socket_directories: '', TimeZone: 'UTC', jit: 'off' };

/** The cluster's folder, moved to /var/lib/vanthu when its user could not get down to the one asked for. */
function withinReach(directory: string, user: OsUser | null): string {
  if (existsSync(join(directory, 'PG_VERSION'))) return directory;
  mkdirSync(dirname(directory), { recursive: true });
  if (!user || canReach(user, dirname(directory))) return directory;
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 12);
  return join('/var/lib/vanthu', name, 'postgres');
}

async function connectOnce(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end().catch(() => {});
  }
}

const urlOf = (port: number, password: string, database: string): string =>
  `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

const passwordRefused = (error: unknown): boolean => (error as { code?: string }).code === '28P01';

/** @returns whether it answers; false when the process died or stayed silent */
async function waitUntilReady(pid: number, url: string, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (isAlive(pid) && Date.now() < end) {
    try {
      await connectOnce(url);
      return true;
    } catch (error) {
      if (passwordRefused(error)) {
        throw new ServerProblem('PostgreSQL đang chạy không nhận mật khẩu đã lưu.', { cause: error });
      }
      await pause(50);
    }
  }
  return false;
}

async function ensureDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = 'vanthu'`);
    if (!rowCount) await client.query('CREATE DATABASE vanthu');
  } finally {
    await client.end();
  }
}

function launch(
  binary: string,
  directory: string,
  port: number,
  options: PostgresOptions,
  user: OsUser | null,
): number {
  const settings = Object.entries({ ...ourSettings, ...options.settings });
  const log = openLog(options.logFile);
  try {
    // A process group of its own: Ctrl-C in the terminal must not end it before the services have drained.
    const child = spawn(
      binary,
      ['-D', directory, '-p', String(port), '-h', '127.0.0.1', ...settings.flatMap(([k, v]) => ['-c', `${k}=${v}`])],
      { detached: true, stdio: ['ignore', log, log], cwd: '/', ...user },
    );
    child.on('error', () => {});
    child.unref();
    return child.pid ?? -1;
  } finally {
    closeSync(log);
  }
}

/** Starts the cluster of a folder, making it at the first time, or adopts the server that already runs on it. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const user = postgresUser();
  const directory = withinReach(resolve(options.directory), user);
  const { password } = options;
  const started = async (pid: number, port: number, adopted: boolean): Promise<PostgresServer> => {
    await ensureDatabase(port, password);
    const stop = () => endProcess(pid, 'SIGINT', 30_000);
    return { pid, port, adopted, adminUrl: urlOf(port, password, 'vanthu'), directory, stop };
  };

  const found = runningPostmaster(directory);
  if (found) {
    if (await waitUntilReady(found.pid, urlOf(found.port, password, 'postgres'), 60_000)) {
      return started(found.pid, found.port, true);
    }
    // It was on its way down.
    await waitUntilGone(found.pid, 30_000);
  }

  const binaries = findPostgres(user);
  await initialise(binaries, directory, password, user);
  // The port may be taken between our look and the server's; then another is tried.
  for (let attempt = 1; attempt <= 3; attempt++) {
    runningPostmaster(directory);
    const port = await freePort(options.port);
    const pid = launch(binaries.postgres, directory, port, options, user);
    // After kill -9 it first replays its log, which may take a while.
    if (await waitUntilReady(pid, urlOf(port, password, 'postgres'), 60_000)) return started(pid, port, false);
    await endProcess(pid, 'SIGINT', 5_000);
  }
  throw new ServerProblem(`PostgreSQL không khởi động được: ${lastLines(options.logFile)}`);
}
