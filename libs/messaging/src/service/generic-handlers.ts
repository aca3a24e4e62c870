import { commonRefusals, type RequestContract, refuser } from '@vanthu/contracts';
import {
  deadLettersContract,
  healthContract,
  logContract,
  requeueDeadLetterContract,
  type ServiceHealth,
} from '../requests/generic-contracts.js';
import { type Handler, Handles, handlersOf } from '../requests/handles.js';
import type { ConnectedService } from './connect-service.js';

const refuse = refuser(commonRefusals);

export async function healthOf(connected: ConnectedService): Promise<ServiceHealth> {
  const empty = {
    unpublished: 0,
    held: 0,
    held_age: 0,
    dead: 0,
    sources: [] as { source: string; position: number }[],
  };
  const broker = !connected.nats.isClosed() && (await quickly(connected.nats.rtt()));
  let figures = empty;
  let database = true;
  try {
    const [row] = await connected.transactions.query<typeof empty>(`
      SELECT coalesce((SELECT extract(epoch FROM now() - min(recorded_at)) FROM outbox WHERE published_at IS NULL), 0)::float8 AS unpublished,
             (SELECT count(*) FROM inbox_held)::int AS held,
             coalesce((SELECT extract(epoch FROM now() - min(held_at)) FROM inbox_held), 0)::float8 AS held_age,
             (SELECT count(*) FROM dead_letter)::int AS dead,
             coalesce((SELECT json_agg(json_build_object('source', source, 'position', position)) FROM inbox_source), '[]') AS sources`);
    figures = row ?? empty;
  } catch {
    database = false;
  }
  return {
    service: connected.config.service,
    status: database && broker ? 'up' : 'degraded',
    database,
    broker,
    oldestUnpublishedSeconds: figures.unpublished,
    held: figures.held,
    oldestHeldSeconds: figures.held_age,
    deadLetters: figures.dead,
    sources: figures.sources,
  };
}

const quickly = (work: Promise<unknown>): Promise<boolean> =>
  Promise.race([
    work.then(
      () => true,
      () => false,
    ),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1_000).unref()),
  ]);

interface DeadRow {
  event_id: string;
  source: string;
  type: string;
  aggregate: string;
  aggregate_id: string;
  aggregate_sequence: number;
  reason: string;
  started: number;
  finished: number;
  died_at: Date;
  waiting: number;
}

/** Answers what every service answers. */
export function genericHandlers(
  connected: ConnectedService,
): { contract: RequestContract; handler: Handler<RequestContract> }[] {
  const { service } = connected.config;
  const requeue = requeueDeadLetterContract(service);

  class Generic {
    @Handles(logContract(service))
    async log(input: { after: number; limit: number; aggregateId?: string | undefined }) {
      return connected.outbox.page(input);
    }

    @Handles(healthContract(service))
    async health() {
      return healthOf(connected);
    }

    @Handles(deadLettersContract(service))
    async deadLetters() {
      const rows = await connected.transactions.query<DeadRow>(`
        SELECT d.event_id, d.source, d.type, d.aggregate, d.aggregate_id, d.aggregate_sequence, d.reason, d.started, d.finished, d.died_at,
               (SELECT count(*) FROM inbox_held h WHERE h.source = d.source AND h.aggregate = d.aggregate AND h.aggregate_id = d.aggregate_id)::int AS waiting
          FROM dead_letter d ORDER BY d.died_at DESC LIMIT 500`);
      const items = rows.map((row) => ({
        eventId: row.event_id,
        source: row.source,
        type: row.type,
        aggregate: row.aggregate,
        aggregateId: row.aggregate_id,
        aggregateSequence: row.aggregate_sequence,
        reason: row.reason,
        startedAttempts: row.started,
        finishedAttempts: row.finished,
        diedAt: row.died_at.toISOString(),
        waiting: row.waiting,
      }));
      return { items };
    }
  }

  const requeueHandler: Handler<typeof requeue> = (input, ctx) =>
    connected.commands.run(requeue, input, ctx, async (tx) => {
      const back = await tx.query(
        `WITH gone AS (DELETE FROM dead_letter WHERE event_id = $1 RETURNING *)
         INSERT INTO inbox_held (event_id, source, type, aggregate, aggregate_id, aggregate_sequence, position, event, why)
         SELECT event_id, source, type, aggregate, aggregate_id, aggregate_sequence, position, event, 'requeued' FROM gone
         -- The broker may have brought it once more meanwhile.
         ON CONFLICT (event_id) DO UPDATE SET why = 'requeued', next_at = now() RETURNING event_id`,
        [input.eventId],
      );
      if (back.length === 0) return refuse('REQUEST.NOT_FOUND');
      ctx.log.info({ eventId: input.eventId, by: ctx.asksAs }, 'a dead letter is tried again');
      return { eventId: input.eventId };
    });

  return [
    ...handlersOf(new Generic()),
    { contract: requeue, handler: requeueHandler as unknown as Handler<RequestContract> },
  ];
}
