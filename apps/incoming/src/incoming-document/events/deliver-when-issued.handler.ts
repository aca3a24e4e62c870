import { Injectable } from '@nestjs/common';
import { outgoing } from '@vanthu/contracts';
import { type ListenedEvent, Listens } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { OwedWorkStore } from '../store/owed-work.store.js';

/** What another agency issues to agencies of this installation goes straight into their reception; the job delivers. */
@Injectable()
export class DeliverWhenIssuedHandler {
  constructor(private readonly owed: OwedWorkStore) {}

  @Listens(outgoing.Issued)
  async handle(event: ListenedEvent<typeof outgoing.Issued>, tx: Tx): Promise<void> {
    const { recipients, agencyId } = event.payload;
    const named = recipients.flatMap((recipient) => (recipient.kind === 'agency' ? [recipient.agencyId] : []));
    const agencyIds = [...new Set(named)].filter((id) => id !== agencyId);
    if (agencyIds.length > 0) await this.owed.oweDelivery(tx, event.payload, agencyIds, event.occurredAt);
  }
}
