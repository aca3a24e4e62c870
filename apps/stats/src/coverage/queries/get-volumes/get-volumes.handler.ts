import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, stats } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { Generations } from '../../../model/generations.js';
import { buckets } from '../../domain/bucket.js';
import { AgencyScope } from '../../store/agency-scope.js';
import { CoverageStore } from '../../store/coverage.store.js';
import { MeasuresStore } from '../../store/measures.store.js';

@Injectable()
export class GetVolumesHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly generations: Generations,
    private readonly scope: AgencyScope,
    private readonly coverage: CoverageStore,
    private readonly measures: MeasuresStore,
  ) {}

  @Handles(stats.GetVolumes)
  handle(input: InputOf<typeof stats.GetVolumes>, ctx: RequestContext): Promise<Answer<typeof stats.GetVolumes>> {
    if (input.from > input.to) return Promise.resolve(stats.refuseStats('STATS.PERIOD_BACKWARDS'));
    return this.transactions.run(
      async (tx) => {
        const { generation } = await this.generations.serving(tx);
        const scope = await this.scope.of(tx, generation, input, ctx.actor);
        if (isRefusal(scope)) return scope;
        const period = { agencyIds: scope.agencyIds, from: input.from, to: input.to };
        const outgoing = await this.coverage.sums(tx, generation, period, 'all', { together: true });
        const measured = await this.measures.total(tx, generation, period);
        return {
          outgoingIssued: outgoing.reduce((all, sum) => all + buckets.reduce((of, bucket) => of + sum[bucket], 0), 0),
          incomingRegistered: measured.get('registered') ?? 0,
          incomingReturned: measured.get('returned') ?? 0,
          incomingCompleted: measured.get('completed') ?? 0,
          completedLate: measured.get('completed-late') ?? 0,
        };
      },
      { isolation: 'REPEATABLE READ' },
    );
  }
}
