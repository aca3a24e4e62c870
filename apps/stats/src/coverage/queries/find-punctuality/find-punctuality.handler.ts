import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, type Refusal, stats } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { Generations } from '../../../model/generations.js';
import type { Measure } from '../../../model/measured-sums.js';
import { hundredths, percentText } from '../../domain/percent.js';
import { AgencyScope } from '../../store/agency-scope.js';
import { CoverageParts } from '../../store/coverage-parts.js';
import { MeasuresStore } from '../../store/measures.store.js';

type Counts = ReadonlyMap<Measure, number>;

/** What was registered, submitted, resolved, issued and sent in time, of how many, by part. */
@Injectable()
export class FindPunctualityHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly generations: Generations,
    private readonly scope: AgencyScope,
    private readonly measures: MeasuresStore,
    private readonly parts: CoverageParts,
  ) {}

  @Handles(stats.FindPunctuality)
  handle(
    input: InputOf<typeof stats.FindPunctuality>,
    ctx: RequestContext,
  ): Promise<Answer<typeof stats.FindPunctuality>> {
    if (input.from > input.to) return Promise.resolve(stats.refuseStats('STATS.PERIOD_BACKWARDS'));
    return this.transactions.run(
      async (tx) => {
        const { generation } = await this.generations.serving(tx);
        const scope = await this.scope.of(tx, generation, input, ctx.actor);
        if (isRefusal(scope)) return scope;
        const { part } = input;
        const period = { from: input.from, to: input.to, agencyIds: scope.agencyIds };
        const total = punctualityOf(await this.measures.total(tx, generation, period));
        if (isRefusal(total)) return total;
        const together = part !== 'agency' && part !== 'unit';
        const rows = await this.measures.of(tx, generation, period, part === 'agency' ? 'all' : part, together);
        const nameOf = await this.parts.naming(tx, generation, period, part, rows);
        const items = [];
        for (const { agency_id: agencyId, key, counts } of rows) {
          const punctuality = punctualityOf(counts);
          if (isRefusal(punctuality)) return punctuality;
          items.push({ key: part === 'agency' ? agencyId : key, name: nameOf(agencyId, key), punctuality });
        }
        const order = part === 'month' ? ('key' as const) : ('name' as const);
        return { total, items: items.sort((a, b) => a[order].localeCompare(b[order], 'vi')) };
      },
      { isolation: 'REPEATABLE READ' },
    );
  }
}

function punctualityOf(counts: Counts): stats.Punctuality | Refusal {
  const timed = (done: Measure, late: Measure) => {
    const all = counts.get(done) ?? 0;
    const inTime = all - (counts.get(late) ?? 0);
    const rate = hundredths(inTime, all);
    return isRefusal(rate) ? rate : { done: all, inTime, percentInTime: percentText(rate) };
  };
  const registered = timed('registered', 'registered-late');
  const submitted = timed('submitted', 'submitted-late');
  const resolved = timed('completed', 'completed-late');
  const issued = timed('issued', 'issued-late');
  const sent = timed('issued', 'sent-late');
  for (const one of [registered, submitted, resolved, issued, sent]) if (isRefusal(one)) return one;
  return { registered, submitted, resolved, issued, sent } as stats.Punctuality;
}
