import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, stats } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { Generations } from '../../../model/generations.js';
import { AgencyScope } from '../../store/agency-scope.js';
import { CoverageParts, canDivide, type FiguredPart, figuresOfAll } from '../../store/coverage-parts.js';

/** Where the signatures are missing: by agency, unit, kind, signer, or month by month. */
@Injectable()
export class FindCoveragePartsHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly generations: Generations,
    private readonly scope: AgencyScope,
    private readonly parts: CoverageParts,
  ) {}

  @Handles(stats.FindCoverageParts)
  handle(
    input: InputOf<typeof stats.FindCoverageParts>,
    ctx: RequestContext,
  ): Promise<Answer<typeof stats.FindCoverageParts>> {
    if (input.from > input.to) return Promise.resolve(stats.refuseStats('STATS.PERIOD_BACKWARDS'));
    const { unitId, kind, signerPersonId } = input;
    const within = { unitId: unitId === 'none' ? '' : unitId, kind, signerPersonId };
    if (!canDivide(input.part, within)) return Promise.resolve(stats.refuseStats('STATS.ONE_PART'));
    return this.transactions.run(
      async (tx) => {
        const { generation } = await this.generations.serving(tx);
        const scope = await this.scope.of(tx, generation, input, ctx.actor);
        if (isRefusal(scope)) return scope;
        const period = { from: input.from, to: input.to, agencyIds: scope.agencyIds };
        const items = figuresOfAll(await this.parts.of(tx, generation, period, input.part, within));
        if (isRefusal(items)) return items;
        const wanted = input.signing ? items.filter(({ figures }) => figures.both + figures.personalOnly > 0) : items;
        return { total: wanted.length, items: lackingMost(wanted) };
      },
      { isolation: 'REPEATABLE READ' },
    );
  }
}

/** An answer is one message: a province has thousands of units and signers. */
const mostParts = 500;

function lackingMost(items: readonly FiguredPart[]): FiguredPart[] {
  if (items.length <= mostParts) return [...items];
  const lacking = ({ figures }: FiguredPart) => figures.issued - figures.excluded - figures.both;
  const most = new Set([...items].sort((a, b) => lacking(b) - lacking(a)).slice(0, mostParts));
  return items.filter((item) => most.has(item));
}
