import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, type Refusal, stats } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { hundredths, percentText } from '../coverage/domain/percent.js';
import { AgencyScope } from '../coverage/store/agency-scope.js';
import { CoverageParts } from '../coverage/store/coverage-parts.js';
import { Generations } from '../model/generations.js';
import { type UseCounts, UseStore } from './use.store.js';
import { periodUntilToday } from './use-period.js';

/** How many of the people with an account have worked in the system, in all, by agency and by unit. */
@Injectable()
export class GetUseHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly generations: Generations,
    private readonly scope: AgencyScope,
    private readonly use: UseStore,
    private readonly parts: CoverageParts,
  ) {}

  @Handles(stats.GetUse)
  handle(input: InputOf<typeof stats.GetUse>, ctx: RequestContext): Promise<Answer<typeof stats.GetUse>> {
    if (input.from > input.to) return Promise.resolve(stats.refuseStats('STATS.PERIOD_BACKWARDS'));
    return this.transactions.run(
      async (tx) => {
        const { generation, changedAt } = await this.generations.serving(tx);
        const scope = await this.scope.of(tx, generation, input, ctx.actor);
        if (isRefusal(scope)) return scope;
        const period = periodUntilToday(input, scope.agencyIds, ctx.today());
        const rows = await this.use.counts(tx, generation, period);
        const whole = { ...period, from: input.from, to: input.to };
        const named = rows.map(({ agency_id, unit }) => ({ agencyId: agency_id ?? '', key: unit ?? '' }));
        const agencyName = await this.parts.naming(tx, generation, whole, 'agency', named);
        const unitName = await this.parts.naming(tx, generation, whole, 'unit', named);
        let total: stats.Use | null = nobody;
        const byAgency = [];
        const byUnit = [];
        const contradictions = [];
        for (const row of rows) {
          const use = useOf(row);
          const { agency_id: agencyId, unit, accounts, worked } = row;
          if (isRefusal(use)) {
            if (agencyId === null) total = null;
            // Units of agencies below are not shown; that their agency contradicts itself is.
            if (unit !== null && agencyId !== scope.rootId) continue;
            const name =
              agencyId === null ? 'Tổng cộng' : unit === null ? agencyName(agencyId, '') : unitName(agencyId, unit);
            contradictions.push({ unitId: unit || null, agencyId, name, accounts, worked, reasonVi: use.message });
          } else if (agencyId === null) total = use;
          else if (unit === null) byAgency.push({ agencyId, agencyName: agencyName(agencyId, ''), use });
          else if (agencyId === scope.rootId) {
            byUnit.push({ unitId: unit || null, unitName: unitName(agencyId, unit), use });
          }
        }
        return {
          total,
          byAgency: byAgency.sort((a, b) => a.agencyName.localeCompare(b.agencyName, 'vi')),
          byUnit: byUnit.sort((a, b) => a.unitName.localeCompare(b.unitName, 'vi')),
          contradictions: contradictions.sort((a, b) => a.name.localeCompare(b.name, 'vi')),
          asOf: changedAt,
        };
      },
      { isolation: 'REPEATABLE READ' },
    );
  }
}

const nobody: stats.Use = { accounts: 0, worked: 0, idle: 0, percentWorked: null };

function useOf({ accounts, worked, idle }: UseCounts): stats.Use | Refusal {
  const rate = hundredths(worked, accounts);
  return isRefusal(rate) ? rate : { accounts, worked, idle, percentWorked: percentText(rate) };
}
