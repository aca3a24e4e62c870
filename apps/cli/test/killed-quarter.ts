import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** What the demonstration says last. */
export interface QuarterResult {
  readonly incoming: number;
  readonly outgoing: number;
  readonly signed: number;
  readonly both: number;
  readonly coverage: string | number;
  readonly returned: number;
  readonly seconds: number;
}

export interface Kill {
  /** After so many answered acts. */
  readonly after: number;
  readonly victim: string;
  /** Where in the code the power goes; null: wherever it just is. */
  readonly point: string | null;
}

const services = ['gateway', 'directory', 'outgoing', 'incoming', 'routing', 'signing', 'stats'];
/** Between commit and publish, publish and mark, effect and acknowledgement, number and seal. */
const points: readonly (readonly [victim: string, point: string])[] = [
  ...['outgoing', 'incoming', 'routing', 'signing'].flatMap((service) => [
    [service, 'after-commit-before-publish'] as const,
    [service, 'after-publish-before-mark'] as const,
    [service, 'after-effect-before-ack'] as const,
  ]),
  ['stats', 'after-effect-before-ack'],
  ['outgoing', 'outgoing.before-number-commit'],
  ['outgoing', 'outgoing.after-number-before-seal'],
  ['outgoing', 'outgoing.after-personal-signature-before-commit'],
  ['outgoing', 'outgoing.after-organisation-signature-before-commit'],
  ['signing', 'signing.after-signature-before-keep'],
  ['signing', 'signing.after-keep-before-commit'],
];

/** The same seed gives the same kills (mulberry32). */
export function killsOf(seed: number, count: number, actsBetween: number): Kill[] {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const kills: Kill[] = [];
  for (let after = 20; kills.length < count; after += 1 + Math.floor(next() * 2 * actsBetween)) {
    const [victim, point] = next() < 0.5 ? [pick([...services, 'nats', 'postgres']), null] : pick(points);
    kills.push({ after, victim, point });
  }
  return kills;
}

const program = resolve(import.meta.dirname, '../bin/vanthu.mjs');

/** `vanthu demo` over the first days, with processes dying under it by a schedule. */
export class KilledQuarter {
  private readonly child: ChildProcess;
  private readonly pids = new Map<string, number>();
  private readonly startedAt = new Map<string, number>();
  private readonly waiting: Kill[];
  /** Deaths that happened, of those that were scheduled. */
  readonly died: Kill[] = [];
  private readonly armed = new Map<string, Kill>();
  private readonly crashes: string;
  private lastLine = '';
  private errors = '';
  private asleep = false;
  acts = 0;

  constructor(
    readonly directory: string,
    days: number,
    schedule: readonly Kill[],
    /** Acts between which stats stands still, as if nobody had noticed for days. */
    private readonly statsSleeps: { readonly from: number; readonly to: number },
  ) {
    this.waiting = [...schedule];
    this.crashes = join(directory, 'crashes');
    mkdirSync(this.crashes, { recursive: true });
    this.child = spawn(
      process.execPath,
      [program, 'demo', '--json', '--days', String(days), '--out', join(directory, 'quarter')],
      {
        env: { ...process.env, VANTHU_ENV: 'test', VANTHU_CRASH_DIR: this.crashes },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    if (this.child.stdout) createInterface(this.child.stdout).on('line', (line) => this.hear(line));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.errors = (this.errors + text).slice(-4_000);
    });
  }

  /** @throws Error with what it said when it did not end well */
  async result(): Promise<QuarterResult> {
    const code = await new Promise<number | null>((done) => this.child.once('exit', done));
    if (code !== 0) throw new Error(`the quarter ended with ${code}: ${this.errors}\n${this.lastLine}`);
    return JSON.parse(this.lastLine) as QuarterResult;
  }

  end(): void {
    this.child.kill('SIGKILL');
  }

  private hear(line: string): void {
    this.lastLine = line;
    const said = JSON.parse(line) as { event?: string; name?: string; pid?: number; acts?: number };
    if (said.event === 'started' && said.name && said.pid) {
      this.pids.set(said.name, said.pid);
      this.startedAt.set(said.name, Date.now());
    }
    if (said.event !== 'acted' || said.acts === undefined) return;
    this.acts = said.acts;
    for (const [file, kill] of this.armed) {
      if (existsSync(file)) continue;
      this.armed.delete(file);
      this.died.push(kill);
    }
    this.sleepOrWake();
    const due = this.waiting.filter(({ after }) => after <= this.acts);
    this.waiting.splice(0, due.length);
    for (const kill of due) this.strike(kill);
  }

  private sleepOrWake(): void {
    const pid = this.pids.get('stats');
    if (pid === undefined) return;
    const sleeps = this.acts >= this.statsSleeps.from && this.acts < this.statsSleeps.to;
    if (sleeps === this.asleep) return;
    process.kill(pid, sleeps ? 'SIGSTOP' : 'SIGCONT');
    this.asleep = sleeps;
  }

  private strike(kill: Kill): void {
    const file = join(this.crashes, `${kill.victim}.${kill.point}`);
    const mayArm = kill.point !== null && !(kill.victim === 'stats' && this.asleep) && !this.armed.has(file);
    if (mayArm) {
      this.armed.set(file, kill);
      writeFileSync(file, '');
      return;
    }
    const victim = this.aliveOf(kill.victim);
    if (victim === undefined) {
      this.waiting.unshift({ ...kill, after: this.acts + 5 });
      return;
    }
    process.kill(this.pids.get(victim) ?? 0, 'SIGKILL');
    this.pids.delete(victim);
    this.died.push({ ...kill, victim, point: null });
  }

  /** That one, or the next that lives: who dies again as soon as it has started is kept down longer and longer. */
  private aliveOf(victim: string): string | undefined {
    const all = [...services, 'nats', 'postgres'];
    const first = all.indexOf(victim);
    return [...all.slice(first), ...all.slice(0, first)].find((name) => {
      if (name === 'stats' && this.asleep) return false;
      const pid = this.pids.get(name);
      return pid !== undefined && lives(pid) && Date.now() - (this.startedAt.get(name) ?? 0) > settledMs;
    });
  }
}

/** So long a process is left alone after its start. Real time: what starts is not yet at work. */
const settledMs = 6_000;

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
