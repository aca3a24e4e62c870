import { type INestMicroservice, type LoggerService, Module } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import type { NestMicroservice } from '@nestjs/microservices';
import type { EventEnvelope, RequestContract, Service } from '@vanthu/contracts';
import { collectProcessMetrics, createLogger, type Logger } from '@vanthu/observability';
import { CatchUp } from '../events/catch-up.js';
import { defaultRetryTimes, HeldEvents, type RetryTimes } from '../events/held-events.js';
import { Inbox, type Registered } from '../events/inbox.js';
import { Relay } from '../events/relay.js';
import { type ConsumerTimes, defaultConsumerTimes, SourceConsumer } from '../events/source-consumer.js';
import { SharedNatsServer } from '../nats/nest-transport.js';
import { subjects } from '../nats/subjects.js';
import { Answerer } from '../requests/answerer.js';
import type { ServiceHealth } from '../requests/generic-contracts.js';
import { type Handler, handlersOf, listenersOf } from '../requests/handles.js';
import { type ConnectedService, connectService, schemaOf } from './connect-service.js';
import { genericHandlers, healthOf } from './generic-handlers.js';
import { type HealthDoor, openHealthDoor } from './health-door.js';
import { infrastructureModule } from './infrastructure.module.js';
import type { ServiceConfig } from './service-config.js';
import type { ServiceDefinition } from './service-definition.js';

export interface RunningService {
  readonly service: Service;
  /** Takes no more, finishes what it has, disconnects. */
  close(): Promise<void>;
  health(): Promise<ServiceHealth>;
  /** The Nest application, for `get(Provider)`. */
  readonly app: INestMicroservice;
  readonly connected: ConnectedService;
  readonly relay: Relay;
  /** Services whose events it hears. */
  readonly listensTo: readonly Service[];
  /** Makes every consumer compare its source's log now. */
  lookAgain(): void;
}

/** Times that tests shorten. */
export interface StartOptions {
  /** Whether the publisher runs by itself. Default true. */
  relay?: boolean;
  /** The net below the publisher's notification, in milliseconds. */
  relayPollMs?: number;
  consumer?: Partial<ConsumerTimes>;
  retries?: Partial<RetryTimes>;
}

/**
 * Starts one service: keys, schema, broker, handlers, publisher, listeners. Several may be started in one process.
 *
 * @throws when a request of `contracts` has no handler, or a handler's request is not this service's
 */
export async function startService(
  definition: ServiceDefinition,
  config: ServiceConfig,
  options: StartOptions = {},
): Promise<RunningService> {
  const connected = await connectService(definition, config);
  let app: INestMicroservice | undefined;
  try {
    await connected.stream.ensure();
    const server = new SharedNatsServer(connected.nats, definition.name);
    app = await NestFactory.createMicroservice(rootOf(definition, connected), {
      strategy: server,
      logger: nestLogger(connected.log),
      abortOnError: false,
    });
    // Nest 12.5 calls the init and bootstrap hooks of a microservice twice unless it is told that `init` has called them.
    (app as NestMicroservice).setIsInitHookCalled(true);
    await app.init();
    const instances = instancesOf(app);
    bindHandlers(definition, connected, server, instances);
    await app.listen();
    const relay = new Relay({
      service: definition.name,
      url: connected.config.database.url,
      schema: schemaOf(connected.config),
      stream: connected.stream,
      log: connected.log,
      ...(options.relayPollMs === undefined ? {} : { pollMs: options.relayPollMs }),
    });
    if (options.relay !== false) relay.start();
    const consumers = startConsumers(connected, instances, options);
    connected.log.info({ listens: consumers.map(({ source }) => source) }, 'the service runs');
    const running = app;
    let closing: Promise<void> | undefined;
    return {
      service: definition.name,
      app: running,
      connected,
      relay,
      listensTo: consumers.map(({ source }) => source),
      health: () => healthOf(connected),
      lookAgain: () => {
        for (const consumer of consumers) consumer.lookAgain();
      },
      close: () => {
        closing ??= (async () => {
          await Promise.all(consumers.map((consumer) => consumer.stop()));
          // Closing the application drains requests (`SharedNatsServer.close`); what they added to the log goes out after.
          await running.close();
          await relay.stop();
          await connected.close();
        })();
        return closing;
      },
    };
  } catch (error) {
    await app?.close().catch(() => {});
    await connected.close().catch(() => {});
    throw error;
  }
}

