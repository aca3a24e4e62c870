import { Injectable } from '@nestjs/common';
import { type InputOf, incoming } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { notFound } from '../../domain/authorise.js';
import { summaryOf } from '../../domain/view.js';
import { IncomingListStore } from '../../store/incoming-list.store.js';

/** Most urgent first among what is open, then what arrived last (R-GEN-03). */
@Injectable()
export class FindIncomingHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly list: IncomingListStore,
  ) {}

  @Handles(incoming.FindIncoming)
  handle(
    input: InputOf<typeof incoming.FindIncoming>,
    ctx: RequestContext,
  ): Promise<Answer<typeof incoming.FindIncoming>> {
    return this.transactions.run(async (tx) => {
      const { actor } = ctx;
      if (actor === null) return notFound();
      const { documents, nextCursor, total } = await this.list.page(tx, input, actor);
      return { items: documents.map((document) => summaryOf(document, actor, ctx.today())), nextCursor, total };
    });
  }
}
