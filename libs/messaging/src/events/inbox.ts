import type { EventContract } from '@vanthu/contracts';
import { EventEnvelope, type Service } from '@vanthu/contracts';
import { childTraceparent, count, type Logger, withTrace } from '@vanthu/observability';
import type { Transactions, Tx } from '@vanthu/persistence';
import { actContext } from '../context.js';
import type { ListenedEvent, Listener } from '../requests/handles.js';
import { uuidV5 } from '../uuid-v5.js';

export interface Registered {
  contract: EventContract;
  listener: Listener<EventContract>;
  name: string;
}

export interface InboxOptions {
  service: Service;
  transactions: Transactions;
  listeners: readonly Registered[];
  simulated: boolean;
  log: Logger;
  /** Told after the commit which events took effect here, so that what was shown before can be shown anew. */
  applied?: (events: readonly EventEnvelope[]) => void;
}

/** What became of an event: its effect is done now, was done before, or it waits for its predecessor. */
export type Taken = 'handled' | 'seen' | 'held';

/** A batch is committed when it has this many events or has taken this long: one slow listener does not hold others' rows. */
const batchMs = 25;

/** Longer than the stream keeps messages. */
const keptDays = 30;

interface Standing {
  last_sequence: number;
  seen: boolean;
  dead: boolean;
}

/** Records events with their effects. */
export class Inbox {
  private readonly byType = new Map<string, Registered[]>();

  constructor(private readonly options: InboxOptions) {
    for (const registered of options.listeners) {
      const { type } = registered.contract;
      this.byType.set(type, [...(this.byType.get(type) ?? []), registered]);
    }
  }

  /** Sources with at least one listener; all of their events pass the inbox. */
  get sources(): Service[] {
    return [...new Set(this.options.listeners.map(({ contract }) => contract.service))];
  }

  /**
   * Takes as many of these events, in their order, as fit one short transaction.
   *
   * @returns what became of each that was taken; at least one
   * @throws  what a listener throws; then nothing was taken
   */
  async takeSome(events: readonly EventEnvelope[]): Promise<Taken[]> {
    const outcome = await this.options.transactions.run(
      async (tx) => {
        const started = performance.now();
        const taken: Taken[] = [];
        for (const event of events) {
          taken.push(await this.take(tx, event));
          if (performance.now() - started > batchMs) break;
        }
        await this.advance(tx, events.slice(0, taken.length));
        return taken;
      },
      { repeatable: true },
    );
    const applied = events.filter((event, i) => outcome[i] === 'handled' && this.byType.has(event.type));
    if (applied.length > 0) this.options.applied?.(applied);
    return outcome;
  }

  /** Forgets ids that nobody can send again: the sequence of the aggregate recognises what is that old. */
  async prune(source: Service): Promise<void> {
    await this.options.transactions.query(
      `DELETE FROM inbox USING inbox_source s
        WHERE inbox.source = $1 AND s.source = $1 AND inbox.position <= s.position AND inbox.handled_at < now() - $2 * interval '1 day'`,
      [source, keptDays],
    );
  }

  /** Takes one event within a transaction. */
  async take(tx: Tx, event: EventEnvelope): Promise<Taken> {
    const key = [event.service, event.aggregate, event.aggregateId];
    // The row is locked: copies of this service take the events of one aggregate one after another.
    const [standing] = (await tx.query(
      `INSERT INTO inbox_aggregate AS a (source, aggregate, aggregate_id, last_sequence) VALUES ($1, $2, $3, 0)
       ON CONFLICT (source, aggregate, aggregate_id) DO UPDATE SET last_sequence = a.last_sequence
       RETURNING last_sequence, EXISTS (SELECT FROM inbox WHERE event_id = $4) AS seen,
                 EXISTS (SELECT FROM dead_letter WHERE event_id = $4) AS dead`,
      [...key, event.id],
    )) as Standing[];
    if (standing === undefined) throw new Error('The inbox gave no row.');
    // A pruned inbox no longer knows the id, but the sequence tells.
    if (standing.seen || event.aggregateSequence <= standing.last_sequence) {
      await tx.query('DELETE FROM inbox_held WHERE event_id = $1', [event.id]);
      return 'seen';
    }
    if (standing.dead) return 'seen';
    if (event.aggregateSequence > standing.last_sequence + 1) {
      await hold(tx, event, 'early');
      return 'held';
    }
    await this.effect(tx, event);
    await tx.query(
      `WITH done AS (UPDATE inbox_aggregate SET last_sequence = $4 WHERE source = $1 AND aggregate = $2 AND aggregate_id = $3),
            gone AS (DELETE FROM inbox_held WHERE event_id = $5)
       INSERT INTO inbox (event_id, source, position, type) VALUES ($5, $1, $6, $7)`,
      [...key, event.aggregateSequence, event.id, event.position, event.type],
    );
    return 'handled';
  }

  private async effect(tx: Tx, event: EventEnvelope): Promise<void> {
    const listeners = this.byType.get(event.type) ?? [];
    if (listeners.length === 0) return;
    const { service, log, simulated } = this.options;
    const traceparent = childTraceparent(event.traceparent);
    await withTrace(traceparent, async () => {
      for (const { contract, listener, name } of listeners) {
        const ctx = actContext({
          actor: null,
          service,
          // The same for every attempt: what a listener asks of others is then the same command.
          commandId: uuidV5(event.id, name),
          traceparent,
          at: simulated ? event.occurredAt : undefined,
          log: log.child({ event: event.type, eventId: event.id }),
        });
        const heard = { ...event, payload: contract.payload.parse(event.payload) } as ListenedEvent;
        await listener(heard, tx, { ...ctx, actor: null });
      }
    });
    count('events_handled', { service, type: event.type });
  }

  /** Moves the mark "everything up to here is known" over unbroken runs of these events. */
  private async advance(tx: Tx, events: readonly EventEnvelope[]): Promise<void> {
    for (let i = 0; i < events.length; ) {
      const first = events[i] as EventEnvelope;
      let last = first;
      for (i++; events[i]?.position === last.position + 1; i++) last = events[i] as EventEnvelope;
      await tx.query(
        'UPDATE inbox_source SET position = $3 WHERE source = $1 AND position >= $2::bigint - 1 AND position < $3',
        [first.service, first.position, last.position],
      );
    }
  }
}

/** Keeps an event for later. One that is kept already stays as it is. */
export async function hold(
  tx: Pick<Tx, 'query'>,
  event: EventEnvelope,
  why: 'early' | 'failed' | 'interrupted',
  more: { started?: number; finished?: number; error?: string } = {},
): Promise<void> {
  await tx.query(
    `INSERT INTO inbox_held (event_id, source, type, aggregate, aggregate_id, aggregate_sequence, position, event, why, started, finished, last_error)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (event_id) DO NOTHING`,
    [
      event.id,
      event.service,
      event.type,
      event.aggregate,
      event.aggregateId,
      event.aggregateSequence,
      event.position,
      JSON.stringify(event),
      why,
      more.started ?? 0,
      more.finished ?? 0,
      more.error ?? null,
    ],
  );
}
