import type { Service } from '@vanthu/contracts';
import { type Logger, setGauge } from '@vanthu/observability';
import pg from 'pg';
import { crashPoint } from '../crash-points.js';
import type { EventStream } from './event-stream.js';
import { envelopeOf, outboxColumns } from './outbox.js';

export interface RelayOptions {
  service: Service;
  /** Database of the service, with its own role. */
  url: string;
  schema: string;
  stream: EventStream;
  log: Logger;
  /** The net below the notification, in milliseconds. Default 1000. */
  pollMs?: number;
}

const batch = 500;
/** How often a copy of the service that does not publish asks whether it may, in milliseconds. */
const standbyMs = 500;
const retryMs = 250;

/**
 * The one publisher of a service. It gives positions to committed entries and publishes them, on the connection that holds the
 * advisory lock: when the connection is lost the lock and the right to write are lost together.
 */
export class Relay {
  private client: pg.Client | undefined;
  private stopped = true;
  private wake: () => void = () => {};
  private woken = false;
  private running: Promise<void> = Promise.resolve();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: RelayOptions) {}

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.running = this.work();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.rouse();
    await this.running;
    await this.turn.catch(() => {});
    await this.disconnect();
  }

  /** One pass: positions, publishing, marking. @returns how many entries were published; -1 when another copy publishes */
  runOnce(): Promise<number> {
    const turn = this.turn.catch(() => {}).then(() => this.pass());
    this.turn = turn;
    return turn;
  }

  private rouse(): void {
    this.woken = true;
    this.wake();
  }

  private async work(): Promise<void> {
    while (!this.stopped) {
      try {
        const published = await this.runOnce();
        if (published < batch) await this.rest(published < 0 ? standbyMs : (this.options.pollMs ?? 1_000));
      } catch (error) {
        if (this.stopped) return;
        this.options.log.warn({ err: error }, 'publishing waits');
        await this.rest(retryMs, false);
      }
    }
  }

  /** Until something was added, at most `ms`. */
  private async rest(ms: number, wakeable = true): Promise<void> {
    if (this.woken && wakeable) {
      this.woken = false;
      return;
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        if (!wakeable && !this.stopped) return;
        clearTimeout(timer);
        resolve();
      };
      if (this.stopped) this.wake();
    });
    this.wake = () => {};
    this.woken = false;
  }

  private async connect(): Promise<pg.Client> {
    if (this.client !== undefined) return this.client;
    const client = new pg.Client({
      connectionString: this.options.url,
      options: `-c search_path=${this.options.schema},public -c TimeZone=UTC`,
      application_name: `${this.options.schema} relay`,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    client.on('error', (error) => {
      this.options.log.warn({ err: error }, 'the connection of the publisher broke');
      if (this.client === client) this.client = undefined;
    });
    client.on('notification', () => this.rouse());
    await client.connect();
    try {
      await client.query(`LISTEN "outbox_${this.options.schema}"`);
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    this.client = client;
    this.leading = false;
    return client;
  }

  private leading = false;

  private async disconnect(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.leading = false;
    await client?.end().catch(() => {});
  }

  private async pass(): Promise<number> {
    try {
      const client = await this.connect();
      if (!this.leading) {
        const { rows } = await client.query(
          `SELECT pg_try_advisory_lock(hashtext('vanthu relay'), hashtext($1)) AS mine`,
          [this.options.schema],
        );
        this.leading = rows[0]?.mine === true;
        if (!this.leading) return -1;
        this.options.log.debug('this copy publishes');
      }
      await this.givePositions(client);
      return await this.publish(client);
    } catch (error) {
      // A broken connection is not told from other faults by its error; a new one costs little.
      if (!(error instanceof PublishingFailed)) await this.disconnect();
      throw error;
    }
  }

  /** Committed entries only, in their order of insertion: what commits later stands later, so no reader has passed it. */
  private async givePositions(client: pg.Client): Promise<void> {
    await client.query(
      `WITH fresh AS (
         SELECT seq, row_number() OVER (ORDER BY seq) AS n
           FROM (SELECT seq FROM outbox WHERE position IS NULL ORDER BY seq LIMIT ${batch}) s),
       top AS (SELECT coalesce(max(position), 0) AS last FROM outbox)
       UPDATE outbox o SET position = top.last + fresh.n FROM fresh, top WHERE o.seq = fresh.seq`,
    );
  }

  private async publish(client: pg.Client): Promise<number> {
    const { rows } = await client.query(
      `SELECT seq, recorded_at, ${outboxColumns} FROM outbox
        WHERE published_at IS NULL AND position IS NOT NULL ORDER BY position LIMIT ${batch}`,
    );
    const oldest = rows[0] === undefined ? 0 : (Date.now() - rows[0].recorded_at.getTime()) / 1000;
    setGauge('outbox_oldest_unpublished_seconds', Math.max(0, oldest), { service: this.options.service });
    if (rows.length === 0) return 0;
    crashPoint('after-commit-before-publish');
    const outcomes = await Promise.allSettled(
      rows.map((row) => this.options.stream.publish(envelopeOf(this.options.service, row))),
    );
    crashPoint('after-publish-before-mark');
    const done = rows.filter((_, i) => outcomes[i]?.status === 'fulfilled').map((row) => row.seq);
    if (done.length > 0) await client.query('UPDATE outbox SET published_at = now() WHERE seq = ANY($1)', [done]);
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) {
      // The broker may have come back without its storage.
      await this.options.stream.ensure().catch(() => {});
      throw new PublishingFailed('The broker did not take an event.', { cause: failed.reason });
    }
    return done.length;
  }
}

class PublishingFailed extends Error {}
