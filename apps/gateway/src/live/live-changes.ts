import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type EventEnvelope, eventContracts, gateway } from '@vanthu/contracts';
import { EventFeed } from '@vanthu/messaging';
import { ReadersSeen } from './readers-seen.js';

/** Ids of so many events are remembered: a publisher that is not sure says the same again. */
const mostRemembered = 2_000;

export interface LiveReader {
  readonly sessionToken: string;
  /** Replaced when the actor's roles change. */
  principals: readonly string[];
  tell(change: gateway.LiveChange): void;
  end(): void;
}

/** Tells open pages that a document which they may read has changed. A hint, not a record: what is missed is read anew. */
@Injectable()
export class LiveChanges implements OnModuleInit, OnModuleDestroy {
  private readonly readers = new Set<LiveReader>();
  private readonly seen = new ReadersSeen();
  private readonly passed = new Set<string>();
  private stop: (() => void)[] = [];

  constructor(private readonly feed: EventFeed) {}

  onModuleInit(): void {
    this.stop = eventContracts.map((contract) => this.feed.on(contract, (event) => this.pass(event)));
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
    this.passed.add(event.id);
    if (this.passed.size > mostRemembered) this.passed.delete(this.passed.values().next().value as string);
    const facts = gateway.WithReaders.safeParse(event.payload);
    if (!facts.success) return;
    const { documentId, readers: named } = facts.data;
    const readers = this.seen.of(documentId ?? event.aggregateId, named);
    const change: gateway.LiveChange = {
      eventId: event.id,
      type: event.type,
      service: event.service,
      aggregate: event.aggregate,
      aggregateId: event.aggregateId,
      documentId: documentId ?? null,
    };
    for (const reader of this.readers) {
      if (reader.principals.some((principal) => readers.includes(principal))) reader.tell(change);
    }
  }
}
