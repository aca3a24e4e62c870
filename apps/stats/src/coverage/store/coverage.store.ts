import { Injectable } from '@nestjs/common';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { Part } from '../../model/coverage-sums.js';
import { rowsOf } from '../../model/sql.js';
import { type Bucket, buckets, Verdict } from '../domain/bucket.js';
import { addCounts, type Counts, noCounts } from '../domain/figures.js';
import { piecesOf } from '../domain/period-pieces.js';

export interface Period {
  readonly agencyIds: readonly string[];
  readonly from: string;
  readonly to: string;
}

const SumRow = z.object({
  agency_id: z.string(),
  key: z.string(),
  bucket: z.enum(buckets),
  documents: z.coerce.number().int(),
});
type Sum = z.infer<typeof SumRow>;

const DocumentRow = z.object({
  document_id: z.string(),
  agency_id: z.string(),
  number_and_symbol: z.string(),
  abstract: z.string(),
  issued_on: z.string(),
  signer_name: z.string(),
  signer_person_id: z.string().nullable(),
  excluded_reason: z.string().nullable(),
  readers: z.array(z.string()),
  verdict: Verdict.nullable(),
  bucket: z.string(),
});
export type CoveredDocument = z.infer<typeof DocumentRow>;

const listed = `document_id, agency_id, number_and_symbol, abstract, issued_on::text, signer_name, signer_person_id,
  excluded_reason, readers, verdict, bucket`;

const keyOfDocument = {
  unit: `coalesce(unit_id::text, '')`,
  kind: `coalesce(kind, '')`,
  signer: `coalesce(signer_person_id::text, '')`,
} as const;

/** Which part of a figure is looked behind; at most one of them is given. */
export interface Narrow {
  /** Empty: of no unit. */
  readonly unitId?: string | undefined;
  readonly kind?: string | undefined;
  readonly signerPersonId?: string | undefined;
}

@Injectable()
export class CoverageStore {
  /**
   * How many documents of each agency stand in each bucket, by the keys of a part. Whole reporting months are read as months,
   * what is left of the period as days: the cost follows the period and the agencies, never how many documents there are.
   */
  async sums(tx: Tx, generation: number, period: Period, part: Part | 'month'): Promise<Sum[]> {
    const { months, days } = piecesOf(period);
    const parameters: unknown[] = [generation, period.agencyIds];
    const given = (value: unknown) => `$${parameters.push(value)}`;
    const pieces = [...months, ...days].map(({ grain, first, last }) => {
      if (grain === 'day' && (part === 'unit' || part === 'kind' || part === 'signer')) {
        return `SELECT agency_id, ${keyOfDocument[part]} AS key, bucket, count(*) AS documents FROM covered_document
          WHERE generation = $1 AND agency_id = ANY($2::uuid[]) AND bucket = ANY(${given(buckets)}::text[])
            AND issued_on BETWEEN ${given(first)} AND ${given(last)} GROUP BY 1, 2, 3`;
      }
      // The 15th on which the reporting month begins, of a month as of a day.
      const key = part === 'month' ? `(date_trunc('month', starts - 14) + interval '14 days')::date::text` : 'key';
      return `SELECT agency_id, ${key} AS key, bucket, documents FROM coverage_sum
        WHERE generation = $1 AND part = ${given(part === 'month' ? 'all' : part)} AND grain = ${given(grain)}
          AND agency_id = ANY($2::uuid[]) AND starts BETWEEN ${given(first)} AND ${given(last)}`;
    });
    return rowsOf(
      tx,
      SumRow,
      `SELECT agency_id, key, bucket, sum(documents) AS documents FROM (${pieces.join(' UNION ALL ')}) pieces
       GROUP BY 1, 2, 3 HAVING sum(documents) > 0`,
      parameters,
    );
  }

  /** Names of agencies, units or signers. */
  async names(tx: Tx, generation: number, of: 'agency' | 'unit' | 'signer', ids: readonly string[]) {
    const Row = z.object({ id: z.string(), name: z.string() });
    const text = `SELECT id, name FROM ${of} WHERE generation = $1 AND id = ANY($2::uuid[])`;
    return new Map((await rowsOf(tx, Row, text, [generation, ids])).map(({ id, name }) => [id, name]));
  }

  /** The documents behind a figure, newest first. */
  async documents(
    tx: Tx,
    generation: number,
    period: Period,
    narrow: Narrow & { buckets: readonly Bucket[]; after: [string, string] | null; limit: number },
  ): Promise<CoveredDocument[]> {
    return rowsOf(
      tx,
      DocumentRow,
      `SELECT ${listed}
       FROM covered_document
       WHERE generation = $1 AND agency_id = ANY($2::uuid[]) AND issued_on BETWEEN $3 AND $4 AND bucket = ANY($5::text[])
         AND ($6::text IS NULL OR coalesce(unit_id::text, '') = $6) AND ($7::text IS NULL OR kind = $7) AND ($8::uuid IS NULL OR signer_person_id = $8)
         AND ($9::date IS NULL OR (issued_on, document_id) < ($9::date, $10::uuid))
       ORDER BY issued_on DESC, document_id DESC LIMIT $11`,
      [
        generation,
        period.agencyIds,
        period.from,
        period.to,
        narrow.buckets,
        narrow.unitId ?? null,
        narrow.kind ?? null,
        narrow.signerPersonId ?? null,
        narrow.after?.[0] ?? null,
        narrow.after?.[1] ?? null,
        narrow.limit,
      ],
    );
  }

  /** One that is counted; `null`: there is none of this id. */
  async document(tx: Tx, generation: number, documentId: string): Promise<CoveredDocument | null> {
    const text = `SELECT ${listed} FROM covered_document WHERE generation = $1 AND document_id = $2 AND bucket IS NOT NULL`;
    const [found] = await rowsOf(tx, DocumentRow, text, [generation, documentId]);
    return found ?? null;
  }

  async incoming(tx: Tx, generation: number, period: Period): Promise<Map<string, number>> {
    const Row = z.object({ measure: z.string(), documents: z.coerce.number().int() });
    const rows = await rowsOf(
      tx,
      Row,
      `SELECT measure, sum(documents) AS documents FROM incoming_day
       WHERE generation = $1 AND agency_id = ANY($2::uuid[]) AND day BETWEEN $3 AND $4 GROUP BY measure`,
      [generation, period.agencyIds, period.from, period.to],
    );
    return new Map(rows.map((row) => [row.measure, row.documents]));
  }
}

export function countsBy<Row extends { bucket: Bucket; documents: number }>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Map<string, Counts> {
  const groups = new Map<string, Counts>();
  for (const row of rows) {
    const known = groups.get(keyOf(row)) ?? noCounts;
    groups.set(keyOf(row), addCounts(known, { ...noCounts, [row.bucket]: row.documents }));
  }
  return groups;
}
