import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../wait-until.js';
import { LauncherProcess, type Ready } from './launcher-process.js';
import { Person } from './person.js';

export interface ConstellationOptions {
  /** Kept after `stop`. Default: a temporary one, removed. */
  dataDir?: string;
  /** Civil time from the request's header instead of the machine's clock. */
  simulated?: boolean;
  /** A process for each service, which alone can be killed. Default true. */
  processes?: boolean;
  /** The commune of today with people who may sign in. Default true. */
  seed?: boolean;
  env?: NodeJS.ProcessEnv;
  /** Default two minutes. */
  timeoutMs?: number;
}

/** The whole system as an administrator would start it: `vanthu up` with its own servers, ports and data. */
export class Constellation {
  private readonly persons = new Map<string, Promise<Person>>();
  private ended = false;

  private constructor(
    private readonly options: ConstellationOptions,
    readonly dataDirectory: string,
    private launcher: LauncherProcess,
    private state: Ready,
  ) {}

  static async start(options: ConstellationOptions = {}): Promise<Constellation> {
    const dataDirectory = options.dataDir ?? mkdtempSync(join(tmpdir(), 'vanthu-e2e-'));
    // PostgreSQL may run as another user (when we are root) and has to get down to its folder.
    if (!options.dataDir) chmodSync(dataDirectory, 0o711);
    const launcher = launch(options, dataDirectory);
    try {
      return new Constellation(options, dataDirectory, launcher, await launcher.ready(options.timeoutMs ?? 120_000));
    } catch (error) {
      await launcher.stop();
      throw error;
    }
  }

  get url(): string {
    return this.state.url;
  }

  get signIns(): Ready['signIns'] {
    return this.state.signIns;
  }

  /** How long the start took, as the launcher measured it. */
  get startMs(): number {
    return this.state.startMs;
  }

  /** Service, `postgres` or `nats`. */
  pidOf(name: string): number {
    return this.launcher.pidOf(name);
  }

  /** kill -9. It stays down until `restart`. */
  kill(name: string): Promise<void> {
    return this.launcher.kill(name);
  }

  /** Lets it come back, and waits until everything answers again. */
  async restart(name: string): Promise<void> {
    await this.launcher.release(name, 30_000);
    await this.untilReady();
  }

  /** kill -9 of the launcher, then `vanthu up` again on what it left. */
  async relaunch(): Promise<void> {
    await this.launcher.killLauncher();
    this.launcher = launch(this.options, this.dataDirectory);
    this.state = await this.launcher.ready(this.options.timeoutMs ?? 120_000);
  }

  async untilReady(timeoutMs = 60_000): Promise<void> {
    await waitUntil(async () => (await fetch(`${this.url}/health/ready`)).ok, { timeoutMs, what: 'all services' });
  }

  /** A signed-in person; the same one for the same name. */
  as(username: string): Promise<Person> {
    let person = this.persons.get(username);
    if (!person) {
      person = this.newSession(username);
      this.persons.set(username, person);
      // Who could not sign in while something was down tries again the next time.
      person.catch(() => this.persons.delete(username));
    }
    return person;
  }

  /** Another browser of the same person. */
  async newSession(username: string): Promise<Person> {
    const known = this.signIns.find((one) => one.username === username);
    if (!known) throw new Error(`Nobody is called ${username}: ${this.signIns.map((one) => one.username).join(', ')}.`);
    return this.stranger(username).signIn(known.password);
  }

  /** Somebody who has not signed in. */
  stranger(username = 'stranger'): Person {
    return new Person(username, () => this.url);
  }

  /** What the launcher said, for the message of a test that fails. */
  said(): string {
    return this.launcher.said();
  }

  async stop(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    await this.launcher.stop();
    if (!this.options.dataDir) rmSync(this.dataDirectory, { recursive: true, force: true });
  }
}

function launch(options: ConstellationOptions, dataDirectory: string): LauncherProcess {
  const flags = [
    ...['--data', dataDirectory, '--port', '0'],
    ...(options.processes === false ? [] : ['--processes']),
    ...(options.seed === false ? ['--no-seed'] : []),
  ];
  return new LauncherProcess(flags, { ...(options.simulated ? { VANTHU_CLOCK: 'simulated' } : {}), ...options.env });
}

export const startConstellation = (options?: ConstellationOptions): Promise<Constellation> =>
  Constellation.start(options);
