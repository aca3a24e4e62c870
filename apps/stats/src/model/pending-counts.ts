import { Injectable } from '@nestjs/common';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { type Bucket, buckets } from '../coverage/domain/bucket.js';
import { pairs, startSql, wholes } from './counted-periods.js';
import { columnOf } from './coverage-sums.js';
import type { Measure } from './measured-sums.js';

/** What has changed in the sums: so many documents more, or fewer, of a bucket or measure on a day. */
export interface Change {
  readonly agencyId: string;
  /** Civil date, `YYYY-MM-DD`. */
  readonly day: string;
  /** Absent: not divided by it. Empty: of none. */
  readonly unit?: string;
  readonly kind?: string;
  readonly signer?: string;
  readonly measure: Bucket | Measure;
  readonly n: 1 | -1;
}

const names = buckets.map((bucket) => `'${bucket}'`).join(', ');
const pairNames = pairs.map((pair) => `'${pair}'`).join(', ');

/** Every row of the sums in which a change counts: whole by every grain, by part from the month on, buckets by two parts too. */
export const placedAt = (changes: string): string => `
  SELECT generation, 'all' AS part, 'day' AS grain, day AS starts, agency_id, '' AS key, measure, n FROM ${changes}
  ${wholes
    .map(
      (
        grain,
      ) => `UNION ALL SELECT generation, p.part, '${grain}', ${startSql[grain]('day')}, agency_id, p.key, measure, n
  FROM ${changes} CROSS JOIN LATERAL (VALUES ('all', ''), ('unit', unit), ('kind', kind), ('signer', signer),
    ('unit-kind', unit || ' ' || kind), ('signer-kind', signer || ' ' || kind)) p(part, key)
  WHERE p.key IS NOT NULL AND (p.part NOT IN (${pairNames}) OR measure IN (${names}))`,
    )
    .join('\n  ')}`;

const place = 'generation, part, grain, starts, agency_id, key';
const columns = Object.values(columnOf);
const summed = buckets.map((bucket) => `coalesce(sum(n) FILTER (WHERE measure = '${bucket}'), 0)`).join(', ');

/**
 * Changes that are told but not added to the sums yet. The transaction of an event only adds a line here: sums of a busy day
 * are rows that all events of that day would write one after another. Questions add up both, in one snapshot, so that figures
 * are exact at every moment; folding moves lines into the sums, many at once.
 */
@Injectable()
export class PendingCounts {
  async add(tx: Tx, generation: number, changes: readonly Change[]): Promise<void> {
    await tx.query(
      `INSERT INTO pending_count (generation, agency_id, day, unit, kind, signer, measure, n)
       SELECT $1, "agencyId", day, unit, kind, signer, measure, n
       FROM jsonb_to_recordset($2) AS r("agencyId" uuid, day date, unit text, kind text, signer text, measure text, n int)`,
      [generation, JSON.stringify(changes)],
    );
  }

  /** Moves lines into the sums, one process at a time. @returns how many */
  async fold(tx: Tx, limit: number): Promise<number> {
    const free = `SELECT pg_try_advisory_xact_lock(hashtextextended('stats fold ' || current_schema(), 0)) AS free`;
    const [lock] = await rowsOf(tx, z.object({ free: z.boolean() }), free);
    if (!lock?.free) return 0;
    const [folded] = await rowsOf(
      tx,
      z.object({ lines: z.coerce.number().int() }),
      `WITH taken AS (
         DELETE FROM pending_count WHERE ctid = ANY(ARRAY(SELECT ctid FROM pending_count LIMIT $1)) RETURNING *),
       placed AS (${placedAt('taken')}),
       covered AS (
         INSERT INTO coverage_sum AS s (${place}, ${columns.join(', ')})
         SELECT ${place}, ${summed} FROM placed WHERE measure IN (${names}) GROUP BY ${place}
         ON CONFLICT (${place}) DO UPDATE SET ${columns.map((one) => `${one} = s.${one} + excluded.${one}`).join(', ')}),
       measured AS (
         INSERT INTO measured_sum AS s (${place}, measure, documents)
         SELECT ${place}, measure, sum(n) FROM placed WHERE measure NOT IN (${names}) GROUP BY ${place}, measure
         ON CONFLICT (${place}, measure) DO UPDATE SET documents = s.documents + excluded.documents)
       SELECT count(*) AS lines FROM taken`,
      [limit],
    );
    return folded?.lines ?? 0;
  }
}
