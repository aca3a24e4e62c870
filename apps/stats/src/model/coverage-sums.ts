import { Injectable } from '@nestjs/common';
import type { Tx } from '@vanthu/persistence';
import type { Bucket } from '../coverage/domain/bucket.js';

/** How figures are divided; `all` is the undivided whole of an agency. */
export const parts = ['all', 'unit', 'kind', 'signer'] as const;
export type Part = (typeof parts)[number];

/** Where a counted document belongs. */
export interface Place {
  readonly agencyId: string;
  /** Civil date of issue, `YYYY-MM-DD`. */
  readonly day: string;
  readonly unitId: string | null;
  readonly kind: string;
  readonly signerPersonId: string;
}

/** The 15th on which the reporting month of the day begins (Decree 09/2019 Art. 12). */
export function reportingMonthOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - 14);
  return `${at.toISOString().slice(0, 7)}-15`;
}

/**
 * `coverage_sum`: how many documents stand in each bucket, by reporting month whole and by part, and whole by day. Single days
 * of a part are counted from the documents when they are asked for: most days of most signers have one or none.
 */
@Injectable()
export class CoverageSums {
  /** Puts the document into a bucket: it counts there, and no longer where it was. */
  async move(
    tx: Tx,
    generation: number,
    documentId: string,
    place: Place,
    from: Bucket | null,
    to: Bucket,
  ): Promise<void> {
    const keys: Record<Part, string> = {
      all: '',
      unit: place.unitId ?? '',
      kind: place.kind,
      signer: place.signerPersonId,
    };
    const month = reportingMonthOf(place.day);
    const rowsOf = (bucket: Bucket) => [
      { part: 'all', grain: 'day', starts: place.day, key: '', bucket },
      ...parts.map((part) => ({ part, grain: 'month', starts: month, key: keys[part], bucket })),
    ];
    const recordset = 'json_to_recordset($3) AS r(part text, grain text, starts date, key text, bucket text)';
    await tx.query(
      `WITH put AS (UPDATE covered_document SET bucket = $5 WHERE generation = $1 AND document_id = $4)
       INSERT INTO coverage_sum AS s (generation, part, grain, agency_id, starts, key, bucket, documents)
       SELECT $1, part, grain, $2, starts, key, bucket, 1 FROM ${recordset}
       ON CONFLICT (generation, part, grain, agency_id, starts, key, bucket) DO UPDATE SET documents = s.documents + 1`,
      [generation, place.agencyId, JSON.stringify(rowsOf(to)), documentId, to],
    );
    if (from === null) return;
    await tx.query(
      `UPDATE coverage_sum s SET documents = documents - 1 FROM ${recordset}
       WHERE s.generation = $1 AND s.agency_id = $2 AND s.part = r.part AND s.grain = r.grain AND s.starts = r.starts
         AND s.key = r.key AND s.bucket = r.bucket`,
      [generation, place.agencyId, JSON.stringify(rowsOf(from))],
    );
  }

  /**
   * Puts every document of a generation into its bucket and makes the sums anew, in a few statements: what a rebuild does
   * instead of moving each. The same choice as `bucketOf`; tests hold the two together.
   */
  async recount(tx: Tx, generation: number): Promise<void> {
    await tx.query(
      `UPDATE covered_document d SET bucket = b.bucket FROM (
         SELECT document_id, CASE
             WHEN excluded_reason IS NOT NULL THEN 'excluded'
             WHEN person AND organisation THEN 'both'
             WHEN person THEN 'personalOnly'
             WHEN organisation THEN 'organisationOnly'
             ELSE 'unsigned' END AS bucket
         FROM (SELECT document_id, excluded_reason, coalesce((verdict->>'person')::boolean, false) AS person,
                 coalesce(verdict->'organisations' ? agency_id::text, false) AS organisation
               FROM covered_document WHERE generation = $1 AND agency_id IS NOT NULL) f) b
       WHERE d.generation = $1 AND d.document_id = b.document_id AND d.bucket IS DISTINCT FROM b.bucket`,
      [generation],
    );
    await tx.query('DELETE FROM coverage_sum WHERE generation = $1', [generation]);
    await tx.query(
      `INSERT INTO coverage_sum (generation, part, grain, agency_id, starts, key, bucket, documents)
       WITH days AS MATERIALIZED (
         SELECT agency_id, issued_on AS day, coalesce(unit_id::text, '') AS unit, coalesce(kind, '') AS kind,
           coalesce(signer_person_id::text, '') AS signer, bucket, count(*) AS documents
         FROM covered_document WHERE generation = $1 AND bucket IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6)
       SELECT $1, 'all', 'day', agency_id, day, '', bucket, sum(documents) FROM days GROUP BY 4, 5, 7
       UNION ALL
       SELECT $1, p.part, 'month', agency_id, (date_trunc('month', day - 14) + interval '14 days')::date,
         CASE p.part WHEN 'all' THEN '' WHEN 'unit' THEN unit WHEN 'kind' THEN kind ELSE signer END, bucket, sum(documents)
       FROM days, (VALUES ('all'), ('unit'), ('kind'), ('signer')) p(part)
       GROUP BY 2, 4, 5, 6, 7`,
      [generation],
    );
  }
}
