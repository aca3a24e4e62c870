import { Injectable } from '@nestjs/common';
import { type InputOf, outgoing } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { summaryOf } from '../../domain/view.js';
import { actorOf } from '../../store/act-on-document.js';
import { OutgoingListStore } from '../../store/outgoing-list.store.js';

@Injectable()
export class FindOutgoingHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly list: OutgoingListStore,
  ) {}

  @Handles(outgoing.FindOutgoing)
  async handle(
    input: InputOf<typeof outgoing.FindOutgoing>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.FindOutgoing>> {
    const actor = actorOf(ctx);
    const { documents, nextCursor, total } = await this.transactions.run((tx) =>
      this.list.page(tx, input, actor, ctx.today()),
    );
    return { items: documents.map((document) => summaryOf(document, actor, ctx.today())), nextCursor, total };
  }
}
