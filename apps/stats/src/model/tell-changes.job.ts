import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { stats } from '@vanthu/contracts';
import { JobContexts, JobLoop, Outbox, SERVICE_CONFIG, SERVICE_LOGGER, type ServiceConfig } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { Transactions } from '@vanthu/persistence';
import { AgencyTree } from './agency-tree.js';
import { ChangedFigures } from './changed-figures.js';
import { Generations } from './generations.js';

/** Real milliseconds between two tellings: open pages follow within two seconds, and a busy hour is not told document by document. */
const everyMs = 700;

/**
 * Tells open pages of leadership that figures have changed: readers of a document hear of it from its owner, but those who
 * see only its figures do not. What was not told when a process dies is seen when somebody asks.
 */
@Injectable()
export class TellChangesJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: JobLoop;

  constructor(
    private readonly figures: ChangedFigures,
    private readonly transactions: Transactions,
    private readonly generations: Generations,
    private readonly tree: AgencyTree,
    private readonly outbox: Outbox,
    private readonly contexts: JobContexts,
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
    @Inject(SERVICE_LOGGER) log: Logger,
  ) {
    this.loop = new JobLoop('tell-changes', () => this.runOnce(), log, everyMs);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** Always idle afterwards, so that the next telling is a while away. */
  async runOnce(): Promise<boolean> {
    const changed = [...this.figures.take()].sort(([a], [b]) => (a < b ? -1 : 1));
    if (changed.length === 0) return false;
    await this.transactions.run(async (tx) => {
      // Several copies of this service tell in turn: the sequence of an agency's figures is one.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('stats figures changed ' || current_schema(), 0))`);
      const { generation } = await this.generations.serving(tx);
      for (const [agencyId, at] of changed) {
        const ctx = this.contexts.create(this.config.clock === 'simulated' ? { at } : {});
        const above = await this.tree.above(tx, generation, agencyId);
        const readers = [`clerks:${agencyId}`, ...above.map((id) => `leadership:${id}`)];
        await this.outbox.add(tx, stats.FiguresChanged, { aggregateId: agencyId, payload: { agencyId, readers } }, ctx);
      }
    });
    return false;
  }
}
