import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess, openLog } from '@vanthu/servers';
import type { AppName } from './services.js';

const firstPauseMs = 200;
const longestPauseMs = 10_000;
/** Whoever lived this long had started, and may start again at once. */
const settledMs = 5_000;

export interface ProcessNews {
  started(name: AppName, pid: number): void;
  /** `expected`: it was told to end, or shall stay down. */
  ended(name: AppName, how: string, expected: boolean): void;
}

/** How long to wait before the next start, after so many that failed in a row. */
export const pauseBeforeStart = (failures: number): number =>
  Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, failures - 1));

/** One service in a process of its own. When it dies it is started again, more slowly each time. */
export class ServiceProcess {
  private child: ChildProcess | null = null;
  private next: NodeJS.Timeout | null = null;
  private failures = 0;
  private wanted = true;
  private startedAt = 0;

  constructor(
    readonly name: AppName,
    private readonly options: { env: () => NodeJS.ProcessEnv; logFile: string; news: ProcessNews },
  ) {}

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  start(): void {
    this.wanted = true;
    if (this.child || this.next) return;
    const log = openLog(this.options.logFile);
    this.startedAt = Date.now();
    const program = join(import.meta.dirname, '..', 'run-service.js');
    // A process group of its own: Ctrl-C in the terminal is for the launcher, which stops services in order.
    const child = spawn(process.execPath, ['--enable-source-maps', program, this.name], {
      env: { ...process.env, ...this.options.env() },
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    this.child = child;
    child.once('error', () => this.onEnd('could not be started'));
    child.once('exit', (code, signal) => this.onEnd(signal ?? `exit ${code}`));
    if (child.pid) this.options.news.started(this.name, child.pid);
  }

  /** Not started again until `start()`. */
  hold(): void {
    this.wanted = false;
    if (this.next) clearTimeout(this.next);
    this.next = null;
  }

  /** Drains and ends. */
  async stop(timeoutMs = 10_000): Promise<void> {
    this.hold();
    if (this.pid) await endProcess(this.pid, 'SIGTERM', timeoutMs);
  }

  private onEnd(how: string): void {
    if (!this.child) return;
    this.child = null;
    this.options.news.ended(this.name, how, !this.wanted);
    if (!this.wanted) return;
    this.failures = Date.now() - this.startedAt > settledMs ? 1 : this.failures + 1;
    this.next = setTimeout(() => {
      this.next = null;
      this.start();
    }, pauseBeforeStart(this.failures));
  }
}
