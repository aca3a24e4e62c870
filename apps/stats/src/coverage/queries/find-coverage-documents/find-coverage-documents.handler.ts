import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, stats } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { z } from 'zod';
import type { Part } from '../../../model/coverage-sums.js';
import { Generations } from '../../../model/generations.js';
import { type Bucket, buckets, reasonVi } from '../../domain/bucket.js';
import { AgencyScope } from '../../store/agency-scope.js';
import { CoverageStore, type CoveredDocument, type Narrow } from '../../store/coverage.store.js';

type Asked = z.infer<typeof stats.CoverageBucket>;

/** Lists that several buckets stand behind. */
const bucketsOf = (asked: Asked): readonly Bucket[] => {
  if (asked === 'issued') return buckets;
  // What is missing to "both": the list that the leadership works off.
  if (asked === 'lacking') return ['personalOnly', 'organisationOnly', 'unsigned'];
  return [asked];
};

const Cursor = z.tuple([z.iso.date(), z.uuid()]);

function readCursor(text: string | undefined): [string, string] | null {
  const [day, id] = (text ?? '').split('_');
  const parsed = Cursor.safeParse([day, id]);
  return parsed.success ? parsed.data : null;
}

/** The list behind a figure. Whoever may not read a document sees that it counts, not what it is about. */
@Injectable()
export class FindCoverageDocumentsHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly generations: Generations,
    private readonly scope: AgencyScope,
    private readonly coverage: CoverageStore,
  ) {}

  @Handles(stats.FindCoverageDocuments)
  handle(
    input: InputOf<typeof stats.FindCoverageDocuments>,
    ctx: RequestContext,
  ): Promise<Answer<typeof stats.FindCoverageDocuments>> {
    if (input.from > input.to) return Promise.resolve(stats.refuseStats('STATS.PERIOD_BACKWARDS'));
    if ([input.unitId, input.kind, input.signerPersonId].filter((one) => one !== undefined).length > 1) {
      return Promise.resolve(stats.refuseStats('STATS.ONE_PART'));
    }
    return this.transactions.run(
      async (tx) => {
        const { generation } = await this.generations.serving(tx);
        const scope = await this.scope.of(tx, generation, input, ctx.actor);
        if (isRefusal(scope)) return scope;
        const period = { agencyIds: scope.agencyIds, from: input.from, to: input.to };
        const wanted = bucketsOf(input.bucket);
        const { unitId, kind, signerPersonId, limit } = input;
        const narrow = { unitId, kind, signerPersonId };
        const documents = await this.coverage.documents(tx, generation, period, {
          ...narrow,
          buckets: wanted,
          after: readCursor(input.cursor),
          limit,
        });
        // The same sums as the figure: the list cannot be longer or shorter than what it stands behind.
        const { part, key } = partOf(narrow);
        const sums = await this.coverage.sums(tx, generation, period, part);
        const behind = sums.filter((sum) => sum.key === key && wanted.includes(sum.bucket));
        const last = documents.at(-1);
        return {
          items: documents.map((document) => view(document, ctx.principals)),
          nextCursor: last !== undefined && documents.length === limit ? `${last.issued_on}_${last.document_id}` : null,
          total: behind.reduce((total, { documents: count }) => total + count, 0),
        };
      },
      { isolation: 'REPEATABLE READ' },
    );
  }
}

/** Which sums count what is looked behind. */
function partOf({ unitId, kind, signerPersonId }: Narrow): { part: Part; key: string } {
  if (unitId !== undefined) return { part: 'unit', key: unitId };
  if (kind !== undefined) return { part: 'kind', key: kind };
  if (signerPersonId !== undefined) return { part: 'signer', key: signerPersonId };
  return { part: 'all', key: '' };
}

function view(document: CoveredDocument, principals: readonly string[]) {
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
    abstract: readable ? document.abstract : 'Bạn không có quyền xem trích yếu.',
    issuedOn: document.issued_on,
    signerName: document.signer_name,
    bucket: document.bucket,
    reasonVi: reasonVi(facts),
    readable,
  };
}
