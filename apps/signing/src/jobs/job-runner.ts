import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Activations } from '../activation/activations.js';
import { JobStore } from './job.store.js';
import { JobBell } from './job-bell.js';
import { SignJob } from './sign-job.js';

/** How often the table is looked at without being told: what a killed process left is found by this. */
const NET_MS = 1000;

const BEAT_MS = 1000;

/**
 * Jobs at once: a signature is a few milliseconds of one core, but tokens, remote services and timestamp servers are waited
 * for, and a remote service takes the hashes of those that wait together.
 */
const AT_ONCE = 8;

/**
 * Those whose owner is looking for the phone do not count among them; their files lie in memory, so they have a bound of their own.
 * Behind it no more is begun of theirs; everybody else is served.
 */
const MOST = 100;
const LOOK_MS = 100;

/** Works off the jobs of the table. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private stopped = false;
  /** Rung since the table was last found empty. */
  private rung = false;
  /** A job could not be gone on with: look again later, not at once. */
  private resting = false;
  private sleeper: (() => void) | null = null;
  private done: Promise<void> | null = null;
  private heart: NodeJS.Timeout | undefined;
  private readonly running = new Map<string, { readonly activationId: string; readonly work: Promise<void> }>();

  constructor(
    private readonly jobs: JobStore,
    private readonly signJob: SignJob,
    private readonly activations: Activations,
    private readonly bell: JobBell,
  ) {}

  /** Nest calls this again when a microservice that was initialised by hand starts to listen. */
  onApplicationBootstrap(): void {
    if (this.done) return;
    void this.bell.open(() => this.wake());
    this.done = this.loop();
    // Apart from the work: whoever waits for a slow token is not dead.
    this.heart = setInterval(() => void this.beat(), BEAT_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.wake();
    // What waits for a person would keep the process for minutes: it waits for the next activation.
    const look = setInterval(() => this.activations.closeAwaiting(), LOOK_MS);
    await this.done;
    clearInterval(look);
    clearInterval(this.heart);
    await this.bell.close();
    this.activations.closeAll();
    await this.jobs.leave(this.activations.instanceId).catch((error: unknown) => this.signJob.reportFault(error));
  }

  private wake(): void {
    this.rung = true;
    this.sleeper?.();
  }

  private async beat(): Promise<void> {
    try {
      await this.jobs.beat(this.activations.instanceId, [...this.running.keys()]);
    } catch (error) {
      this.signJob.reportFault(error);
    }
  }

  private async loop(): Promise<void> {
    await this.beat();
    while (!this.stopped) {
      this.rung = false;
      this.resting = false;
      while (!this.stopped && !this.resting && (await this.step()));
      if (!this.stopped && (this.resting || !this.rung)) await this.sleep(NET_MS);
    }
    await Promise.all(this.works());
  }

  private works(): Promise<void>[] {
    return [...this.running.values()].map(({ work }) => work);
  }

  private get isFull(): boolean {
    const busy = [...this.running.values()].filter(({ activationId }) => !this.activations.awaitsOwner(activationId));
    return busy.length >= AT_ONCE;
  }

  /** Activations of which enough waits for its owner; none until all together are too many. */
  private get waitingEnough(): string[] {
    const ids = [...this.running.values()].map(({ activationId }) => activationId);
    const waiting = ids.filter((id) => this.activations.awaitsOwner(id));
    return waiting.length < MOST ? [] : [...new Set(waiting)];
  }

  /** Until a job has ended, or another has begun to wait for its owner. */
  private async room(): Promise<void> {
    while (this.isFull) {
      let timer: NodeJS.Timeout | undefined;
      const look = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, LOOK_MS);
      });
      await Promise.race([look, ...this.works()]);
      clearTimeout(timer);
    }
  }

  /** Begins one job, if any. A fault of the database or of a neighbour is logged and tried again by its lease. */
  private async step(): Promise<boolean> {
    try {
      await this.room();
      const job = await this.jobs.take(this.activations.instanceId, [...this.running.keys()], this.waitingEnough);
      if (!job) return false;
      const work = this.signJob
        .run(job)
        .catch((error: unknown) => {
          this.signJob.reportFault(error);
          return false;
        })
        .then((isDone) => {
          if (!isDone) this.resting = true;
          this.running.delete(job.job_id);
        });
      this.running.set(job.job_id, { activationId: job.activation_id, work });
      return true;
    } catch (error) {
      this.signJob.reportFault(error);
      return false;
    }
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.sleeper = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
