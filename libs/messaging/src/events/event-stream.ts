import {
  AckPolicy,
  type Consumer,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { type NatsConnection, nanos } from '@nats-io/transport-node';
import type { EventEnvelope, Service } from '@vanthu/contracts';
import { subjects } from '../nats/subjects.js';
import type { ServiceConfig } from '../service/service-config.js';

const dayMs = 86_400_000;
const apiTimeoutMs = 2_000;
/** The broker drops a second message with the same id within this time; afterwards the inbox does. */
const duplicateWindowMs = 120_000;
/** A consumer that has not acknowledged by then is thought dead. */
export const ackWaitMs = 30_000;

const notFound = (error: unknown): boolean => error instanceof JetStreamApiError && error.status === 404;

/** The stream that carries events. It is transport: what must last is in the owners' logs. */
export class EventStream {
  private readonly js: JetStreamClient;
  private manager: JetStreamManager | undefined;

  constructor(
    private readonly connection: NatsConnection,
    private readonly limits: NonNullable<ServiceConfig['stream']> = {},
  ) {
    this.js = jetstream(connection, { timeout: apiTimeoutMs });
  }

  private async jsm(): Promise<JetStreamManager> {
    // Without the check, which asks for the account's figures: a service's user may not.
    this.manager ??= await jetstreamManager(this.connection, { timeout: apiTimeoutMs, checkAPI: false });
    return this.manager;
  }

  /** Creates the stream when it is missing; whoever starts first does. An existing one keeps its limits. */
  async ensure(): Promise<void> {
    const jsm = await this.jsm();
    try {
      await jsm.streams.info(subjects.stream);
      return;
    } catch (error) {
      if (!notFound(error)) throw error;
    }
    try {
      await jsm.streams.add({
        name: subjects.stream,
        subjects: [subjects.allEvents],
        storage: StorageType.File,
        retention: RetentionPolicy.Limits,
        discard: DiscardPolicy.Old,
        duplicate_window: nanos(duplicateWindowMs),
        max_age: nanos((this.limits.maxAgeDays ?? 7) * dayMs),
        max_bytes: this.limits.maxBytes ?? -1,
        num_replicas: this.limits.replicas ?? 1,
      });
    } catch (error) {
      // Another service was quicker.
      await jsm.streams.info(subjects.stream).catch(() => {
        throw error;
      });
    }
  }

  /** @returns once the broker has stored it */
  async publish(event: EventEnvelope): Promise<void> {
    await this.js.publish(subjects.event(event), JSON.stringify(event), {
      msgID: event.id,
      timeout: apiTimeoutMs,
    });
  }

  /**
   * The durable consumer of one service for one source.
   *
   * @returns whether it had to be made anew: it knows nothing of what was acknowledged before
   */
  async ensureConsumer(service: Service, source: Service): Promise<{ consumer: Consumer; made: boolean }> {
    const jsm = await this.jsm();
    const durable = subjects.durable(service, source);
    let made = false;
    try {
      await jsm.consumers.info(subjects.stream, durable);
    } catch (error) {
      if (!notFound(error)) throw error;
      await this.ensure();
      await jsm.consumers.add(subjects.stream, {
        durable_name: durable,
        filter_subject: subjects.eventsOf(source),
        ack_policy: AckPolicy.Explicit,
        ack_wait: nanos(ackWaitMs),
        deliver_policy: DeliverPolicy.All,
        // Attempts are counted in the service's own tables; the broker delivers until acknowledged.
        max_deliver: -1,
        max_ack_pending: 1_000,
      });
      made = true;
    }
    return { consumer: await this.js.consumers.get(subjects.stream, durable), made };
  }
}
