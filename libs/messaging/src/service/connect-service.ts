import type { NatsConnection } from '@nats-io/transport-node';
import { createLogger, type Logger } from '@vanthu/observability';
import { createDataSource, Transactions } from '@vanthu/persistence';
import type { DataSource } from 'typeorm';
import { EventFeed } from '../events/event-feed.js';
import { EventStream } from '../events/event-stream.js';
import { Outbox } from '../events/outbox.js';
import { loadServiceKeys, type ServiceKeys } from '../identity/service-keys.js';
import { messagingMigrations } from '../messaging-migrations.js';
import { connectNats, inboxPrefixOf } from '../nats/connection.js';
import { SharedNatsClient } from '../nats/nest-transport.js';
import { CommandRunner } from '../requests/command-runner.js';
import { RequestClient } from '../requests/request-client.js';
import { JobContexts } from './job-contexts.js';
import type { ServiceConfig } from './service-config.js';
import type { ServiceDefinition } from './service-definition.js';

/** A service's connections and what is built on them, before anything is answered or heard. */
export interface ConnectedService {
  readonly config: ServiceConfig;
  readonly log: Logger;
  readonly keys: ServiceKeys;
  readonly dataSource: DataSource;
  readonly transactions: Transactions;
  readonly nats: NatsConnection;
  readonly stream: EventStream;
  readonly requests: RequestClient;
  readonly commands: CommandRunner;
  readonly outbox: Outbox;
  readonly feed: EventFeed;
  readonly jobs: JobContexts;
  close(): Promise<void>;
}

export const schemaOf = (config: ServiceConfig): string => config.database.schema ?? config.service;

/** Reads the keys, connects, brings the schema up to date. What was opened is closed again when a later step fails. */
export async function connectService(definition: ServiceDefinition, given: ServiceConfig): Promise<ConnectedService> {
  const config: ServiceConfig = { ...given, service: definition.name };
  if (config.environment === 'production' && config.clock === 'simulated') {
    throw new Error('Production refuses the simulated clock.');
  }
  const log = createLogger(definition.name, { level: config.logLevel });
  const keys = await loadServiceKeys(definition.name, config.keys);
  const dataSource = await createDataSource(config.database, {
    schema: schemaOf(config),
    entities: definition.entities ?? [],
    migrations: [...messagingMigrations, ...(definition.migrations ?? [])],
    log,
  });
  let opened: NatsConnection | undefined;
  try {
    const nats = await connectNats(definition.name, config.nats, log);
    const stream = new EventStream(nats, config.stream);
    opened = nats;
    const client = new SharedNatsClient(nats, inboxPrefixOf(definition.name));
    await client.connect();
    const transactions = new Transactions(dataSource);
    const feed = new EventFeed(nats, log);
    return {
      config,
      log,
      keys,
      dataSource,
      transactions,
      nats,
      stream,
      requests: new RequestClient(client, keys.signer),
      commands: new CommandRunner(transactions, keys.secret),
      outbox: new Outbox(definition.name, transactions),
      feed,
      jobs: new JobContexts(definition.name, log, config.clock === 'simulated'),
      close: async () => {
        feed.close();
        await client.close();
        // Flushes answers that are on their way; a broker that is away does not keep a service from stopping.
        await Promise.race([
          nats.drain().catch(() => {}),
          new Promise((resolve) => setTimeout(resolve, 2_000).unref()),
        ]);
        await nats.close();
        await dataSource.destroy();
      },
    };
  } catch (error) {
    await opened?.close();
    await dataSource.destroy();
    throw error;
  }
}
