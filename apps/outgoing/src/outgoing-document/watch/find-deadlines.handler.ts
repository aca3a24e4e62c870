import { Injectable } from '@nestjs/common';
import { type InputOf, outgoing } from '@vanthu/contracts';
import { urgencyRank } from '@vanthu/decree30';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { actorOf } from '../store/act-on-document.js';
import { WatchStore } from './watch.store.js';

/** Hỏa tốc before thượng khẩn before khẩn (R-GEN-03), then what is due first. */
const order = (a: outgoing.DeadlineLine, b: outgoing.DeadlineLine): number =>
  urgencyRank(b.urgency) - urgencyRank(a.urgency) || a.dueAt.localeCompare(b.dueAt);

@Injectable()
export class FindDeadlinesHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly watch: WatchStore,
  ) {}

  @Handles(outgoing.FindDeadlines)
  handle(
    { year }: InputOf<typeof outgoing.FindDeadlines>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.FindDeadlines>> {
    const { agencyId } = actorOf(ctx);
    return this.transactions.run(async (tx) => ({
      open: (await this.watch.open(tx, agencyId, ctx.now())).sort(order),
      violations: await this.watch.violations(tx, agencyId, year),
    }));
  }
}
