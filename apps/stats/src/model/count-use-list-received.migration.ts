import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/**
 * Positions as the directory tells of them, the days on which somebody did something in one, and what lists say of documents that
 * came in. All of it comes from the owners' logs: where figures are counted already, a rebuild is ordered.
 */
export class CountUseListReceived1795473840000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE held_position (
        generation int NOT NULL,
        id uuid NOT NULL,
        -- 0: the directory has not told of it, only acts have
        sequence int NOT NULL,
        person_id uuid NOT NULL,
        person_name text NOT NULL,
        title text NOT NULL,
        agency_id uuid NOT NULL,
        unit_id uuid,
        valid_from date NOT NULL,
        -- the last day
        valid_to date,
        has_account boolean NOT NULL,
        PRIMARY KEY (generation, id)
      );
      CREATE INDEX held_position_of_agency ON held_position (generation, agency_id);
      CREATE TABLE worked_day (
        generation int NOT NULL,
        position_id uuid NOT NULL,
        day date NOT NULL,
        PRIMARY KEY (generation, position_id, day)
      );

      CREATE TABLE received_document (
        generation int NOT NULL,
        document_id uuid NOT NULL,
        -- of the event that said so: registration may correct what reception has read
        sequence int NOT NULL,
        number_and_symbol text NOT NULL,
        sender_name text NOT NULL,
        abstract text NOT NULL,
        readers text[] NOT NULL,
        PRIMARY KEY (generation, document_id)
      );
      CREATE INDEX measured_fact_list ON measured_fact (generation, measure, agency_id, day DESC, document_id DESC);

      -- One that runs has read what was put nowhere: it begins again, as another.
      UPDATE rebuild_job SET state = 'failed', ended_at = now() WHERE state = 'running';
      INSERT INTO rebuild_job (id, generation, state, positions, asked_at)
        SELECT gen_random_uuid(), greatest(m.generation, (SELECT coalesce(max(generation), 0) FROM rebuild_job)) + 1, 'running', '{}', now()
        FROM model m
        WHERE EXISTS (SELECT 1 FROM measured_fact) OR EXISTS (SELECT 1 FROM covered_document) OR EXISTS (SELECT 1 FROM agency);
    `);
  }
}
