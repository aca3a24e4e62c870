import { Injectable } from '@nestjs/common';
import { incoming, outgoing } from '@vanthu/contracts';
import { civilDateOf } from '@vanthu/decree30';
import { type ListenContext, type ListenedEvent, Listens, Outbox, TimelineStore, uuidV5 } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import type { IncomingDocument } from '../domain/incoming-document.js';
import { mayBecome } from '../domain/incoming-state.js';
import { IncomingDocumentStore } from '../store/incoming-document.store.js';
import { OwedWorkStore } from '../store/owed-work.store.js';
import { RegisterLineStore } from '../store/register-line.store.js';
import { RecallStore } from './recall.store.js';

type Recalled = ListenedEvent<typeof outgoing.Recalled>;

/**
 * The issuer recalls: each receiver here cancels the document and reports in the same transaction. Its content is no longer
 * opened; register line, timeline and the data of the recall stay (Art. 18.4.b; Annex VI III.8.b-c; Decision 28/2018 Art. 9.2).
 */
@Injectable()
export class CancelWhenRecalledHandler {
  constructor(
    private readonly documents: IncomingDocumentStore,
    private readonly recalls: RecallStore,
    private readonly lines: RegisterLineStore,
    private readonly owed: OwedWorkStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Listens(outgoing.Recalled)
  async handle(event: Recalled, tx: Tx, ctx: ListenContext): Promise<void> {
    const { documentId: outgoingDocumentId } = event.payload;
    for (const agencyId of await this.recalls.dropDelivery(tx, outgoingDocumentId)) {
      const documentId = uuidV5(outgoingDocumentId, `reception ${agencyId}`);
      const never = { id: documentId, agencyId, readers: [`clerks:${agencyId}`], arrivalNumber: null };
      await this.report(tx, event, never, ctx);
    }
    const received = await this.documents.select(
      tx,
      `outgoing_document_id = $1 AND source = 'hosted' ORDER BY id FOR UPDATE`,
      [outgoingDocumentId],
    );
    for (const document of received) await this.cancel(tx, event, document, ctx);
  }

  private async cancel(tx: Tx, event: Recalled, document: IncomingDocument, ctx: ListenContext): Promise<void> {
    // Returned before: the sender has it back, and knows.
    if (!mayBecome(document.state, 'recalled')) return;
    const { order, reason, agencyName } = event.payload;
    const at = new Date(event.occurredAt);
    const cancelled = await this.documents.save(tx, {
      ...document,
      state: 'recalled',
      dueOn: null,
      tasks: document.tasks.map((task) => ({ ...task, open: false })),
      changedAt: event.occurredAt,
    });
    await this.owed.dropCheck(tx, document.id);
    await this.recalls.add(tx, document.id, { order, reason, at });
    await this.lines.note(tx, document.id, `Đã hủy theo thu hồi: ${order}`, civilDateOf(at));
    const textVi = `${agencyName} thu hồi (${order}): ${reason}. Đã hủy văn bản và báo lại nơi gửi`;
    await this.timeline.record(tx, document.id, { act: 'cancel', textVi }, { actor: null, now: () => at });
    await this.report(tx, event, cancelled, ctx);
  }

  private async report(
    tx: Tx,
    { payload: { documentId: outgoingDocumentId, order, reason }, occurredAt }: Recalled,
    document: Pick<IncomingDocument, 'id' | 'agencyId' | 'readers' | 'arrivalNumber'>,
    ctx: ListenContext,
  ): Promise<void> {
    const { id: documentId, agencyId, arrivalNumber } = document;
    const subject = { documentId, agencyId, readers: [...document.readers] };
    const payload = { ...subject, outgoingDocumentId, order, reason, arrivalNumber, cancelledAt: occurredAt };
    await this.outbox.add(tx, incoming.IncomingCancelled, { aggregateId: documentId, payload }, ctx);
  }
}
