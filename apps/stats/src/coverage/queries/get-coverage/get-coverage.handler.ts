import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, stats } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { Generations } from '../../../model/generations.js';
import { figuresOf, sentenceVi } from '../../domain/figures.js';
import { AgencyScope } from '../../store/agency-scope.js';
import { CoverageStore } from '../../store/coverage.store.js';

/** How many issued documents bear which signatures, counted from judgements (coverage). */
@Injectable()
export class GetCoverageHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly generations: Generations,
    private readonly scope: AgencyScope,
    private readonly coverage: CoverageStore,
  ) {}

  @Handles(stats.GetCoverage)
  handle(input: InputOf<typeof stats.GetCoverage>, ctx: RequestContext): Promise<Answer<typeof stats.GetCoverage>> {
    if (input.from > input.to) return Promise.resolve(stats.refuseStats('STATS.PERIOD_BACKWARDS'));
    // One snapshot: the total and its parts are of the same moment, also while a rebuild switches.
    return this.transactions.run(
      async (tx) => {
        const { generation, changedAt } = await this.generations.serving(tx);
        const scope = await this.scope.of(tx, generation, input, ctx.actor);
        if (isRefusal(scope)) return scope;
        const sums = await this.coverage.sums(tx, generation, { ...input, agencyIds: scope.agencyIds });
        const figures = figuresOf(sums.total);
        const sentence = sentenceVi(sums.total);
        if (isRefusal(figures)) return figures;
        if (isRefusal(sentence)) return sentence;
        const byAgency = [];
        for (const { id, name, counts } of sums.byAgency) {
          const own = figuresOf(counts);
          if (isRefusal(own)) return own;
          byAgency.push({ agencyId: id ?? '', agencyName: name, figures: own });
        }
        const byUnit = [];
        for (const { id, name, counts } of sums.byUnit) {
          const own = figuresOf(counts);
          if (isRefusal(own)) return own;
          byUnit.push({ unitId: id, unitName: name, figures: own });
        }
        return { figures, sentenceVi: sentence, byAgency, byUnit, asOf: changedAt };
      },
      { isolation: 'REPEATABLE READ' },
    );
  }
}
