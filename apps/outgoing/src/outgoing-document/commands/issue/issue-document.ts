import { Injectable } from '@nestjs/common';
import { outgoing } from '@vanthu/contracts';
import { civilDateOf } from '@vanthu/decree30';
import { type ActContext, Outbox } from '@vanthu/messaging';
import { businessEvent, type Logger } from '@vanthu/observability';
import type { Tx } from '@vanthu/persistence';
import { DeliveriesStore } from '../../after-issue/deliveries.store.js';
import { Mending } from '../../after-issue/mending.js';
import type { OutgoingDocument } from '../../domain/outgoing-document.js';
import { step } from '../../domain/outgoing-state.js';
import { issuedPayload } from '../../domain/payloads.js';
import { readersOnceIssued } from '../../domain/readers.js';
import { RegisterLineStore } from '../../register/register-line.store.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { type DoneBy, TimelineStore } from '../../store/timeline.store.js';
import { WatchStore } from '../../watch/watch.store.js';

/** What issuing changes; from now on its recipients and the leadership read it (Art. 18; R-OUT-01). */
@Injectable()
export class IssueDocument {
  constructor(
    private readonly documents: OutgoingDocumentStore,
    private readonly lines: RegisterLineStore,
    private readonly deliveries: DeliveriesStore,
    private readonly mending: Mending,
    private readonly watch: WatchStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  async issue(
    tx: Tx,
    document: OutgoingDocument,
    by: DoneBy,
    ctx: ActContext & { readonly log: Logger },
  ): Promise<OutgoingDocument> {
    const now = by.now();
    const on = civilDateOf(now);
    const issued = await this.documents.save(tx, {
      ...document,
      state: step(document.state, 'issued'),
      issuedAt: now.toISOString(),
      issuedOn: on,
      issueBy: null,
      readers: readersOnceIssued(document),
      changedAt: now.toISOString(),
    });
    await this.lines.handOver(tx, document, on);
    await this.deliveries.begin(tx, issued);
    await this.watch.done(tx, issued, ['issue', 'send', 'at-once'], now);
    const mends = await this.mending.takeEffect(tx, issued, by);
    const textVi = `Phát hành ${document.numbering?.numberAndSymbol} đến ${document.recipients.length} nơi nhận`;
    await this.timeline.record(tx, document.id, { act: 'issue', textVi }, by);
    await this.outbox.add(
      tx,
      outgoing.Issued,
      { aggregateId: document.id, payload: issuedPayload(issued, mends) },
      ctx,
    );
    businessEvent('outgoing.issued', { kind: document.kind }, { documentId: document.id }, ctx.log);
    return issued;
  }
}
