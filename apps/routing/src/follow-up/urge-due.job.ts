import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { JobContexts, JobLoop, SERVICE_CONFIG, SERVICE_LOGGER, type ServiceConfig } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { UrgeDue } from './urge-due.js';

/** Milliseconds between two looks for a new day. */
const idleMs = 60_000;

/** In real time by itself, first thing every day; in simulated time the day comes by command (`routing.urge`). */
@Injectable()
export class UrgeDueJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: JobLoop;

  constructor(
    private readonly urging: UrgeDue,
    private readonly contexts: JobContexts,
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
    @Inject(SERVICE_LOGGER) log: Logger,
  ) {
    this.loop = new JobLoop(
      'urge-due',
      async () => (await this.urging.batch(this.contexts.create())).looked,
      log,
      idleMs,
    );
  }

  onApplicationBootstrap(): void {
    if (this.config.clock === 'real') this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }
}
