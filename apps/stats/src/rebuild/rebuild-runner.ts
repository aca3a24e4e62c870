import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type EventEnvelope, isRefusal, type Service } from '@vanthu/contracts';
import { JobLoop, logContract, RequestClient, RequestFailed, SERVICE_LOGGER } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { Transactions } from '@vanthu/persistence';
import { BulkFacts } from '../model/bulk-facts.js';
import { CoverageSums } from '../model/coverage-sums.js';
import { Generations } from '../model/generations.js';
import { MeasuredSums } from '../model/measured-sums.js';
import { Projector, sourceServices } from '../model/projector.js';
import { type RebuildJob, RebuildJobStore } from './rebuild-job.store.js';

/**
 * Entries asked for at once. A page is one message, and the broker takes none above its limit (1 MB): the owner then cannot
 * answer, which looks as if it were away. So fewer are asked for after a page that did not come, and more again after one
 * that did.
 */
const largestPage = 200;
/** A page of a log may be large. */
const pageTimeoutMs = 10_000;
const sweepSize = 2_000;
/** Dropping a table waits for its readers, and new ones wait behind: not for long. */
const lockTimeoutMs = 500;

/**
 * Fills the next generation from the owners' logs, a page and its position in one transaction, and lets it serve once it has
 * read, of every owner, at least what the listeners have applied. Until then the present generation answers and follows.
 * Whatever dies, the next step begins where the table says.
 */
@Injectable()
export class RebuildRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: JobLoop;
  /** Old generations may lie about: after a start, and after a rebuild has ended. */
  private mustSweep = true;
  /** Of each owner. */
  private readonly pageSize = new Map<Service, number>();
  /** The page of each owner that was asked for in advance. */
  private readonly ahead = new Map<Service, { after: number; page: ReturnType<RebuildRunner['askPage']> }>();

  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestClient,
    private readonly jobs: RebuildJobStore,
    private readonly generations: Generations,
    private readonly projector: Projector,
    private readonly bulk: BulkFacts,
    private readonly sums: CoverageSums,
    private readonly measured: MeasuredSums,
    @Inject(SERVICE_LOGGER) private readonly log: Logger,
  ) {
    this.loop = new JobLoop('rebuild', () => this.runOnce(), log);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** One step of the rebuild that is due; `false` when there was nothing to do. */
  async runOnce(): Promise<boolean> {
    const job = await this.transactions.run((tx) => this.jobs.due(tx));
    if (job === null) return this.sweep();
    this.mustSweep = true;
    try {
      for (const source of sourceServices) {
        if (await this.readPage(job, source)) return true;
      }
      if (job.counted) await this.switchOver(job);
      else await this.count(job);
      return true;
    } catch (error) {
      await this.notProgressed(job, error);
      return false;
    }
  }

  private async sweep(): Promise<boolean> {
    if (!this.mustSweep) return false;
    const { swept, left } = await this.transactions.run((tx) => this.jobs.sweep(tx, sweepSize), { lockTimeoutMs });
    this.mustSweep = swept + left > 0;
    return swept > 0;
  }

  /** `false`: there was nothing more to read of this owner. */
  private async readPage(job: RebuildJob, source: Service): Promise<boolean> {
    const after = job.positions[source] ?? 0;
    const begun = this.ahead.get(source);
    this.ahead.delete(source);
    const page = await (begun?.after === after ? begun.page : this.askPage(source, after));
    if (isRefusal(page)) throw new Error(`the log of ${source} was refused: ${page.code}`);
    const last = page.entries.at(-1);
    if (last === undefined) return false;
    // The owner looks for the next page while this one is written.
    const next = this.askPage(source, last.position);
    next.catch(() => {});
    this.ahead.set(source, { after: last.position, page: next });
    await this.transactions.run(async (tx) => {
      // Another copy of the service may have done this step in the meantime.
      if (!(await this.jobs.lockAt(tx, job))) return;
      const entries = page.entries as EventEnvelope[];
      // Once the sums are made, the few that have come since are counted one by one.
      if (!job.counted) await this.bulk.take(tx, job.generation, entries);
      else for (const entry of entries) await this.projector.apply(tx, job.generation, entry);
      await this.jobs.advanced(tx, job, source, last.position, page.entries.length);
    });
    return true;
  }

  private async askPage(source: Service, after: number) {
    const query = { after, limit: this.pageSize.get(source) ?? largestPage };
    const page = await this.requests
      .ask(logContract(source), query, { asService: true, timeoutMs: pageTimeoutMs })
      .catch((error: unknown) => {
        this.pageSize.set(source, Math.max(1, Math.floor(query.limit / 4)));
        throw error;
      });
    this.pageSize.set(source, Math.min(largestPage, query.limit * 2));
    return page;
  }

  /** Sums of what has been read so far; the listeners do not wait for it. */
  private async count(job: RebuildJob): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await this.jobs.lockAt(tx, job))) return;
      await this.sums.recount(tx, job.generation);
      await this.measured.recount(tx, job.generation);
      await this.jobs.counted(tx, job);
    });
  }

  /** In one transaction, with the listeners waiting. If they are ahead of what was read, reading goes on instead. */
  private async switchOver(job: RebuildJob): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.generations.hold(tx);
      if (!(await this.jobs.lockAt(tx, job))) return;
      const live = await this.generations.livePositions(tx);
      if ([...live].some(([source, position]) => position > (job.positions[source] ?? 0))) return;
      await this.generations.serve(tx, job.generation);
      await this.jobs.done(tx, job);
      this.log.info(
        { jobId: job.id, generation: job.generation, entries: job.entries_read },
        'the rebuilt figures serve',
      );
    });
  }

  private async notProgressed(job: RebuildJob, error: unknown): Promise<void> {
    const waits = error instanceof RequestFailed && error.retryable;
    const problem = error instanceof Error ? error.message : String(error);
    this.log[waits ? 'warn' : 'error'](
      { err: error, jobId: job.id },
      'the rebuild does not progress; it is tried again',
    );
    await this.transactions.run((tx) =>
      waits ? this.jobs.waits(tx, job, problem) : this.jobs.failed(tx, job, problem),
    );
  }
}
