import { EventEnvelope, type Service } from '@vanthu/contracts';
import { count, type Logger } from '@vanthu/observability';
import { DatabaseFault, type Transactions } from '@vanthu/persistence';
import { ZodError } from 'zod';
import { hold, type Inbox } from './inbox.js';

/** After so many attempts an event is given up. */
export const attemptsAtMost = 8;

export interface RetryTimes {
  /** Pause before the second, third … attempt, in milliseconds; the last value repeats. */
  delaysMs: readonly number[];
  /**
   * An attempt that has not been finished by then belongs to a process that died. One that was only slow does no harm: the
   * lock of the aggregate makes the next attempt wait, and it finds the effect done.
   */
  leaseMs: number;
}

export const defaultRetryTimes: RetryTimes = {
  delaysMs: [100, 300, 1_000, 3_000, 10_000, 30_000, 60_000],
  leaseMs: 15_000,
};

interface HeldRow {
  event_id: string;
  event: unknown;
  started: number;
  finished: number;
  waited: number;
}

/** Whether trying again later can help although nothing is changed: a service or the database is away. */
const passes = (error: unknown): boolean => (error as { retryable?: unknown } | null)?.retryable === true;

/** Why an attempt failed, for the administrator: no content, no row, nothing a driver says. */
function reasonOf(error: unknown): string {
  if (error instanceof ZodError) {
    return `the content does not fit its contract: ${error.issues.map((issue) => issue.path.map(String).join('.')).join(', ')}`;
  }
  if (error instanceof DatabaseFault) return `DatabaseFault: ${error.kind} ${error.constraint ?? ''}`.trim();
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : 'unknown';
}

/** Events that wait for their predecessor or for another attempt, and those that are given up. */
export class HeldEvents {
  constructor(
    private readonly service: Service,
    private readonly transactions: Transactions,
    private readonly inbox: Inbox,
    private readonly log: Logger,
    private readonly times: RetryTimes,
  ) {}

  /** Keeps an event whose first attempt failed. */
  async keepFailed(event: EventEnvelope, error: unknown): Promise<void> {
    this.log.warn(
      { err: error, type: event.type, eventId: event.id },
      'a listener failed; the event is kept for another attempt',
    );
    const counted = passes(error) ? 0 : 1;
    await this.transactions.run((tx) =>
      hold(tx, event, 'failed', { started: counted, finished: counted, error: reasonOf(error) }),
    );
  }

  /** Keeps an event whose first attempt was broken off: the process that had it has died, perhaps of it. */
  async keepInterrupted(event: EventEnvelope): Promise<void> {
    await this.transactions.run((tx) => hold(tx, event, 'interrupted', { started: 1 }));
  }

  /** Tries everything of this source that is next in its aggregate and due. @returns how many were tried */
  async sweep(source: Service): Promise<number> {
    let tried = 0;
    for (;;) {
      const due = await this.transactions.query<{ event_id: string }>(
        `SELECT h.event_id FROM inbox_held h
           LEFT JOIN inbox_aggregate a USING (source, aggregate, aggregate_id)
          WHERE h.source = $1 AND h.next_at <= now() AND h.aggregate_sequence <= coalesce(a.last_sequence, 0) + 1
          ORDER BY h.position LIMIT 100`,
        [source],
      );
      for (const { event_id } of due) if (await this.attempt(event_id)) tried++;
      // What was tried is gone or not due; what it was waited for may be next.
      if (due.length === 0) return tried;
    }
  }

  async anyHeld(source: Service): Promise<boolean> {
    const rows = await this.transactions.query('SELECT 1 FROM inbox_held WHERE source = $1 LIMIT 1', [source]);
    return rows.length > 0;
  }

