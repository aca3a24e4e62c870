import { Injectable } from '@nestjs/common';
import { type InputOf, incoming, type OutputOf } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext, TimelineStore } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { notFound } from '../../domain/authorise.js';
import { type IncomingDocument, mayRead } from '../../domain/incoming-document.js';
import { DeliveredAttachmentsStore } from '../../exchange/delivered-attachments.store.js';
import { RecallStore } from '../../exchange/recall.store.js';
import { StampStore } from '../../paper/stamp.store.js';
import { IncomingDocumentStore } from '../../store/incoming-document.store.js';

type OpenedFile = OutputOf<typeof incoming.OpenIncomingFile>;

/** Where the bytes are; answered only together with the record of who looked (R-SYS-02). */
@Injectable()
export class OpenIncomingFileHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: IncomingDocumentStore,
    private readonly timeline: TimelineStore,
    private readonly recalls: RecallStore,
    private readonly attachments: DeliveredAttachmentsStore,
    private readonly stamps: StampStore,
  ) {}

  @Handles(incoming.OpenIncomingFile)
  handle(
    input: InputOf<typeof incoming.OpenIncomingFile>,
    ctx: RequestContext,
  ): Promise<Answer<typeof incoming.OpenIncomingFile>> {
    return this.transactions.run(async (tx) => {
      const document = await this.documents.byId(tx, input.documentId);
      if (document === null || ctx.actor === null || !mayRead(document, ctx.actor)) return notFound();
      const recall = document.state === 'recalled' ? await this.recalls.of(tx, document.id) : null;
      if (recall !== null) return incoming.refuseIncoming('INCOMING.RECALLED', { order: recall.order });
      const file = await this.wanted(tx, document, input.sha256);
      if (file === null) return notFound();
      await this.timeline.recordAccess(tx, document.id, input.act, ctx.actor, ctx.now());
      return file;
    });
  }
  /** The document itself, one of the files that came with it, or its copy with the stamp. */
  private async wanted(tx: Tx, { id, file }: IncomingDocument, wanted = file.sha256): Promise<OpenedFile | null> {
    if (wanted === file.sha256) return { ...file };
    const stamped = await this.stamps.copyOf(tx, id, file.name);
    const beside = [...(await this.attachments.of(tx, id)), ...(stamped === null ? [] : [stamped])];
    const found = beside.find(({ sha256 }) => sha256 === wanted);
    return found === undefined
      ? null
      : { sha256: found.sha256, bytes: found.bytes, name: found.name, mediaType: 'application/pdf' };
  }
}
