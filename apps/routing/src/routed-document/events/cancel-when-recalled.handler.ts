import { Injectable } from '@nestjs/common';
import { incoming } from '@vanthu/contracts';
import { type ListenedEvent, Listens, TimelineStore } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { cancelled } from '../domain/rerouting.js';
import { mayBecome } from '../domain/routing-state.js';
import { RoutedDocumentStore } from '../store/routed-document.store.js';

/** Cancelled on the issuer's order: nobody handles it any more, and nobody is urged (Art. 18.4.b; R-REC-03). */
@Injectable()
export class CancelWhenRecalledHandler {
  constructor(
    private readonly documents: RoutedDocumentStore,
    private readonly timeline: TimelineStore,
  ) {}

  @Listens(incoming.IncomingCancelled)
  async handle(event: ListenedEvent<typeof incoming.IncomingCancelled>, tx: Tx): Promise<void> {
    const { documentId, order, reason } = event.payload;
    const document = await this.documents.forChange(tx, documentId);
    // Recalled before the clerk had registered it: it was never on its way here (R-IN-11).
    if (document === null || !mayBecome(document.state, 'cancelled')) return;
    await this.documents.save(tx, cancelled(document));
    const textVi = `Nơi gửi thu hồi (${order}): ${reason}. Dừng giải quyết`;
    // The order is another agency's: nobody here did it.
    await this.timeline.record(
      tx,
      documentId,
      { act: 'cancel', textVi },
      { actor: null, now: () => new Date(event.occurredAt) },
    );
  }
}
