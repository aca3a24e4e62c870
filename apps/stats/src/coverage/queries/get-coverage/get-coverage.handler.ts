import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, stats } from '@vanthu/contracts';
import { addDays, type ReportingPeriod, reportingPeriodOn, reportingPeriodsOf } from '@vanthu/decree30';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { Generations } from '../../../model/generations.js';
import { addCounts, figuresOf, noCounts, sentenceVi } from '../../domain/figures.js';
import { AgencyScope } from '../../store/agency-scope.js';
import { CoverageStore } from '../../store/coverage.store.js';
import { CoverageParts, figuresOfAll } from '../../store/coverage-parts.js';
import type { Period } from '../../store/sums-query.js';

/** How many issued documents bear which signatures, counted from judgements (coverage). */
@Injectable()
export class GetCoverageHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly generations: Generations,
    private readonly scope: AgencyScope,
    private readonly coverage: CoverageStore,
    private readonly parts: CoverageParts,
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
        const { agencyIds, rootId } = scope;
        const period = { from: input.from, to: input.to, agencyIds };
        const agencies = await this.parts.of(tx, generation, period, 'agency');
        const own = { ...period, agencyIds: rootId === null ? [] : [rootId] };
        const units = await this.parts.of(tx, generation, own, 'unit');
        const total = agencies.map(({ counts }) => counts).reduce(addCounts, noCounts);
        const signing = await this.coverage.unitsSigning(tx, generation, period);
        const sentence = sentenceVi(total);
        const figures = figuresOf(total);
        const before = await this.before(tx, generation, period);
        const byAgency = figuresOfAll(agencies);
        const byUnit = figuresOfAll(units);
        if (isRefusal(figures)) return figures;
        if (isRefusal(sentence)) return sentence;
        if (isRefusal(before)) return before;
        if (isRefusal(byAgency)) return byAgency;
        if (isRefusal(byUnit)) return byUnit;
        return {
          figures,
          sentenceVi: sentence,
          byAgency: byAgency.map(({ key, name, figures: of }) => ({ agencyId: key, agencyName: name, figures: of })),
          byUnit: byUnit.map(({ key, name, figures: of }) => ({ unitId: key || null, unitName: name, figures: of })),
          units: signing,
          before,
          asOf: changedAt,
        };
      },
      { isolation: 'REPEATABLE READ' },
    );
  }

  /** Quarter against quarter, year against year: only what agencies report over is compared. */
  private async before(tx: Tx, generation: number, asked: Period) {
    const period = namedPeriod(asked);
    const kind = period?.kind;
    if (period === undefined || kind === undefined || kind === 'half-year') return null;
    const earlier = reportingPeriodOn(addDays(period.from, -1), kind);
    const { from, to } = earlier;
    const sums = await this.coverage.sums(tx, generation, { ...asked, from, to }, 'all', { together: true });
    const figures = figuresOf(sums.reduce(addCounts, noCounts));
    return isRefusal(figures) ? figures : { period: earlier, figures };
  }
}

function namedPeriod({ from, to }: Period): ReportingPeriod | undefined {
  const year = Number(to.slice(0, 4));
  return reportingPeriodsOf(year).find((one) => one.from === from && one.to === to);
}
