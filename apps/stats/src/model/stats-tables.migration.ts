import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/**
 * Read models. Every row belongs to a generation: a rebuild fills the next one while the present one serves. Facts keep what
 * was told; the `_day` tables are their sums, changed in the same transaction, so that a question reads days, not documents.
 */
export class CreateStatsTables1763880300000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE model (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        generation int NOT NULL,
        changed_at timestamptz NOT NULL
      );
      INSERT INTO model (generation, changed_at) VALUES (1, '2000-01-01T00:00:00Z');

      -- the highest position of each owner's log that a listener has applied
      CREATE TABLE live_position (source text PRIMARY KEY, position bigint NOT NULL);

      CREATE TABLE agency (
        generation int NOT NULL,
        id uuid NOT NULL,
        sequence int NOT NULL,
        name text NOT NULL,
        superior_id uuid,
        PRIMARY KEY (generation, id)
      );
      CREATE INDEX agency_superior ON agency (generation, superior_id);

      CREATE TABLE unit (
        generation int NOT NULL,
        id uuid NOT NULL,
        sequence int NOT NULL,
        name text NOT NULL,
        PRIMARY KEY (generation, id)
      );

      -- issue and judgement come from two services in any order; the row is there with the first
      CREATE TABLE covered_document (
        generation int NOT NULL,
        document_id uuid NOT NULL,
        agency_id uuid,
        unit_id uuid,
        number_and_symbol text,
        abstract text,
        issued_on date,
        signer_name text,
        excluded_reason text,
        readers text[],
        judged_sequence int,
        verdict jsonb,
        bucket text,
        PRIMARY KEY (generation, document_id)
      );
      CREATE INDEX covered_document_list ON covered_document (generation, agency_id, bucket, issued_on DESC, document_id DESC)
        WHERE bucket IS NOT NULL;

      CREATE TABLE coverage_day (
        generation int NOT NULL,
        agency_id uuid NOT NULL,
        day date NOT NULL,
        -- the nil UUID stands for documents of no unit
        unit_id uuid NOT NULL,
        bucket text NOT NULL,
        documents int NOT NULL CHECK (documents >= 0),
        PRIMARY KEY (generation, agency_id, day, unit_id, bucket)
      );

      -- each measure counts a document once
      CREATE TABLE incoming_fact (
        generation int NOT NULL,
        document_id uuid NOT NULL,
        measure text NOT NULL,
        PRIMARY KEY (generation, document_id, measure)
      );
      CREATE TABLE incoming_day (
        generation int NOT NULL,
        agency_id uuid NOT NULL,
        day date NOT NULL,
        measure text NOT NULL,
        documents int NOT NULL,
        PRIMARY KEY (generation, agency_id, day, measure)
      );

      CREATE TABLE rebuild_job (
        id uuid PRIMARY KEY,
        generation int NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
        entries_read int NOT NULL DEFAULT 0,
        positions jsonb NOT NULL,
        failures int NOT NULL DEFAULT 0,
        next_at timestamptz NOT NULL DEFAULT now(),
        last_problem text,
        asked_at timestamptz NOT NULL,
        ended_at timestamptz
      );
      CREATE UNIQUE INDEX rebuild_one_at_a_time ON rebuild_job ((true)) WHERE state = 'running';
    `);
  }
}
