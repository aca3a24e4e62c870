import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import { type EventContract, EventEnvelope } from '@vanthu/contracts';
import type { Logger } from '@vanthu/observability';
import { z } from 'zod';
import { subjects } from '../nats/subjects.js';
import type { ListenedEvent } from '../requests/handles.js';

const AppliedIds = z.array(z.string());

/**
 * Events as they pass, for screens that want to be fresh: every copy of the service hears each one, nothing is recorded, and
 * what passes while the connection is down is missed. Whatever must not be missed is a listener (`@Listens`).
 */
export class EventFeed {
  private readonly open: Subscription[] = [];

  constructor(
    private readonly connection: NatsConnection,
    private readonly log: Logger,
  ) {}

  /** @returns a function that ends it */
  on<E extends EventContract>(contract: E, hear: (event: ListenedEvent<E>) => void): () => void {
    const subscription = this.connection.subscribe(subjects.occurrencesOf(contract), {
      callback: (error, message) => {
        if (error) return;
        try {
          const event = EventEnvelope.parse(message.json());
          if (event.type !== contract.type) return;
          hear({ ...event, payload: contract.payload.parse(event.payload) } as ListenedEvent<E>);
        } catch (cause) {
          this.log.warn({ err: cause, type: contract.type }, 'an event could not be passed on');
        }
      },
    });
    this.open.push(subscription);
    return () => subscription.unsubscribe();
  }

  /**
   * Hears of events that have taken effect in some service: what it answers from now on includes them.
   *
   * @returns a function that ends it
   */
  onApplied(hear: (eventIds: readonly string[]) => void): () => void {
    const subscription = this.connection.subscribe(subjects.appliedAnywhere, {
      callback: (error, message) => {
        if (error) return;
        try {
          hear(AppliedIds.parse(message.json()));
        } catch (cause) {
          this.log.warn({ err: cause, subject: message.subject }, 'a hint could not be passed on');
        }
      },
    });
    this.open.push(subscription);
    return () => subscription.unsubscribe();
  }

  close(): void {
    for (const subscription of this.open.splice(0)) subscription.unsubscribe();
  }
}
