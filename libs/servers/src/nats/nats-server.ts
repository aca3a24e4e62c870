import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { answers, freePort } from '../free-port.js';
import type { RunningServer } from '../postgres/postgres-server.js';
import { commandOf, endProcess, isAlive, signal, waitUntilGone } from '../process-mark.js';
import { lastLines, openLog } from '../server-log.js';
import { ServerProblem } from '../server-problem.js';
import { natsConfig } from './nats-config.js';

export interface NatsOptions {
  /** The file of nats-server, see `needNatsServer`. */
  program: string;
  /** For the store, the configuration and the number of the process. */
  directory: string;
  passwords: Readonly<Record<string, string>>;
  logFile: string;
  /** Tried first. A running server keeps the port that it has. */
  port?: number;
}

export interface NatsServer extends RunningServer {
  /** Without user and password. */
  readonly url: string;
}

const read = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

/** Passwords inside: readable by us only, and never half written. */
function writePrivately(file: string, content: string): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export const natsVersion = (program: string): string =>
  /v?(\d+\.\d+\.\d+)/.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))?.[1] ?? '0.0.0';

async function waitUntilReady(pid: number, port: number, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (isAlive(pid) && Date.now() < end) {
    if (await answers(port)) return true;
    await pause(20);
  }
  return false;
}

/** The signal returns before the server has read its file; a client that comes too early is refused with yesterday's users. */
async function waitUntilReloaded(logFile: string, from: number, timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!/[Rr]eloaded server configuration|[Ff]ailed to reload/.test((read(logFile) ?? '').slice(from))) {
    if (Date.now() > end) return;
    await pause(20);
  }
}

/** Starts the broker of a folder, or adopts the one that already runs on it (with the users as they are now). */
export async function startNats(options: NatsOptions): Promise<NatsServer> {
  const directory = resolve(options.directory);
  const at = (name: string) => join(directory, name);
  const [configFile, pidFile] = [at('nats.conf'), at('nats.pid')];
  mkdirSync(at('store'), { recursive: true, mode: 0o700 });
  const version = natsVersion(options.program);
  const configFor = (port: number) =>
    natsConfig({ port, storeDirectory: at('store'), pidFile, passwords: options.passwords, version });
  const started = (pid: number, port: number, adopted: boolean): NatsServer => ({
    pid,
    port,
    adopted,
    url: `nats://127.0.0.1:${port}`,
    stop: () => endProcess(pid, 'SIGTERM', 20_000),
  });

  const oldPid = Number(read(pidFile)?.trim());
  const oldPort = Number(/^port: (\d+)$/m.exec(read(configFile) ?? '')?.[1]);
  if (commandOf(oldPid)?.includes(configFile)) {
    if (oldPort && (await waitUntilReady(oldPid, oldPort, 10_000))) {
      const config = configFor(oldPort);
      if (config !== read(configFile)) {
        writePrivately(configFile, config);
        const before = (read(options.logFile) ?? '').length;
        signal(oldPid, 'SIGHUP');
        await waitUntilReloaded(options.logFile, before, 5_000);
      }
      return started(oldPid, oldPort, true);
    }
    await waitUntilGone(oldPid, 20_000);
  }
  rmSync(pidFile, { force: true });

  // The port may be taken between our look and the server's; then another is tried.
  for (let attempt = 1; attempt <= 3; attempt++) {
    const port = await freePort(options.port);
    writePrivately(configFile, configFor(port));
    const log = openLog(options.logFile);
    const child = spawn(options.program, ['-c', configFile], { detached: true, stdio: ['ignore', log, log], cwd: '/' });
    child.on('error', () => {});
    child.unref();
    closeSync(log);
    const pid = child.pid ?? -1;
    if (await waitUntilReady(pid, port, 30_000)) return started(pid, port, false);
    await endProcess(pid, 'SIGTERM', 5_000);
  }
  throw new ServerProblem(`nats-server không khởi động được: ${lastLines(options.logFile)}`);
}
