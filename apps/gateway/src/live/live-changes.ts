import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type EventEnvelope, eventContracts, gateway } from '@vanthu/contracts';
import { EventFeed } from '@vanthu/messaging';
import { ReadersSeen } from './readers-seen.js';

/** So many events are remembered: a publisher may say the same again, and services tell later that they have followed. */
const mostRemembered = 2_000;

export interface LiveReader {
  readonly sessionToken: string;
  /** Replaced when the actor's roles change. */
  principals: readonly string[];
  tell(change: gateway.LiveChange): void;
  end(): void;
}

interface Passed {
  readonly change: gateway.LiveChange;
  readonly readers: readonly string[];
}

/**
 * Tells open pages that a document which they may read has changed: when it happened, and again when a service that follows
 * has taken it in, because a page that asked in between was shown what that service knew before. A hint, not a record: what
 * is missed is read anew.
 */
@Injectable()
export class LiveChanges implements OnModuleInit, OnModuleDestroy {
  private readonly readers = new Set<LiveReader>();
  private readonly seen = new ReadersSeen();
  private readonly passed = new Map<string, Passed | null>();
  private stop: (() => void)[] = [];

  constructor(private readonly feed: EventFeed) {}

  onModuleInit(): void {
    this.stop = eventContracts.map((contract) => this.feed.on(contract, (event) => this.pass(event)));
    this.stop.push(this.feed.onApplied((eventIds) => this.repeat(eventIds)));
  }

  onModuleDestroy(): void {
    for (const stop of this.stop.splice(0)) stop();
  }

  /** A stream that stays open keeps the door from closing. */
  endAll(): void {
    for (const reader of this.readers) reader.end();
  }

  /** @returns a function that takes the reader away */
  add(reader: LiveReader): () => void {
    this.readers.add(reader);
    return () => this.readers.delete(reader);
  }

  countOf(sessionToken: string): number {
    return [...this.readers].filter((reader) => reader.sessionToken === sessionToken).length;
  }

  /** After sign-out or another position: what was open speaks for somebody who is not there any more. */
  endOf(sessionToken: string): void {
    for (const reader of this.readers) if (reader.sessionToken === sessionToken) reader.end();
  }

  pass(event: Omit<EventEnvelope, 'payload'> & { payload?: unknown }): void {
    if (this.passed.has(event.id)) return;
    const facts = gateway.WithReaders.safeParse(event.payload);
    const passed = facts.success ? this.changeOf(event, facts.data) : null;
    this.passed.set(event.id, passed);
    if (this.passed.size > mostRemembered) this.passed.delete(this.passed.keys().next().value as string);
    if (passed) this.tell(passed);
  }

  /** Their effects are to be seen now. An event that is heard later than its effect is still to pass. */
  private repeat(eventIds: readonly string[]): void {
    for (const id of eventIds) {
      const passed = this.passed.get(id);
      if (passed) this.tell(passed);
    }
  }

  private changeOf(
    event: Omit<EventEnvelope, 'payload'>,
    { documentId, readers: named }: { documentId?: string | undefined; readers?: readonly string[] | undefined },
  ): Passed {
    const readers = this.seen.of(documentId ?? event.aggregateId, named);
    const change: gateway.LiveChange = {
      eventId: event.id,
      type: event.type,
      service: event.service,
      aggregate: event.aggregate,
      aggregateId: event.aggregateId,
      documentId: documentId ?? null,
    };
    return { change, readers };
  }

  private tell({ change, readers }: Passed): void {
    for (const reader of this.readers) {
      if (reader.principals.some((principal) => readers.includes(principal))) reader.tell(change);
    }
  }
}
