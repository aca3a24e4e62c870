import { Injectable } from '@nestjs/common';
import type { Tx } from '@vanthu/persistence';
import { placedAt } from './pending-counts.js';

/**
 * What happened to documents, counted on its day. `…-late`: later than allowed (Art. 4.2.c, 18.1, 23.1; Decision 28/2018
 * Art. 6.2). `issued` counts the documents whose time of signing is known: the denominator of `issued-late` and `sent-late`.
 */
export type Measure =
  | 'registered'
  | 'registered-late'
  | 'returned'
  | 'submitted'
  | 'submitted-late'
  | 'completed'
  | 'completed-late'
  | 'issued'
  | 'issued-late'
  | 'sent-late';

/** `measured_sum`: the sums of `measured_fact`, and of what stands in `covered_document` on time, by every grain. */
@Injectable()
export class MeasuredSums {
  /** Makes them anew; lines that wait to be folded are among what is counted (`CoverageSums.recount` takes them away). */
  async recount(tx: Tx, generation: number): Promise<void> {
    await tx.query('DELETE FROM measured_sum WHERE generation = $1', [generation]);
    await tx.query(
      `WITH told AS MATERIALIZED (
         SELECT generation, agency_id, day, NULL::text AS unit, kind, NULL::text AS signer, measure, count(*)::int AS n
         FROM measured_fact WHERE generation = $1 AND agency_id IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7
         UNION ALL
         SELECT generation, agency_id, issued_on, coalesce(unit_id::text, ''), coalesce(kind, ''),
           coalesce(signer_person_id::text, ''), m.measure, count(*)::int
         FROM covered_document
           CROSS JOIN LATERAL (VALUES ('issued', true), ('issued-late', issued_late), ('sent-late', sent_late)) m(measure, holds)
         WHERE generation = $1 AND issued_late IS NOT NULL AND m.holds GROUP BY 1, 2, 3, 4, 5, 6, 7)
       INSERT INTO measured_sum (generation, part, grain, starts, agency_id, key, measure, documents)
       SELECT generation, part, grain, starts, agency_id, key, measure, sum(n) FROM (${placedAt('told')}) placed
       GROUP BY 1, 2, 3, 4, 5, 6, 7`,
      [generation],
    );
  }
}
