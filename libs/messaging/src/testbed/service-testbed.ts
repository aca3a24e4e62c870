import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  EventContract,
  EventEnvelope,
  InputOf,
  OutputOf,
  PayloadOf,
  Refusal,
  RequestContract,
  Service,
} from '@vanthu/contracts';
import { newTraceparent } from '@vanthu/observability';
import type { Doer, RequestContext } from '../context.js';
import { EventStream } from '../events/event-stream.js';
import { envelopeOf, outboxColumns } from '../events/outbox.js';
import { generateServiceKeys } from '../identity/service-keys.js';
import { logContract } from '../requests/generic-contracts.js';
import type { Answer } from '../requests/handles.js';
import type { ServiceConfig } from '../service/service-config.js';
import type { ServiceDefinition } from '../service/service-definition.js';
import { type RunningService, type StartOptions, startService } from '../service/start-service.js';
import { Peers, type TestAsker } from './peers.js';
import { startTestBroker, type TestBroker } from './test-broker.js';
import { createTestDatabase } from './test-database.js';

export interface TestbedOverrides
  extends StartOptions,
    Partial<Pick<ServiceConfig, 'clock' | 'extra' | 'environment' | 'logLevel' | 'files'>> {
  /** Superuser's URL. Default `VANTHU_TEST_DATABASE_URL`. */
  databaseUrl?: string;
  /** A broker with users, for a test of permissions. Default: one of this test's own, without users. */
  nats?: { url: string; passwords: Readonly<Record<string, string>> };
}

export interface EmittedEvent<E extends EventContract> {
  aggregateId: string;
  payload: PayloadOf<E>;
  /** Default: the next of this aggregate. */
  aggregateSequence?: number;
  /** Default: the next of this source. */
  position?: number;
  occurredAt?: string;
  actor?: Doer;
  id?: string;
  commandId?: string;
}

/** One service, running against the test servers in a database of its own, and the rest of the world as fakes. */
export interface ServiceTestbed {
  readonly service: RunningService;
  readonly config: ServiceConfig;
  /** The broker of this test, to be killed; null when one was given. */
  readonly broker: TestBroker | null;
  /** Asks the service, as the gateway for a person or as another service. */
  ask<C extends RequestContract>(contract: C, input: InputOf<C>, asker: TestAsker): Promise<OutputOf<C> | Refusal>;
  /** Answers requests of the service in the name of their owner. */
  answer<C extends RequestContract>(
    contract: C,
    fake: (input: InputOf<C>, ctx: RequestContext) => Answer<C> | Promise<Answer<C>>,
  ): Promise<void>;
  /**
   * Something happened in another service. Waits until the service has handled it (`wait: false`: until the broker has it;
   * `publish: false`: only the owner's log has it).
   */
  emit<E extends EventContract>(
    contract: E,
    event: EmittedEvent<E>,
    options?: { wait?: boolean; publish?: boolean },
  ): Promise<EventEnvelope>;
  runRelayOnce(): Promise<number>;
  /** Rows of the service's schema, read by the superuser. */
  rows<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /** What the service has said, in order; also what is not published yet (position 1 then stands for none). */
  events(contract?: EventContract): Promise<EventEnvelope[]>;
  /** Stops the service and starts it again on the same data. */
  restart(options?: StartOptions): Promise<void>;
  close(): Promise<void>;
}

/** Waits for a condition; fails after `ms` with what `describe` says. */
export async function eventually<T>(
  probe: () => Promise<T | undefined | false | null>,
  describe: string,
  ms = 30_000,
): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false && found !== null) return found;
    if (Date.now() > deadline) throw new Error(`It did not come about within ${ms} ms: ${describe}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function needed(name: string, given: string | undefined): string {
  const value = given ?? process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: the test servers are not running.`);
  return value;
}

