import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { JobLoop, SERVICE_CONFIG, SERVICE_LOGGER, type ServiceConfig } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { Transactions, type Tx } from '@vanthu/persistence';
import { type Problem, problemOf } from '../store/owed-work.store.js';

interface Steps<Owed> {
  /** The row that is due, with its next attempt booked; null: none is. */
  take(tx: Tx): Promise<Owed | null>;
  work(owed: Owed): Promise<unknown>;
  /** Notes why it failed; the row stays. */
  failed(tx: Tx, id: string, problem: Problem): Promise<void>;
  idOf(owed: Owed): string;
  /** For the log, in English. */
  readonly unfinished: string;
  /** Rows in hand at once. Default 1. */
  readonly atOnce?: number;
}

/** The first loop of a kind looks at the table; it wakes the next when it has found something to do. */
const idleOfOthersMs = 1_000;

/** Does what is owed in a table, row by row, from start-up to shutdown; a row that fails is due again after its back-off. */
@Injectable()
export class OwedJobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loops = new Map<string, JobLoop[]>();

  constructor(
    private readonly transactions: Transactions,
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
    @Inject(SERVICE_LOGGER) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    for (const loop of this.all()) loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.all().map((loop) => loop.stop()));
  }

  add<Owed>(name: string, steps: Steps<Owed>): void {
    const inHand = new Set<string>();
    const loops: JobLoop[] = Array.from(
      { length: steps.atOnce ?? 1 },
      (_, nth) =>
        new JobLoop(
          name,
          () => this.next(steps, inHand, loops[nth + 1]),
          this.log,
          nth === 0 ? undefined : idleOfOthersMs,
        ),
    );
    this.loops.set(name, loops);
  }

  /** Something has become due by what was just committed: one that rests looks, or whoever is first done with what it has. */
  ring(name: string): void {
    this.loops.get(name)?.some((loop) => loop.ring());
  }

  private all(): JobLoop[] {
    return [...this.loops.values()].flat();
  }

  /** Simulated time: the work belongs to the civil instant of the act from which it follows. */
  at(civilAt: string): { at?: string } {
    return this.config.clock === 'simulated' ? { at: civilAt } : {};
  }

  /** `false` when nothing is due. */
  private async next<Owed>(steps: Steps<Owed>, inHand: Set<string>, neighbour: JobLoop | undefined): Promise<boolean> {
    const owed = await this.transactions.run((tx) => steps.take(tx));
    if (owed === null) return false;
    neighbour?.ring();
    const id = steps.idOf(owed);
    // Due once more while the first attempt still waits for its answer.
    if (inHand.has(id)) return true;
    inHand.add(id);
    try {
      await steps.work(owed);
    } catch (error) {
      const problem = problemOf(error);
      this.log[problem.isAway ? 'warn' : 'error']({ err: error, documentId: id }, steps.unfinished);
      await this.transactions.run((tx) => steps.failed(tx, id, problem));
    } finally {
      inHand.delete(id);
    }
    return true;
  }
}
