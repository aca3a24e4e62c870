import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { Service } from '@vanthu/contracts';
import type { Logger } from '@vanthu/observability';
import type { ServiceConfig } from '../service/service-config.js';

export const inboxPrefixOf = (service: Service): string => `_INBOX_${service}`;

/** How long a start waits for the broker, in milliseconds. */
const firstConnectMs = 30_000;

/** Connects under the service's own user. Later losses are healed by themselves, for ever, 150 ms apart. */
export async function connectNats(service: Service, nats: ServiceConfig['nats'], log: Logger): Promise<NatsConnection> {
  const deadline = Date.now() + firstConnectMs;
  for (;;) {
    try {
      const connection = await connect({
        servers: nats.url.split(',').map((server) => server.trim()),
        user: nats.user,
        pass: nats.password,
        name: service,
        inboxPrefix: inboxPrefixOf(service),
        reconnectTimeWait: 150,
        reconnectJitter: 50,
        maxReconnectAttempts: -1,
        // A broker that vanished without a word is noticed after two of these.
        pingInterval: 5_000,
        // An administrator who corrects a password need not restart the services.
        ignoreAuthErrorAbort: true,
      });
      void logStatus(connection, log);
      return connection;
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`No broker at ${nats.url}.`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

async function logStatus(connection: NatsConnection, log: Logger): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type === 'disconnect' || status.type === 'reconnect' || status.type === 'error') {
      log.warn({ broker: status.type, ...('error' in status ? { err: status.error } : {}) }, `broker: ${status.type}`);
    }
  }
}
