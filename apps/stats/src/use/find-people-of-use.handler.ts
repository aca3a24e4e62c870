import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, stats } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { z } from 'zod';
import { AgencyScope } from '../coverage/store/agency-scope.js';
import { Generations } from '../model/generations.js';
import { UseStore } from './use.store.js';
import { periodUntilToday } from './use-period.js';

const idLength = 36;

/** The people behind a figure: with an account, who have worked in the system, or who have not. */
@Injectable()
export class FindPeopleOfUseHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly generations: Generations,
    private readonly scope: AgencyScope,
    private readonly use: UseStore,
  ) {}

  @Handles(stats.FindPeopleOfUse)
  handle(
    input: InputOf<typeof stats.FindPeopleOfUse>,
    ctx: RequestContext,
  ): Promise<Answer<typeof stats.FindPeopleOfUse>> {
    if (input.from > input.to) return Promise.resolve(stats.refuseStats('STATS.PERIOD_BACKWARDS'));
    const { group, unitId, cursor, limit } = input;
    return this.transactions.run(
      async (tx) => {
        const { generation } = await this.generations.serving(tx);
        const scope = await this.scope.of(tx, generation, input, ctx.actor);
        if (isRefusal(scope)) return scope;
        // A unit, and positions in none, are those of the agency that was asked for.
        const root = unitId === undefined || scope.rootId === null ? scope.agencyIds : [scope.rootId];
        const period = periodUntilToday(input, root, ctx.today());
        const unit = unitId === undefined ? {} : { unit: unitId === 'none' ? '' : unitId };
        // The same count as the figure: the list cannot be longer or shorter than what it stands behind.
        const counts = (await this.use.counts(tx, generation, period)).filter((one) =>
          unit.unit === undefined ? one.agency_id === null : one.unit === unit.unit,
        );
        const people = await this.use.people(tx, generation, period, {
          group,
          ...unit,
          after: readCursor(cursor),
          limit,
        });
        const last = people.at(-1);
        return {
          items: people.map((one) => ({
            personId: one.person_id,
            personName: one.person_name,
            positionTitle: one.title,
            agencyName: one.agency_name,
            unitName: one.unit_name,
          })),
          nextCursor: last !== undefined && people.length === limit ? `${last.person_id}${last.person_name}` : null,
          total: counts.reduce((all, one) => all + one[group], 0),
        };
      },
      { isolation: 'REPEATABLE READ' },
    );
  }
}

function readCursor(text: string | undefined): [string, string] | null {
  const id = z.uuid().safeParse(text?.slice(0, idLength));
  return id.success && text !== undefined ? [text.slice(idLength), id.data] : null;
}