  /** Aggregates whose next event has not come although later ones have been waiting for longer than `ms`. */
  async holes(source: Service, ms: number): Promise<{ aggregate: string; aggregateId: string }[]> {
    return this.transactions.query<{ aggregate: string; aggregateId: string }>(
      `SELECT h.aggregate, h.aggregate_id AS "aggregateId" FROM inbox_held h
         LEFT JOIN inbox_aggregate a USING (source, aggregate, aggregate_id)
        WHERE h.source = $1
        GROUP BY h.aggregate, h.aggregate_id, a.last_sequence
       HAVING min(h.aggregate_sequence) > coalesce(a.last_sequence, 0) + 1 AND min(h.held_at) < now() - $2 * interval '1 ms'
          AND NOT EXISTS (SELECT FROM dead_letter d WHERE d.source = $1 AND d.aggregate = h.aggregate AND d.aggregate_id = h.aggregate_id)
        LIMIT 50`,
      [source, ms],
    );
  }

  private async attempt(eventId: string): Promise<boolean> {
    // Counted before it is tried, on its own: if the process dies of it, the count stays.
    const row = await this.transactions.run(async (tx) => {
      const [rows] = (await tx.query(
        `UPDATE inbox_held SET started = started + 1, next_at = now() + $2 * interval '1 ms'
          WHERE event_id = $1 AND next_at <= now() RETURNING event_id, event, started, finished, waited`,
        [eventId, this.times.leaseMs],
      )) as [HeldRow[], number];
      return rows[0];
    });
    if (row === undefined) return false;
    if (row.started > attemptsAtMost) {
      await this.bury(
        row.event_id,
        `the process died while it was handled (${row.started - 1 - row.finished} times)`,
        row.started - 1,
      );
      return true;
    }
    try {
      const event = EventEnvelope.parse(row.event);
      const [taken] = await this.inbox.takeSome([event]);
      // Its predecessor is still missing (another copy was quicker to look): wait on, without counting.
      if (taken === 'held') await this.wait(row, 0);
    } catch (error) {
      await this.failed(row, error);
    }
    return true;
  }

  private async failed(row: HeldRow, error: unknown): Promise<void> {
    const dead = !passes(error) && row.started >= attemptsAtMost;
    this.log[dead ? 'error' : 'warn']({ err: error, eventId: row.event_id, attempt: row.started }, 'a listener failed');
    const reason = reasonOf(error);
    if (dead) {
      await this.bury(row.event_id, reason, row.started, row.finished + 1);
      return;
    }
    if (passes(error)) {
      await this.wait(row, this.delay(row.waited + 1, 5), reason);
      return;
    }
    await this.transactions.query(
      `UPDATE inbox_held SET finished = finished + 1, why = 'failed', last_error = $2, next_at = now() + $3 * interval '1 ms' WHERE event_id = $1`,
      [row.event_id, reason, this.delay(row.started)],
    );
  }

  /** An attempt that does not count. */
  private async wait(row: HeldRow, ms: number, reason: string | null = null): Promise<void> {
    await this.transactions.query(
      `UPDATE inbox_held SET started = started - 1, waited = waited + 1, last_error = coalesce($2, last_error), next_at = now() + $3 * interval '1 ms'
        WHERE event_id = $1`,
      [row.event_id, reason, ms],
    );
  }

  private delay(attempt: number, steps = this.times.delaysMs.length): number {
    const delays = this.times.delaysMs.slice(0, steps);
    return delays[Math.min(attempt, delays.length) - 1] ?? 1_000;
  }

  private async bury(eventId: string, reason: string, started: number, finished?: number): Promise<void> {
    await this.transactions.run(async (tx) => {
      await tx.query(
        `WITH gone AS (DELETE FROM inbox_held WHERE event_id = $1 RETURNING *)
         INSERT INTO dead_letter (event_id, source, type, aggregate, aggregate_id, aggregate_sequence, position, event, started, finished, reason)
         SELECT event_id, source, type, aggregate, aggregate_id, aggregate_sequence, position, event, $3, coalesce($4, finished), $2 FROM gone`,
        [eventId, reason, started, finished ?? null],
      );
    });
    count('events_given_up', { service: this.service });
    this.log.error({ eventId, reason }, 'an event was given up; an administrator may requeue it');
  }
}
