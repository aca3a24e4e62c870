import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, outgoing, refuser } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { guards } from '../domain/guards.js';
import { mayRead, tookPart } from '../domain/readers.js';
import { actorOf } from '../store/act-on-document.js';
import { DraftStore } from '../store/draft.store.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { compareFields } from './compare-fields.js';

/** What the file of this version says against the draft, its places and its faults: for those who took part before the signature. */
@Injectable()
export class GetWrittenFileHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: OutgoingDocumentStore,
    private readonly drafts: DraftStore,
  ) {}

  @Handles(outgoing.GetWrittenFile)
  get(
    { documentId }: InputOf<typeof outgoing.GetWrittenFile>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.GetWrittenFile>> {
    const actor = actorOf(ctx);
    return this.transactions.run(async (tx) => {
      const document = await this.documents.byId(tx, documentId);
      if (!document || !mayRead(document, actor) || !tookPart(document, actor))
        return refuser(commonRefusals)('REQUEST.NOT_FOUND');
      const { content, written } = await this.drafts.text(tx, document);
      if (!written) return outgoing.refuseOutgoing('OUTGOING.NO_WRITTEN_FILE');
      const { form, source, pages, places, remarks } = written;
      return {
        ...{ documentId, draftNumber: document.draftNumber, source: { form, ...source }, pages, places, remarks },
        signatures: (written.signed?.signatures ?? []).map(({ ownerId: _, ...one }) => one),
        compared: compareFields(content, written),
        mayChange: guards.edit(document, actor) === null,
      };
    });
  }
}
