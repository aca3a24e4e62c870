import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { JobContexts, SERVICE_LOGGER } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { Transactions } from '@vanthu/persistence';
import { Background } from '../background.js';
import { HandoutStore } from './handout.store.js';
import { HandoutsHandler } from './handouts.handler.js';

const NET_MS = 2_000;

/** What did not come back in time is awaited no longer, and whoever ordered is told. */
@Injectable()
export class HandoutSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background: Background;

  constructor(
    private readonly transactions: Transactions,
    private readonly handouts: HandoutStore,
    private readonly handler: HandoutsHandler,
    private readonly contexts: JobContexts,
    @Inject(SERVICE_LOGGER) log: Logger,
  ) {
    this.background = new Background(
      () => this.endOne(),
      NET_MS,
      (error) => log.error({ err: error }, 'handouts could not be ended'),
    );
  }

  onApplicationBootstrap(): void {
    this.background.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.background.stop();
  }

  private endOne(): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const job = await this.handouts.nextOverdue(tx);
      if (!job) return false;
      const at = job.civil_at?.toISOString();
      await this.handler.stopWaiting(tx, job, this.contexts.create(at === undefined ? {} : { at }));
      return true;
    });
  }
}
