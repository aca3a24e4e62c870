import { Injectable } from '@nestjs/common';
import { outgoing } from '@vanthu/contracts';
import { type ListenedEvent, Listens } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { IssuedDocumentStore } from '../store/issued-document.store.js';

/** An answer counts once it is issued (R-IN-15). */
@Injectable()
export class KnowWhenIssuedHandler {
  constructor(private readonly issued: IssuedDocumentStore) {}

  @Listens(outgoing.Issued)
  async handle(event: ListenedEvent<typeof outgoing.Issued>, tx: Tx): Promise<void> {
    await this.issued.add(tx, event.payload);
  }
}
