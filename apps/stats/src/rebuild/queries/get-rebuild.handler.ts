import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, refuser, stats } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { RebuildJobStore } from '../rebuild-job.store.js';

@Injectable()
export class GetRebuildHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: RebuildJobStore,
  ) {}

  @Handles(stats.GetRebuild)
  handle(input: InputOf<typeof stats.GetRebuild>, _: RequestContext): Promise<Answer<typeof stats.GetRebuild>> {
    return this.transactions.run(async (tx) => {
      const job = await this.jobs.byId(tx, input.jobId);
      if (job === null) return refuser(commonRefusals)('REQUEST.NOT_FOUND');
      return { state: job.state, entriesRead: job.entries_read, positions: job.positions };
    });
  }
}
