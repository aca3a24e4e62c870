import { Injectable } from '@nestjs/common';
import type { Tx } from '@vanthu/persistence';
import type { Bucket } from '../coverage/domain/bucket.js';
import { startSql, wholes } from './counted-periods.js';

/** The column of `coverage_sum` that holds a bucket. */
export const columnOf: Readonly<Record<Bucket, string>> = {
  both: 'with_both',
  personalOnly: 'personal_only',
  organisationOnly: 'organisation_only',
  unsigned: 'unsigned',
  excluded: 'excluded',
};
const columns = Object.values(columnOf).join(', ');
const added = (from: string) =>
  Object.values(columnOf)
    .map((column) => `sum(${from}${column})`)
    .join(', ');

/** So many of each bucket, of the documents of a group. */
export const bucketCounts = Object.entries(columnOf)
  .map(([bucket, column]) => `count(*) FILTER (WHERE bucket = '${bucket}') AS ${column}`)
  .join(', ');

/** Memory of one recount: its groups are held at once, ten years of a province's signers among them. */
const recountMemory = '256MB';

/**
 * `coverage_sum`: how many documents stand in each bucket, whole by day, whole, by part and by two parts at once by reporting
 * month, quarter and year. Lines of `PendingCounts` are folded into it, or it is made anew of all documents; tests hold the two together.
 */
@Injectable()
export class CoverageSums {
  /**
   * Makes the sums of a generation anew, in the order of their key, in which questions read them: the documents are read once,
   * quarters and years are added up from their months.
   */
  async recount(tx: Tx, generation: number): Promise<void> {
    await tx.query(`SET LOCAL work_mem = '${recountMemory}'`);
    await tx.query('DELETE FROM pending_count WHERE generation = $1', [generation]);
    await tx.query('DELETE FROM coverage_sum WHERE generation = $1', [generation]);
    await tx.query(
      `INSERT INTO coverage_sum (generation, part, grain, starts, agency_id, key, ${columns})
       SELECT $1::int,
         CASE WHEN GROUPING(unit, kind) = 0 THEN 'unit-kind' WHEN GROUPING(signer, kind) = 0 THEN 'signer-kind'
           WHEN GROUPING(unit) = 0 THEN 'unit' WHEN GROUPING(kind) = 0 THEN 'kind' WHEN GROUPING(signer) = 0 THEN 'signer' ELSE 'all' END,
         CASE WHEN GROUPING(day) = 0 THEN 'day' ELSE 'month' END,
         coalesce(day, month), agency_id, coalesce(unit || ' ' || kind, signer || ' ' || kind, unit, kind, signer, ''),
         ${bucketCounts}
       FROM (SELECT agency_id, issued_on AS day, ${startSql.month('issued_on')} AS month, coalesce(unit_id::text, '') AS unit,
               coalesce(kind, '') AS kind, coalesce(signer_person_id::text, '') AS signer, bucket
             FROM covered_document WHERE generation = $1) d
       GROUP BY GROUPING SETS ((agency_id, day), (agency_id, month), (agency_id, month, unit), (agency_id, month, kind),
         (agency_id, month, signer), (agency_id, month, unit, kind), (agency_id, month, signer, kind))
       ORDER BY 2, 3, 4, 5, 6`,
      [generation],
    );
    for (const grain of wholes) {
      if (grain === 'month') continue;
      await tx.query(
        `INSERT INTO coverage_sum (generation, part, grain, starts, agency_id, key, ${columns})
         SELECT generation, part, $2, ${startSql[grain]('starts')} AS first, agency_id, key, ${added('')}
         FROM coverage_sum WHERE generation = $1 AND grain = 'month' GROUP BY generation, part, first, agency_id, key
         ORDER BY 2, 4, 5, 6`,
        [generation, grain],
      );
    }
  }
}
