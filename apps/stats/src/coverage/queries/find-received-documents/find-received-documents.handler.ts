import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, stats } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { Generations } from '../../../model/generations.js';
import type { Measure } from '../../../model/measured-sums.js';
import { readDayCursor, unreadableAbstractVi } from '../../domain/listed.js';
import { AgencyScope } from '../../store/agency-scope.js';
import { CoverageStore } from '../../store/coverage.store.js';
import { MeasuresStore } from '../../store/measures.store.js';

const measureOf = {
  incomingRegistered: 'registered',
  incomingReturned: 'returned',
  incomingCompleted: 'completed',
  completedLate: 'completed-late',
} as const satisfies Record<string, Measure>;

/** The incoming documents behind a volume. Whoever may not read one sees that it counts, not what it is about. */
@Injectable()
export class FindReceivedDocumentsHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly generations: Generations,
    private readonly scope: AgencyScope,
    private readonly coverage: CoverageStore,
    private readonly measures: MeasuresStore,
  ) {}

  @Handles(stats.FindReceivedDocuments)
  handle(
    input: InputOf<typeof stats.FindReceivedDocuments>,
    ctx: RequestContext,
  ): Promise<Answer<typeof stats.FindReceivedDocuments>> {
    if (input.from > input.to) return Promise.resolve(stats.refuseStats('STATS.PERIOD_BACKWARDS'));
    const { limit } = input;
    const measure = measureOf[input.measure];
    return this.transactions.run(
      async (tx) => {
        const { generation } = await this.generations.serving(tx);
        const scope = await this.scope.of(tx, generation, input, ctx.actor);
        if (isRefusal(scope)) return scope;
        const period = { agencyIds: scope.agencyIds, from: input.from, to: input.to };
        // The same sums as the figure: the list cannot be longer or shorter than what it stands behind.
        const sums = await this.measures.of(tx, generation, period, 'all', false);
        const behind = sums
          .map(({ agency_id: agencyId, counts }) => ({ agencyId, documents: counts.get(measure) ?? 0 }))
          .filter(({ documents }) => documents > 0);
        const agencyIds = behind.map(({ agencyId }) => agencyId);
        const after = readDayCursor(input.cursor);
        const found = await this.measures.documents(
          tx,
          generation,
          { ...period, agencyIds },
          { measure, after, limit },
        );
        const names = await this.coverage.names(tx, generation, 'agency', agencyIds);
        const last = found.at(-1);
        return {
          items: found.map(({ document_id, agency_id, day, number_and_symbol, sender_name, abstract, readers }) => {
            const readable = readers?.some((reader) => ctx.principals.includes(reader)) ?? false;
            return {
              documentId: document_id,
              agencyName: names.get(agency_id) ?? '',
              countedOn: day,
              numberAndSymbol: number_and_symbol ?? '',
              senderName: sender_name ?? '',
              abstract: readable ? (abstract ?? '') : unreadableAbstractVi,
              readable,
            };
          }),
          nextCursor: last !== undefined && found.length === limit ? `${last.day}_${last.document_id}` : null,
          total: behind.reduce((all, { documents }) => all + documents, 0),
        };
      },
      { isolation: 'REPEATABLE READ' },
    );
  }
}