export async function createServiceTestbed(
  definition: ServiceDefinition,
  overrides: TestbedOverrides = {},
): Promise<ServiceTestbed> {
  const database = await createTestDatabase(needed('VANTHU_TEST_DATABASE_URL', overrides.databaseUrl), definition.name);
  const directory = await mkdtemp(join(tmpdir(), 'vanthu-testbed-'));
  const keys = await generateServiceKeys(join(directory, 'keys'));
  const broker = overrides.nats === undefined ? await startTestBroker(directory) : null;
  const url = overrides.nats?.url ?? broker?.url ?? '';
  const passwordOf = (service: Service) => overrides.nats?.passwords[service] ?? 'test';
  const config: ServiceConfig = {
    service: definition.name,
    environment: overrides.environment ?? 'test',
    database: { url: database.url, poolSize: 8 },
    nats: { url, user: definition.name, password: passwordOf(definition.name) },
    keys: keys[definition.name] as ServiceConfig['keys'],
    files: overrides.files ?? { directory: join(directory, 'files') },
    clock: overrides.clock ?? 'real',
    logLevel: overrides.logLevel ?? 'error',
    extra: overrides.extra ?? {},
  };
  const peers = new Peers({ url, passwordOf }, keys, config.clock);
  const others = new OtherLogs(peers);
  const start = (options: StartOptions) =>
    startService(definition, config, {
      ...(options.relay === undefined ? {} : { relay: options.relay }),
      consumer: { sweepMs: 100, holeMs: 300, compareMs: 5_000, pullMs: 2_000, ...options.consumer },
      retries: { delaysMs: [20, 40, 80], leaseMs: 2_000, ...options.retries },
    });
  let service: RunningService;
  try {
    service = await start(overrides);
  } catch (error) {
    await peers.close();
    await broker?.stop();
    await database.drop();
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
  return {
    get service() {
      return service;
    },
    config,
    broker,
    ask: (contract, input, asker) => peers.ask(contract, input, asker),
    answer: (contract, fake) => peers.answer(contract, fake),
    async emit(contract, event, options = {}) {
      const envelope = await others.emit(contract, event, options.publish !== false);
      if (options.wait === false || options.publish === false || !service.listensTo.includes(contract.service))
        return envelope;
      const describe = `${definition.name} handles ${contract.type} ${envelope.id}`;
      await eventually(
        async () => (await database.rows('SELECT 1 FROM inbox WHERE event_id = $1', [envelope.id])).length > 0,
        describe,
      ).catch(async (error) => {
        const held = await database.rows('SELECT why, started, last_error FROM inbox_held WHERE event_id = $1', [
          envelope.id,
        ]);
        const dead = await database.rows('SELECT reason FROM dead_letter WHERE event_id = $1', [envelope.id]);
        throw new Error(
          `${(error as Error).message}; held: ${JSON.stringify(held)}; given up: ${JSON.stringify(dead)}`,
        );
      });
      return envelope;
    },
    runRelayOnce: () => service.relay.runOnce(),
    rows: database.rows,
    async events(contract) {
      const rows = await database.rows<Parameters<typeof envelopeOf>[1]>(
        `SELECT ${outboxColumns} FROM outbox ORDER BY seq`,
      );
      return rows
        .map((row) => envelopeOf(definition.name, { ...row, position: row.position ?? '1' }))
        .filter(({ type }) => contract === undefined || type === contract.type);
    },
    async restart(options = overrides) {
      await service.close();
      service = await start(options);
    },
    async close() {
      await service.close();
      await peers.close();
      await broker?.stop();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The logs of the other services: what was emitted, published and kept for those who ask. */
class OtherLogs {
  private readonly logs = new Map<Service, EventEnvelope[]>();

  constructor(private readonly peers: Peers) {}

  async emit<E extends EventContract>(contract: E, event: EmittedEvent<E>, publish: boolean): Promise<EventEnvelope> {
    const log = await this.logOf(contract.service);
    const sequences = log.filter((e) => e.aggregate === contract.aggregate && e.aggregateId === event.aggregateId);
    const last = (numbers: number[]) => Math.max(0, ...numbers);
    const envelope: EventEnvelope = {
      v: 1,
      id: event.id ?? randomUUID(),
      type: contract.type,
      service: contract.service,
      aggregate: contract.aggregate,
      aggregateId: event.aggregateId,
      aggregateSequence: event.aggregateSequence ?? last(sequences.map((e) => e.aggregateSequence)) + 1,
      position: event.position ?? last(log.map((e) => e.position)) + 1,
      occurredAt: event.occurredAt ?? new Date().toISOString(),
      actor: event.actor ?? { service: contract.service },
      commandId: event.commandId ?? randomUUID(),
      traceparent: newTraceparent(),
      payload: event.payload,
    };
    if (!log.some(({ id }) => id === envelope.id)) log.push(envelope);
    if (publish) {
      const { nats } = await this.peers.connect(contract.service);
      await new EventStream(nats).publish(envelope);
    }
    return envelope;
  }

  private async logOf(source: Service): Promise<EventEnvelope[]> {
    const known = this.logs.get(source);
    if (known !== undefined) return known;
    const log: EventEnvelope[] = [];
    this.logs.set(source, log);
    await this.peers.answer(logContract(source), ({ after, limit, aggregateId }) => ({
      entries: log
        .filter((e) => e.position > after && (aggregateId === undefined || e.aggregateId === aggregateId))
        .sort((a, b) => a.position - b.position)
        .slice(0, limit),
      last: Math.max(0, ...log.map((e) => e.position)),
    }));
    return log;
  }
}
