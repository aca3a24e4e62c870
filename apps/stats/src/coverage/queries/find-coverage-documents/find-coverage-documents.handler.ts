import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, stats } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import type { z } from 'zod';
import { Generations } from '../../../model/generations.js';
import { type Bucket, buckets, reasonVi } from '../../domain/bucket.js';
import { readDayCursor, unreadableAbstractVi } from '../../domain/listed.js';
import { whoLacks } from '../../domain/who-lacks.js';
import { AgencyScope } from '../../store/agency-scope.js';
import { CoverageStore, type CoveredDocument, cutOf } from '../../store/coverage.store.js';
import { RemindersStore } from '../../store/reminders.store.js';

type Asked = z.infer<typeof stats.CoverageBucket>;

/** Lists that several buckets stand behind. */
const several: Partial<Record<Asked, readonly Bucket[]>> = {
  issued: buckets,
  signed: ['both', 'personalOnly', 'organisationOnly'],
  withPersonal: ['both', 'personalOnly'],
  withOrganisation: ['both', 'organisationOnly'],
  // What is missing to "both": the list that the leadership works off.
  lacking: ['personalOnly', 'organisationOnly', 'unsigned'],
  counted: ['both', 'personalOnly', 'organisationOnly', 'unsigned'],
};
const bucketsOf = (asked: Asked): readonly Bucket[] => several[asked] ?? [asked as Bucket];

/** The list behind a figure. Whoever may not read a document sees that it counts, not what it is about. */
@Injectable()
export class FindCoverageDocumentsHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly generations: Generations,
    private readonly scope: AgencyScope,
    private readonly coverage: CoverageStore,
    private readonly reminders: RemindersStore,
  ) {}

  @Handles(stats.FindCoverageDocuments)
  handle(
    input: InputOf<typeof stats.FindCoverageDocuments>,
    ctx: RequestContext,
  ): Promise<Answer<typeof stats.FindCoverageDocuments>> {
    if (input.from > input.to) return Promise.resolve(stats.refuseStats('STATS.PERIOD_BACKWARDS'));
    const { kind, signerPersonId, limit } = input;
    // The key of the sums: documents of no unit have an empty one.
    const narrow = { unitId: input.unitId === 'none' ? '' : input.unitId, kind, signerPersonId };
    const cut = cutOf(narrow);
    if (cut === null) return Promise.resolve(stats.refuseStats('STATS.ONE_PART'));
    return this.transactions.run(
      async (tx) => {
        const { generation } = await this.generations.serving(tx);
        const scope = await this.scope.of(tx, generation, input, ctx.actor);
        if (isRefusal(scope)) return scope;
        const period = { agencyIds: scope.agencyIds, from: input.from, to: input.to };
        const wanted = bucketsOf(input.bucket);
        // The same sums as the figure: the list cannot be longer or shorter than what it stands behind.
        const sums = await this.coverage.sums(tx, generation, period, cut.part, { key: cut.key });
        const behind = sums
          .map((sum) => ({ agencyId: sum.agency_id, documents: wanted.reduce((all, bucket) => all + sum[bucket], 0) }))
          .filter(({ documents }) => documents > 0);
        const total = behind.reduce((all, { documents: count }) => all + count, 0);
        // Only where there are any, and of buckets that hold any: an index of none is walked to its end.
        const documents = await this.coverage.documents(
          tx,
          generation,
          { ...period, agencyIds: behind.map(({ agencyId }) => agencyId) },
          {
            ...narrow,
            buckets: wanted.filter((bucket) => sums.some((sum) => sum[bucket] > 0)),
            after: readDayCursor(input.cursor),
            behind: total,
            limit,
          },
        );
        const names = await this.coverage.names(tx, generation, 'agency', [
          ...new Set(documents.map((one) => one.agency_id)),
        ]);
        const told = new Map(
          (
            await this.reminders.of(
              tx,
              documents.map((one) => one.document_id),
            )
          ).map((one) => [one.document_id, one]),
        );
        const last = documents.at(-1);
        return {
          items: documents.map((document) =>
            view(document, ctx.principals, {
              agencyName: names.get(document.agency_id) ?? '',
              reminded: told.get(document.document_id),
            }),
          ),
          nextCursor: last !== undefined && documents.length === limit ? `${last.issued_on}_${last.document_id}` : null,
          total,
        };
      },
      { isolation: 'REPEATABLE READ' },
    );
  }
}

interface Beside {
  readonly agencyName: string;
  readonly reminded: { readonly times: number; readonly last_on: string } | undefined;
}

function view(document: CoveredDocument, principals: readonly string[], { agencyName, reminded }: Beside) {
  const lacks = whoLacks(document);
  const readable = document.readers.some((reader) => principals.includes(reader));
  const facts = {
    agencyId: document.agency_id,
    excludedReason: document.excluded_reason,
    verdict: document.verdict,
  };
  return {
    documentId: document.document_id,
    agencyId: document.agency_id,
    numberAndSymbol: document.number_and_symbol,
    abstract: readable ? document.abstract : unreadableAbstractVi,
    issuedOn: document.issued_on,
    signerName: document.signer_name,
    remindVi: lacks && (lacks.nameVi ?? `Văn thư ${agencyName}`),
    reminded: reminded ? { times: reminded.times, lastOn: reminded.last_on } : null,
    bucket: document.bucket,
    reasonVi: reasonVi(facts),
    readable,
  };
}
