import { Injectable } from '@nestjs/common';
import { incoming } from '@vanthu/contracts';
import { type ListenedEvent, Listens } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { TimelineStore } from '../store/timeline.store.js';
import { DeliveriesStore } from './deliveries.store.js';

/**
 * What the receivers' systems tell of a document that was sent to them: the notice of receipt of the same day (Art. 21.2.c;
 * R-IN-03), that it is registered, that it is refused and why (Decision 28/2018 Art. 5.4), that it is cancelled (R-REC-03).
 */
@Injectable()
export class FollowDeliveriesHandler {
  constructor(
    private readonly deliveries: DeliveriesStore,
    private readonly timeline: TimelineStore,
  ) {}

  @Listens(incoming.IncomingReceived)
  async arrived({ payload }: ListenedEvent<typeof incoming.IncomingReceived>, tx: Tx): Promise<void> {
    const { outgoingDocumentId, agencyId, arrivedAt } = payload;
    if (outgoingDocumentId !== null) await this.deliveries.told(tx, outgoingDocumentId, agencyId, { arrivedAt });
  }

  @Listens(incoming.IncomingRegistered)
  async registered({ payload }: ListenedEvent<typeof incoming.IncomingRegistered>, tx: Tx): Promise<void> {
    const { outgoingDocumentId, agencyId, registeredAt } = payload;
    if (outgoingDocumentId !== null) await this.deliveries.told(tx, outgoingDocumentId, agencyId, { registeredAt });
  }

  @Listens(incoming.IncomingReturned)
  async returned(event: ListenedEvent<typeof incoming.IncomingReturned>, tx: Tx): Promise<void> {
    const { outgoingDocumentId, agencyId, text } = event.payload;
    if (outgoingDocumentId === null) return;
    const told = { returnedAt: event.occurredAt, reason: text };
    const name = await this.deliveries.told(tx, outgoingDocumentId, agencyId, told);
    await this.note(tx, outgoingDocumentId, name, 'returned', `từ chối nhận: ${text}`, event.occurredAt);
  }

  @Listens(incoming.IncomingCancelled)
  async cancelled(event: ListenedEvent<typeof incoming.IncomingCancelled>, tx: Tx): Promise<void> {
    const { outgoingDocumentId, agencyId, cancelledAt } = event.payload;
    const name = await this.deliveries.told(tx, outgoingDocumentId, agencyId, { cancelledAt });
    await this.note(tx, outgoingDocumentId, name, 'cancelled', 'báo đã hủy văn bản bị thu hồi', event.occurredAt);
  }

  /** In the timeline of the sender: what it has to act on. Nobody of this agency did it. */
  private async note(
    tx: Tx,
    documentId: string,
    name: string | null,
    act: string,
    textVi: string,
    at: string,
  ): Promise<void> {
    if (name === null) return;
    await this.timeline.record(
      tx,
      documentId,
      { act, textVi: `${name} ${textVi}` },
      { actor: null, now: () => new Date(at) },
    );
  }
}
