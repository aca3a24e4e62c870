import { randomUUID } from 'node:crypto';
import { type EventContract, EventEnvelope, type LogPageQuery, type PayloadOf, type Service } from '@vanthu/contracts';
import { prepared, type Transactions, type Tx } from '@vanthu/persistence';
import type { z } from 'zod';
import type { ActContext } from '../context.js';

/** Messages carry ids and hashes, never documents. */
const maxPayloadBytes = 256 * 1024;
/** The broker carries a megabyte in one message. */
const maxPageBytes = 640 * 1024;

export interface Happening<E extends EventContract> {
  aggregateId: string;
  payload: z.input<E['payload']> & PayloadOf<E>;
}

interface OutboxRow {
  id: string;
  type: string;
  aggregate: string;
  aggregate_id: string;
  aggregate_sequence: number;
  position: string;
  occurred_at: Date;
  actor: unknown;
  command_id: string | null;
  traceparent: string;
  payload: unknown;
}

export const outboxColumns =
  'id, type, aggregate, aggregate_id, aggregate_sequence, position, occurred_at, actor, command_id, traceparent, payload';

export const envelopeOf = (service: Service, row: OutboxRow): EventEnvelope =>
  EventEnvelope.parse({
    v: 1,
    id: row.id,
    type: row.type,
    service,
    aggregate: row.aggregate,
    aggregateId: row.aggregate_id,
    aggregateSequence: row.aggregate_sequence,
    position: Number(row.position),
    occurredAt: row.occurred_at.toISOString(),
    actor: row.actor,
    commandId: row.command_id,
    traceparent: row.traceparent,
    payload: row.payload,
  });

/** The permanent log of what has happened in this service. */
export class Outbox {
  constructor(
    readonly service: Service,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Records an event in the transaction of its effect; it is published soon after the commit. The caller holds the lock of the
   * aggregate's row; two who do not are told apart by the unique index, and the later one fails.
   */
  async add<E extends EventContract>(
    tx: Tx,
    contract: E,
    happening: Happening<E>,
    ctx: Pick<ActContext, 'asksAs' | 'commandId' | 'traceparent' | 'now'>,
  ): Promise<{ id: string; aggregateSequence: number }> {
    if (contract.service !== this.service)
      throw new Error(`${this.service} cannot say that ${contract.type} happened.`);
    const payload = JSON.stringify(contract.payload.parse(happening.payload));
    if (payload.length > maxPayloadBytes) throw new Error(`${contract.type} is larger than ${maxPayloadBytes} bytes.`);
    const id = randomUUID();
    // One statement: a round trip less while the lock is held. The notification is delivered at the commit.
    const [row] = (await prepared(
      tx,
      'outbox add',
      `WITH entry AS (
         INSERT INTO outbox (id, type, aggregate, aggregate_id, aggregate_sequence, occurred_at, actor, command_id, traceparent, payload)
         SELECT $1, $2, $3, $4, coalesce(max(aggregate_sequence), 0) + 1, $5, $6, $7, $8, $9
           FROM outbox WHERE aggregate = $3 AND aggregate_id = $4
         RETURNING aggregate_sequence)
       SELECT aggregate_sequence, pg_notify('outbox_' || current_schema(), '') FROM entry`,
      [
        id,
        contract.type,
        contract.aggregate,
        happening.aggregateId,
        ctx.now().toISOString(),
        JSON.stringify(ctx.asksAs),
        ctx.commandId,
        ctx.traceparent,
        payload,
      ],
    )) as { aggregate_sequence: number }[];
    if (row === undefined) throw new Error('The outbox took no entry.');
    return { id, aggregateSequence: row.aggregate_sequence };
  }

  /** A page of the log by position, or of one aggregate: as many entries as fit one message, at least one. */
  async page(query: z.output<typeof LogPageQuery>): Promise<{ entries: EventEnvelope[]; last: number }> {
    const rows = await this.transactions.query<OutboxRow>(
      `SELECT ${outboxColumns} FROM outbox
        WHERE position > $1 AND ($3::text IS NULL OR aggregate_id = $3) ORDER BY position LIMIT $2`,
      [query.after, query.limit, query.aggregateId ?? null],
    );
    const [top] = await this.transactions.query<{ last: string }>(
      'SELECT coalesce(max(position), 0) AS last FROM outbox',
    );
    const entries: EventEnvelope[] = [];
    let bytes = 0;
    for (const row of rows) {
      const entry = envelopeOf(this.service, row);
      bytes += Buffer.byteLength(JSON.stringify(entry));
      if (entries.length > 0 && bytes > maxPageBytes) break;
      entries.push(entry);
    }
    return { entries, last: Number(top?.last ?? 0) };
  }
}
