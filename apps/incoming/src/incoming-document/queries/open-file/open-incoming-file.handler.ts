import { Injectable } from '@nestjs/common';
import { type InputOf, incoming } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { notFound } from '../../domain/authorise.js';
import { mayRead } from '../../domain/incoming-document.js';
import { IncomingDocumentStore } from '../../store/incoming-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';

/** Where the bytes are; answered only together with the record of who looked (R-SYS-02). */
@Injectable()
export class OpenIncomingFileHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: IncomingDocumentStore,
    private readonly timeline: TimelineStore,
  ) {}

  @Handles(incoming.OpenIncomingFile)
  handle(
    input: InputOf<typeof incoming.OpenIncomingFile>,
    ctx: RequestContext,
  ): Promise<Answer<typeof incoming.OpenIncomingFile>> {
    return this.transactions.run(async (tx) => {
      const document = await this.documents.byId(tx, input.documentId);
      if (document === null || ctx.actor === null || !mayRead(document, ctx.principals)) return notFound();
      await this.timeline.recordAccess(tx, document.id, input.act, ctx.actor, ctx.now());
      const { sha256, bytes, name, mediaType } = document.file;
      return { sha256, bytes, name, mediaType };
    });
  }
}
