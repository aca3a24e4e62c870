import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Activations } from '../activation/activations.js';
import { JobStore } from './job.store.js';
import { SignJob } from './sign-job.js';

/** How often the table is looked at without being told: what a killed process left is found by this. */
const NET_MS = 1000;
/** After a wake-up the row becomes visible when its transaction commits, a moment later. */
const SOON_MS = [2, 5, 10, 20, 40, 80, 160];

const BEAT_MS = 1000;

/** Works off the jobs of the table, one after the other: a signature is a few milliseconds of one core. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private stopped = false;
  private wakeUps = 0;
  private sleeper: (() => void) | null = null;
  private done: Promise<void> | null = null;
  private lastBeatMs = 0;

  constructor(
    private readonly jobs: JobStore,
    private readonly signJob: SignJob,
    private readonly activations: Activations,
  ) {}

  /** Nest calls this again when a microservice that was initialised by hand starts to listen. */
  onApplicationBootstrap(): void {
    this.done ??= this.loop();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.done;
    await this.jobs.leave(this.activations.instanceId).catch((error: unknown) => this.signJob.reportFault(error));
  }

  wake(): void {
    this.wakeUps += 1;
    this.sleeper?.();
  }

  private async loop(): Promise<void> {
    let round = SOON_MS.length;
    let seen = this.wakeUps;
    while (!this.stopped) {
      const worked = await this.step();
      if (seen !== this.wakeUps) {
        seen = this.wakeUps;
        round = 0;
      }
      if (!worked) await this.sleep(SOON_MS[round++] ?? NET_MS);
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
