import { Injectable } from '@nestjs/common';
import { type Actor, commonRefusals, type InputOf, outgoing, refuser } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { guards } from '../domain/guards.js';
import { mayRead } from '../domain/readers.js';
import { actorOf } from '../store/act-on-document.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { DeliveriesStore } from './deliveries.store.js';
import { LinksStore } from './links.store.js';
import { RecallsStore } from './recalls.store.js';

/** Where it has arrived, what became of it, what mends it (Annex VI III.1.k, 1.o). */
@Injectable()
export class GetAfterIssueHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: OutgoingDocumentStore,
    private readonly deliveries: DeliveriesStore,
    private readonly recalls: RecallsStore,
    private readonly links: LinksStore,
  ) {}

  @Handles(outgoing.GetAfterIssue)
  handle(
    { documentId }: InputOf<typeof outgoing.GetAfterIssue>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.GetAfterIssue>> {
    const actor = actorOf(ctx);
    return this.transactions.run(async (tx) => {
      const document = await this.documents.byId(tx, documentId);
      if (!document || !mayRead(document, actor)) return refuser(commonRefusals)('REQUEST.NOT_FOUND');
      const recall = await this.recalls.of(tx, documentId);
      const acts = (['recall', 'mend'] as const).filter(
        (act) => guards[act](document, actor) === null && recall === null,
      );
      const deliveries = await this.deliveries.of(tx, documentId);
      const links = await this.linksFor(tx, documentId, actor);
      return { documentId, deliveries, recall, links, acts };
    });
  }

  /** That it was mended, and by which number, is for whoever reads it; what the other one is about only for who reads that one. */
  private async linksFor(tx: Tx, documentId: string, actor: Actor): Promise<outgoing.OutgoingLink[]> {
    const links: outgoing.OutgoingLink[] = [];
    for (const link of await this.links.of(tx, documentId)) {
      const other = await this.documents.byId(tx, link.documentId);
      const isOpen = other !== null && mayRead(other, actor);
      links.push(isOpen ? link : { ...link, abstract: 'Bạn không có quyền xem trích yếu.' });
    }
    return links;
  }
}
