import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { isAlive, signal, waitUntilGone } from '@vanthu/servers';
import { waitUntil } from '../wait-until.js';

export interface ConstellationSignIn {
  readonly username: string;
  readonly fullName: string;
  readonly title: string;
  readonly agency: string;
  readonly password: string;
  readonly pin: string | null;
}

/** The line `ready` of `vanthu up --json`. */
export interface Ready {
  readonly url: string;
  readonly pids: Readonly<Record<string, number>>;
  readonly signIns: readonly ConstellationSignIn[];
  readonly dataDirectory: string;
  readonly startMs: number;
}

type Line = { event: string; name?: string; pid?: number; how?: string; line?: string } & Partial<Ready>;

const program = resolve(import.meta.dirname, '../../../../apps/cli/bin/vanthu.mjs');

/** A real `vanthu up`, spoken to as any program would, and told what to keep down. */
export class LauncherProcess {
  private readonly child: ChildProcess;
  private readonly lines: Line[] = [];
  private errors = '';
  private readonly pids = new Map<string, number>();

  constructor(args: readonly string[], env: NodeJS.ProcessEnv) {
    this.child = spawn(process.execPath, [program, 'up', '--json', ...args], {
      cwd: join(program, '../../../..'),
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    if (this.child.stdout) createInterface(this.child.stdout).on('line', (line) => this.hear(line));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.errors = (this.errors + text).slice(-8_000);
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  pidOf(name: string): number {
    const pid = this.pids.get(name);
    if (pid === undefined) throw new Error(`There is no process "${name}": ${[...this.pids.keys()].join(', ')}.`);
    return pid;
  }

  async ready(timeoutMs: number): Promise<Ready> {
    const line = await waitUntil(
      () => {
        if (this.child.exitCode !== null) return { failed: true } as const;
        return this.lines.find(({ event }) => event === 'ready');
      },
      { timeoutMs, what: `"ready" of the launcher; it said ${JSON.stringify(this.lines.slice(-5))} ${this.errors}` },
    );
    if ('failed' in line) throw new Error(`The launcher ended with ${this.child.exitCode}: ${this.errors}`);
    const ready = line as unknown as Ready;
    for (const [name, pid] of Object.entries(ready.pids)) this.pids.set(name, pid);
    return ready;
  }

  /** Ends it as a power cut would; it stays down until `release`. */
  async kill(name: string): Promise<void> {
    const pid = this.pidOf(name);
    await this.tell({ hold: name });
    signal(pid, 'SIGKILL');
    await waitUntilGone(pid, 5_000);
  }

  /** @returns when there is a living process of that name again */
  async release(name: string, timeoutMs: number): Promise<void> {
    await this.tell({ release: name });
    await waitUntil(() => isAlive(this.pidOf(name)), { timeoutMs, what: `the new process of ${name}` });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }

  /** kill -9 of the launcher itself: what it started lives on. */
  async killLauncher(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  /** All that it has said, for messages. */
  said(): string {
    return `${this.lines.map((line) => JSON.stringify(line)).join('\n')}\n${this.errors}`;
  }

  private hear(text: string): void {
    if (!text.startsWith('{')) return;
    const line = JSON.parse(text) as Line;
    this.lines.push(line);
    if (line.event === 'started' && line.name && line.pid) this.pids.set(line.name, line.pid);
  }

  private async tell(message: { hold?: string; release?: string }): Promise<void> {
    const heard = once(this.child, 'message');
    this.child.send(message);
    await heard;
  }
}
