import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/**
 * Sums of reporting months (15th to 14th), whole and by unit, kind and signer, and of days whole, so that a question over
 * years reads months. What the sums do not hold yet (kind, signer) comes from the
 * owners' logs: a rebuild is ordered where there are documents.
 */
export class CountByMonthAndPart1764000000000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE covered_document ADD kind text, ADD signer_person_id uuid, ADD issued_at timestamptz;

      -- the latest name that a signer had
      CREATE TABLE signer (
        generation int NOT NULL,
        id uuid NOT NULL,
        name text NOT NULL,
        told_at timestamptz NOT NULL,
        PRIMARY KEY (generation, id)
      );

      CREATE TABLE coverage_sum (
        generation int NOT NULL,
        part text NOT NULL CHECK (part IN ('all', 'unit', 'kind', 'signer')),
        grain text NOT NULL CHECK (grain IN ('day', 'month')),
        agency_id uuid NOT NULL,
        -- the day, or the 15th on which the reporting month begins
        starts date NOT NULL,
        -- id of the unit or signer, code of the kind; empty for all, and for documents of no unit
        key text NOT NULL,
        bucket text NOT NULL,
        documents int NOT NULL CHECK (documents >= 0),
        PRIMARY KEY (generation, part, grain, agency_id, starts, key, bucket)
      );
      INSERT INTO coverage_sum
        SELECT generation, 'all', 'day', agency_id, day, '', bucket, sum(documents) FROM coverage_day GROUP BY 1, 4, 5, 7
        UNION ALL
        SELECT generation, p.part, 'month', agency_id, (date_trunc('month', day - 14) + interval '14 days')::date,
          CASE WHEN p.part = 'all' OR unit_id = '00000000-0000-0000-0000-000000000000' THEN '' ELSE unit_id::text END,
          bucket, sum(documents)
        FROM coverage_day, (VALUES ('all'), ('unit')) p(part) GROUP BY 1, 2, 4, 5, 6, 7;
      DROP TABLE coverage_day;

      -- the documents that a rebuild has read are in the sums of its generation
      ALTER TABLE rebuild_job ADD counted boolean NOT NULL DEFAULT false;
      INSERT INTO rebuild_job (id, generation, state, positions, asked_at)
        SELECT gen_random_uuid(), greatest(m.generation, (SELECT coalesce(max(generation), 0) FROM rebuild_job)) + 1, 'running', '{}', now()
        FROM model m
        WHERE EXISTS (SELECT 1 FROM covered_document) AND NOT EXISTS (SELECT 1 FROM rebuild_job WHERE state = 'running');
    `);
  }
}
