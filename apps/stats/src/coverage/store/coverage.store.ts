import { Injectable } from '@nestjs/common';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { noUnit } from '../../model/coverage-facts.js';
import { rowsOf } from '../../model/sql.js';
import { type Bucket, buckets, Verdict } from '../domain/bucket.js';
import { addCounts, type Counts, noCounts } from '../domain/figures.js';

export interface Period {
  readonly agencyIds: readonly string[];
  readonly from: string;
  readonly to: string;
}

const SumRow = z.object({
  agency_id: z.string(),
  agency_name: z.string().nullable(),
  unit_id: z.string(),
  unit_name: z.string().nullable(),
  bucket: z.enum(buckets),
  documents: z.coerce.number().int(),
});

const DocumentRow = z.object({
  document_id: z.string(),
  agency_id: z.string(),
  number_and_symbol: z.string(),
  abstract: z.string(),
  issued_on: z.string(),
  signer_name: z.string(),
  excluded_reason: z.string().nullable(),
  readers: z.array(z.string()),
  verdict: Verdict.nullable(),
  bucket: z.string(),
});
export type CoveredDocument = z.infer<typeof DocumentRow>;

export interface Group {
  readonly id: string | null;
  readonly name: string;
  readonly counts: Counts;
}

@Injectable()
export class CoverageStore {
  /** Sums of days, so that the cost depends on the period and the agencies, never on how many documents there are. */
  async sums(
    tx: Tx,
    generation: number,
    period: Period,
  ): Promise<{ total: Counts; byAgency: Group[]; byUnit: Group[] }> {
    const rows = await rowsOf(
      tx,
      SumRow,
      `SELECT d.agency_id, a.name AS agency_name, d.unit_id, u.name AS unit_name, d.bucket, d.documents FROM (
         SELECT agency_id, unit_id, bucket, sum(documents) AS documents FROM coverage_day
         WHERE generation = $1 AND agency_id = ANY($2::uuid[]) AND day BETWEEN $3 AND $4
         GROUP BY agency_id, unit_id, bucket) d
       LEFT JOIN agency a ON a.generation = $1 AND a.id = d.agency_id
       LEFT JOIN unit u ON u.generation = $1 AND u.id = d.unit_id
       ORDER BY a.name, u.name, d.agency_id, d.unit_id`,
      [generation, period.agencyIds, period.from, period.to],
    );
    const agencies = new Map<string, Group>();
    const units = new Map<string, Group>();
    let total = noCounts;
    for (const row of rows) {
      const counts: Counts = { ...noCounts, [row.bucket]: row.documents };
      total = addCounts(total, counts);
      grow(agencies, row.agency_id, row.agency_id, row.agency_name ?? 'Cơ quan chưa có tên', counts);
      // Without a unit: drafted in the agency itself. Units of several agencies stay apart, so do their papers of no unit.
      const unitId = row.unit_id === noUnit ? null : row.unit_id;
      const unitName =
        unitId === null ? (row.agency_name ?? 'Không thuộc đơn vị nào') : (row.unit_name ?? 'Đơn vị chưa có tên');
      grow(units, `${row.agency_id} ${row.unit_id}`, unitId, unitName, counts);
    }
    return { total, byAgency: [...agencies.values()], byUnit: [...units.values()] };
  }

  /** The documents behind a figure, newest first. */
  async documents(
    tx: Tx,
    generation: number,
    period: Period,
    narrow: { buckets: readonly Bucket[]; unitId: string | undefined; after: [string, string] | null; limit: number },
  ): Promise<CoveredDocument[]> {
    return rowsOf(
      tx,
      DocumentRow,
      `SELECT document_id, agency_id, number_and_symbol, abstract, issued_on::text, signer_name, excluded_reason, readers,
         verdict, bucket
       FROM covered_document
       WHERE generation = $1 AND agency_id = ANY($2::uuid[]) AND issued_on BETWEEN $3 AND $4 AND bucket = ANY($5::text[])
         AND ($6::uuid IS NULL OR unit_id = $6) AND ($7::date IS NULL OR (issued_on, document_id) < ($7::date, $8::uuid))
       ORDER BY issued_on DESC, document_id DESC LIMIT $9`,
      [
        generation,
        period.agencyIds,
        period.from,
        period.to,
        narrow.buckets,
        narrow.unitId ?? null,
        narrow.after?.[0] ?? null,
        narrow.after?.[1] ?? null,
        narrow.limit,
      ],
    );
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

function grow(groups: Map<string, Group>, key: string, id: string | null, name: string, counts: Counts): void {
  const known = groups.get(key);
  groups.set(key, { id, name, counts: known === undefined ? counts : addCounts(known.counts, counts) });
}
