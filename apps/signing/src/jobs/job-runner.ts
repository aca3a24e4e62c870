import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Activations } from '../activation/activations.js';
import { JobStore } from './job.store.js';
import { JobBell } from './job-bell.js';
import { SignJob } from './sign-job.js';

/** How often the table is looked at without being told: what a killed process left is found by this. */
const NET_MS = 1000;

const BEAT_MS = 1000;

/** Works off the jobs of the table, one after the other: a signature is a few milliseconds of one core. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private stopped = false;
  /** Rung since the table was last found empty. */
  private rung = false;
  private sleeper: (() => void) | null = null;
  private done: Promise<void> | null = null;
  private lastBeatMs = 0;

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
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.done;
    await this.bell.close();
    await this.jobs.leave(this.activations.instanceId).catch((error: unknown) => this.signJob.reportFault(error));
  }

  private wake(): void {
    this.rung = true;
    this.sleeper?.();
  }

  private async loop(): Promise<void> {
    while (!this.stopped) {
      this.rung = false;
      while (!this.stopped && (await this.step()));
      if (!this.rung && !this.stopped) await this.sleep(NET_MS);
    }
  }

  /** One job, if any. A fault of the database or of a neighbour is logged by `SignJob` and tried again by its lease. */
  private async step(): Promise<boolean> {
    try {
      if (Date.now() - this.lastBeatMs > BEAT_MS) {
        await this.jobs.beat(this.activations.instanceId);
        this.lastBeatMs = Date.now();
      }
      const job = await this.jobs.take(this.activations.instanceId);
      if (!job) return false;
      return await this.signJob.run(job);
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
