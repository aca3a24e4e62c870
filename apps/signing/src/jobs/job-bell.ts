import { Inject, Injectable } from '@nestjs/common';
import { SERVICE_CONFIG, SERVICE_LOGGER, type ServiceConfig } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import pg from 'pg';
import { JOBS_CHANNEL } from './job.store.js';

/** Milliseconds before a lost connection is tried again; meanwhile the runner's own look at the table is the net. */
const RECONNECT_MS = 1000;

/** Hears that jobs have been queued: a notification comes after the commit, so that the row is there when it is looked for. */
@Injectable()
export class JobBell {
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | undefined;
  private isOpen = false;

  constructor(
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
    @Inject(SERVICE_LOGGER) private readonly log: Logger,
  ) {}

  async open(ring: () => void): Promise<void> {
    this.isOpen = true;
    const client = new pg.Client({
      connectionString: this.config.database.url,
      application_name: 'signing bell',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    const again = (error: unknown) => {
      if (this.client === client) this.client = null;
      if (!this.isOpen) return;
      this.log.warn({ err: error }, 'the bell of signing jobs is silent');
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.open(ring), RECONNECT_MS);
    };
    client.on('notification', ring);
    client.on('error', again);
    try {
      await client.connect();
      await client.query(`LISTEN "${JOBS_CHANNEL}"`);
      this.client = client;
      // What was queued while nobody listened.
      ring();
    } catch (error) {
      await client.end().catch(() => {});
      again(error);
    }
    if (!this.isOpen) await this.close();
  }

  async close(): Promise<void> {
    this.isOpen = false;
    clearTimeout(this.timer);
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => {});
  }
}