/** Starts a service for a process of its own, and ends the process on SIGTERM or SIGINT after draining. */
export async function runService(definition: ServiceDefinition, config: ServiceConfig): Promise<RunningService> {
  collectProcessMetrics();
  const log = createLogger(definition.name, { level: config.logLevel });
  let running: RunningService;
  let door: HealthDoor | undefined;
  try {
    running = await startService(definition, config);
    // The gateway answers for itself on its own port.
    if (definition.name !== 'gateway' && config.httpPort !== undefined) {
      door = await openHealthDoor(running, config.httpPort);
    }
  } catch (error) {
    log.fatal({ err: error }, 'the service could not start');
    process.exit(1);
  }
  const stop = (signal: string) => {
    log.info({ signal }, 'the service stops');
    const closed = Promise.all([running.close(), door?.close()]);
    closed.then(
      () => process.exit(0),
      (error) => {
        log.fatal({ err: error }, 'the service did not stop in order');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  return running;
}

function rootOf(definition: ServiceDefinition, connected: ConnectedService) {
  class ServiceRoot {}
  Module({ imports: [infrastructureModule(connected), definition.module] })(ServiceRoot);
  return ServiceRoot;
}

/** Providers and controllers of all modules, each once. */
function instancesOf(app: INestMicroservice): Set<object> {
  const instances = new Set<object>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const wrapper of [...module.providers.values(), ...module.controllers.values()]) {
      const { instance } = wrapper;
      if (typeof instance === 'object' && instance !== null) instances.add(instance);
    }
  }
  return instances;
}

function bindHandlers(
  definition: ServiceDefinition,
  connected: ConnectedService,
  server: SharedNatsServer,
  instances: ReadonlySet<object>,
): void {
  const answerer = new Answerer({
    verifier: connected.keys.verifier,
    clock: connected.config.clock,
    log: connected.log,
  });
  const bound = new Set<string>();
  const bind = (contract: RequestContract, handler: Handler<RequestContract>) => {
    if (contract.service !== definition.name) throw new Error(`${definition.name} cannot answer ${contract.subject}.`);
    if (bound.has(contract.subject)) throw new Error(`${contract.subject} has two handlers.`);
    bound.add(contract.subject);
    server.addHandler(contract.subject, (message: unknown) =>
      server.track(() => answerer.answer(contract, handler, message)),
    );
  };
  for (const instance of instances) {
    for (const { contract, handler } of handlersOf(instance)) bind(contract, handler);
  }
  for (const { contract, handler } of genericHandlers(connected)) {
    if (!bound.has(contract.subject)) bind(contract, handler);
  }
  const missing = definition.contracts.filter(({ subject }) => !bound.has(subject)).map(({ subject }) => subject);
  if (missing.length > 0) throw new Error(`Nobody handles ${missing.join(', ')}.`);
}

function startConsumers(
  connected: ConnectedService,
  instances: ReadonlySet<object>,
  options: StartOptions,
): SourceConsumer[] {
  const listeners: Registered[] = [...instances].flatMap((instance) => listenersOf(instance));
  const { service, clock } = connected.config;
  const { transactions, log } = connected;
  const applied = (events: readonly EventEnvelope[]) => {
    // Nobody waits for it; a broker that is away is met by the screens' own reconnecting.
    if (connected.nats.isClosed()) return;
    connected.nats.publish(subjects.appliedBy(service), JSON.stringify(events.map(({ id }) => id)));
  };
  const inbox = new Inbox({ service, transactions, listeners, simulated: clock === 'simulated', log, applied });
  const held = new HeldEvents(service, transactions, inbox, log, { ...defaultRetryTimes, ...options.retries });
  const catchUp = new CatchUp(transactions, connected.requests, connected.outbox, inbox, held, log);
  const times = { ...defaultConsumerTimes, ...options.consumer };
  const consumers = inbox.sources.map(
    (source) => new SourceConsumer(service, source, connected.stream, inbox, held, catchUp, log, times),
  );
  for (const consumer of consumers) consumer.start();
  void lookAgainAfterReconnects(connected, consumers);
  return consumers;
}

/** The broker may have come back without its storage. */
async function lookAgainAfterReconnects(connected: ConnectedService, consumers: SourceConsumer[]): Promise<void> {
  for await (const status of connected.nats.status()) {
    if (status.type === 'reconnect') for (const consumer of consumers) consumer.lookAgain();
  }
}

/** Nest's own lines in ours; its banner of modules is of no interest to an operator. */
function nestLogger(log: Logger): LoggerService {
  const part = log.child({ part: 'nest' });
  return {
    log: (message) => part.debug(String(message)),
    debug: (message) => part.debug(String(message)),
    verbose: (message) => part.trace(String(message)),
    warn: (message) => part.warn(String(message)),
    error: (message, ...more) => part.error({ more }, message instanceof Error ? message.message : String(message)),
    fatal: (message) => part.fatal(String(message)),
  };
}
