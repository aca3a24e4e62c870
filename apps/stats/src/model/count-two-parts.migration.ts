import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/**
 * Sums of two parts at once: unit and kind, signer and kind. They are counted from the documents, less the lines that wait, which
 * folding adds. A rebuild is ordered where there are documents: a release before this one folds lines without the new sums.
 */
export class CountTwoParts1795483890000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE coverage_sum DROP CONSTRAINT IF EXISTS coverage_sum_part_check,
        DROP CONSTRAINT IF EXISTS coverage_sum_part_check1,
        ADD CONSTRAINT coverage_sum_counted_part
          CHECK (part IN ('all', 'unit', 'kind', 'signer', 'unit-kind', 'signer-kind'));

      WITH told AS (
        SELECT generation, agency_id, issued_on AS day, coalesce(unit_id::text, '') AS unit, coalesce(kind, '') AS kind,
          coalesce(signer_person_id::text, '') AS signer, bucket, 1 AS n
        FROM covered_document
        UNION ALL
        SELECT generation, agency_id, day, unit, kind, signer, measure, -n FROM pending_count
        WHERE measure IN ('both', 'personalOnly', 'organisationOnly', 'unsigned', 'excluded')),
      placed AS (
        SELECT generation, p.part, g.grain, agency_id, p.key, bucket, n,
          CASE g.grain WHEN 'month' THEN (date_trunc('month', day - 14) + interval '14 days')::date
            ELSE (date_trunc(g.grain, date_trunc('month', day - 14) + interval '1 month') - interval '1 month' + interval '14 days')::date
          END AS starts
        FROM told, (VALUES ('month'), ('quarter'), ('year')) g(grain),
          LATERAL (VALUES ('unit-kind', unit || ' ' || kind), ('signer-kind', signer || ' ' || kind)) p(part, key)
        WHERE p.key IS NOT NULL)
      INSERT INTO coverage_sum (generation, part, grain, starts, agency_id, key, with_both, personal_only, organisation_only,
        unsigned, excluded)
      SELECT generation, part, grain, starts, agency_id, key,
        coalesce(sum(n) FILTER (WHERE bucket = 'both'), 0), coalesce(sum(n) FILTER (WHERE bucket = 'personalOnly'), 0),
        coalesce(sum(n) FILTER (WHERE bucket = 'organisationOnly'), 0),
        coalesce(sum(n) FILTER (WHERE bucket = 'unsigned'), 0), coalesce(sum(n) FILTER (WHERE bucket = 'excluded'), 0)
      FROM placed GROUP BY 1, 2, 3, 4, 5, 6 HAVING count(*) > 0;

      UPDATE rebuild_job SET state = 'failed', ended_at = now() WHERE state = 'running';
      INSERT INTO rebuild_job (id, generation, state, positions, asked_at)
        SELECT gen_random_uuid(), greatest(m.generation, (SELECT coalesce(max(generation), 0) FROM rebuild_job)) + 1, 'running', '{}', now()
        FROM model m
        WHERE EXISTS (SELECT 1 FROM covered_document);
    `);
  }
}
