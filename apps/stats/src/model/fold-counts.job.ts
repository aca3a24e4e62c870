import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { JobLoop, SERVICE_LOGGER } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { Transactions } from '@vanthu/persistence';
import { PendingCounts } from './pending-counts.js';

/** Lines folded at once: few enough that a question seldom meets more, many enough that a busy day's sums are written seldom. */
const linesAtOnce = 20_000;
/** Real milliseconds between two looks when there was nothing. */
const everyMs = 1_500;

/** Keeps the lines few that questions have to add up themselves. */
@Injectable()
export class FoldCountsJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: JobLoop;

  constructor(
    private readonly transactions: Transactions,
    private readonly pending: PendingCounts,
    @Inject(SERVICE_LOGGER) log: Logger,
  ) {
    this.loop = new JobLoop('fold-counts', () => this.runOnce(), log, everyMs);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** `true` while there is more than fits into one turn. */
  async runOnce(): Promise<boolean> {
    const lines = await this.transactions.run((tx) => this.pending.fold(tx, linesAtOnce));
    return lines === linesAtOnce;
  }
}
