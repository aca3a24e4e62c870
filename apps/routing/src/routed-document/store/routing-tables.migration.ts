import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Registered documents on their way, their tasks, the answers that were issued, who did and who looked. */
export class CreateRoutingTables1763880200000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE routed_document (
        document_id uuid PRIMARY KEY,
        agency_id uuid NOT NULL,
        state text NOT NULL,
        version int NOT NULL DEFAULT 1,
        abstract text NOT NULL,
        sender_name text NOT NULL,
        number_and_symbol text NOT NULL,
        arrival_number int NOT NULL,
        arrived_on date NOT NULL,
        urgency text NOT NULL,
        urgency_rank smallint NOT NULL,
        submitted_to_position uuid,
        submitted_to_name text,
        proposal jsonb,
        direction jsonb,
        deadline date,
        due_on date,
        late boolean,
        readers text[] NOT NULL,
        holders text[] NOT NULL
      );
      CREATE INDEX routed_document_readers ON routed_document USING gin (readers);
      CREATE INDEX routed_document_holders ON routed_document USING gin (holders);

      CREATE TABLE task (
        id uuid PRIMARY KEY,
        document_id uuid NOT NULL REFERENCES routed_document,
        part text NOT NULL CHECK (part IN ('lead', 'cooperate')),
        place int NOT NULL,
        assignee jsonb NOT NULL,
        person_id uuid,
        person_name text,
        deadline date NOT NULL,
        state text NOT NULL,
        opened_at timestamptz,
        outcome jsonb,
        UNIQUE (document_id, place)
      );
      -- exactly one lead (R-IN-09)
      CREATE UNIQUE INDEX task_one_lead ON task (document_id) WHERE part = 'lead';

      -- outgoing documents that have been issued: what an incoming one may be answered with (R-IN-15)
      CREATE TABLE issued_document (
        document_id uuid PRIMARY KEY,
        agency_id uuid NOT NULL,
        number_and_symbol text NOT NULL,
        issued_on date NOT NULL
      );

      CREATE TABLE timeline (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        document_id uuid NOT NULL REFERENCES routed_document,
        at timestamptz NOT NULL,
        act text NOT NULL,
        text_vi text NOT NULL,
        person_id uuid,
        person_name text,
        position_id uuid,
        position_title text,
        authority text
      );
      CREATE INDEX timeline_document ON timeline (document_id, id);

      -- every view (R-SYS-02)
      CREATE TABLE access_log (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        document_id uuid NOT NULL,
        person_id uuid NOT NULL,
        position_id uuid NOT NULL,
        act text NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX access_log_document ON access_log (document_id, id);
    `);
  }
}
