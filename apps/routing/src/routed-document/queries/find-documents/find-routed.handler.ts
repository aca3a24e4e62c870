import { Injectable } from '@nestjs/common';
import { type InputOf, routing } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { notFound } from '../../domain/authorise.js';
import { holdsAs } from '../../domain/routed-document.js';
import { viewOf } from '../../domain/view.js';
import { RoutedListStore } from '../../store/routed-list.store.js';

/** Open before finished, overdue first, then by urgency and deadline (Art. 24, R-IN-13; R-GEN-03). */
@Injectable()
export class FindRoutedHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly list: RoutedListStore,
  ) {}

  @Handles(routing.FindRouted)
  handle(input: InputOf<typeof routing.FindRouted>, ctx: RequestContext): Promise<Answer<typeof routing.FindRouted>> {
    return this.transactions.run(async (tx) => {
      const { actor } = ctx;
      if (actor === null) return notFound();
      const { documents, nextCursor, total } = await this.list.page(tx, {
        readers: ctx.principals,
        holders: input.mine ? holdsAs(actor) : null,
        overdueOnly: input.overdue,
        today: ctx.today(),
        limit: input.limit,
        cursor: input.cursor,
      });
      return { items: documents.map((document) => viewOf(document, actor, ctx.today())), nextCursor, total };
    });
  }
}
