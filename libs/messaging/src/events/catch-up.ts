import { type EventEnvelope, isRefusal, type Service } from '@vanthu/contracts';
import type { Logger } from '@vanthu/observability';
import type { Transactions } from '@vanthu/persistence';
import { logContract } from '../requests/generic-contracts.js';
import type { RequestClient } from '../requests/request-client.js';
import type { HeldEvents } from './held-events.js';
import type { Inbox } from './inbox.js';
import type { Outbox } from './outbox.js';

const pageSize = 500;
/** A page of the log may be large. */
const pageTimeoutMs = 10_000;

/** Reads from the owner's permanent log what did not come through the stream. */
export class CatchUp {
  /** Since when there is a hole below something that was heard. */
  private readonly holeSince = new Map<Service, number>();

  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestClient,
    private readonly outbox: Outbox,
    private readonly inbox: Inbox,
    private readonly held: HeldEvents,
    private readonly log: Logger,
  ) {}

  /** Everything after the mark, to the end of the log. */
  async run(source: Service, stopped: () => boolean): Promise<void> {
    await this.transactions.query('INSERT INTO inbox_source (source) VALUES ($1) ON CONFLICT DO NOTHING', [source]);
    await this.closeRuns(source);
    const careful = await this.begin(source);
    let read = 0;
    for (;;) {
      const after = await this.mark(source);
      const page = await this.ask(source, { after, limit: pageSize });
      if (page.entries.length === 0 || stopped()) break;
      await this.takeAll(page.entries, careful);
      read += page.entries.length;
      if ((await this.mark(source)) <= after) {
        throw new Error(`The log of ${source} does not continue after position ${after}.`);
      }
    }
    await this.transactions.query('UPDATE inbox_source SET catching_up = false WHERE source = $1 AND catching_up', [
      source,
    ]);
    this.holeSince.delete(source);
    if (read > 0) this.log.info({ source, read }, 'caught up from the log of the owner');
  }

  /** Asks for the entries of one aggregate that has a hole. */
  async fill(source: Service, aggregateId: string): Promise<void> {
    for (let after = 0; ; ) {
      const { entries } = await this.ask(source, { after, limit: pageSize, aggregateId });
      const last = entries.at(-1);
      if (last === undefined) break;
      await this.takeAll(entries, false);
      after = last.position;
    }
    await this.held.sweep(source);
  }

  /** Whether positions below a known one have been missing for longer than `ms`. */
  async hasHole(source: Service, ms: number): Promise<boolean> {
    if (!(await this.closeRuns(source))) {
      this.holeSince.delete(source);
      return false;
    }
    const since = this.holeSince.get(source) ?? Date.now();
    this.holeSince.set(source, since);
    return Date.now() - since > ms;
  }

  private async takeAll(entries: readonly EventEnvelope[], careful: boolean): Promise<void> {
    for (let i = 0; i < entries.length; ) {
      const rest = entries.slice(i, i + 100);
      try {
        if (careful) throw new Careful();
        i += (await this.inbox.takeSome(rest)).length;
      } catch (error) {
        const [first] = rest as [EventEnvelope];
        i++;
        await this.takeOne(first, careful, error);
      }
    }
  }

  /** Outside the batch: because the batch failed, or because the last reading died part-way. */
  private async takeOne(event: EventEnvelope, careful: boolean, batchError: unknown): Promise<void> {
    try {
      if (careful) await this.held.keepInterrupted(event);
      else await this.inbox.takeSome([event]);
    } catch (error) {
      await this.held.keepFailed(event, error instanceof Careful ? batchError : error);
    }
    if (careful) await this.held.sweep(event.service);
  }

  private async ask(source: Service, query: { after: number; limit: number; aggregateId?: string }) {
    if (source === this.outbox.service) return this.outbox.page(query);
    const page = await this.requests.ask(logContract(source), query, { asService: true, timeoutMs: pageTimeoutMs });
    if (isRefusal(page)) throw new Error(`The log of ${source} was refused: ${page.code}.`);
    return page;
  }

  private async mark(source: Service): Promise<number> {
    // Not only the mark: what was kept for another attempt counts as known.
    await this.closeRuns(source);
    const [row] = await this.transactions.query<{ position: string }>(
      'SELECT position FROM inbox_source WHERE source = $1',
      [source],
    );
    return Number(row?.position ?? 0);
  }

  /** Notes that a reading has begun. @returns whether the one before never ended: something in it may be killing the process */
  private async begin(source: Service): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const [row] = await tx.query('SELECT catching_up FROM inbox_source WHERE source = $1 FOR UPDATE', [source]);
      await tx.query('UPDATE inbox_source SET catching_up = true WHERE source = $1', [source]);
      return (row as { catching_up: boolean } | undefined)?.catching_up ?? false;
    });
  }

  /** Moves the mark over positions that are known, and tells whether something beyond the mark is known behind a hole. */
  private async closeRuns(source: Service): Promise<boolean> {
    const [row] = await this.transactions.query<{ hole: boolean }>(
      `WITH mark AS (SELECT position FROM inbox_source WHERE source = $1),
       known AS (
         SELECT DISTINCT position FROM (
           SELECT position FROM inbox WHERE source = $1 AND position > (SELECT position FROM mark)
           UNION ALL SELECT position FROM inbox_held WHERE source = $1 AND position > (SELECT position FROM mark)
           UNION ALL SELECT position FROM dead_letter WHERE source = $1 AND position > (SELECT position FROM mark)) k),
       run AS (
         SELECT max(position) AS last FROM (SELECT position, position - row_number() OVER (ORDER BY position) AS island FROM known) i
          WHERE island = (SELECT position FROM mark)),
       moved AS (UPDATE inbox_source s SET position = run.last FROM run
                  WHERE s.source = $1 AND run.last > s.position)
       SELECT EXISTS (SELECT FROM known WHERE position > coalesce((SELECT last FROM run), (SELECT position FROM mark))) AS hole`,
      [source],
    );
    return row?.hole ?? false;
  }
}

class Careful extends Error {}
