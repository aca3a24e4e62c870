import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Receptions, their checks, the register of incoming documents, who did and who looked. */
export class CreateIncomingTables1763880100000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE incoming_document (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL,
        state text NOT NULL,
        version int NOT NULL DEFAULT 1,
        source text NOT NULL CHECK (source IN ('upload', 'hosted')),
        outgoing_document_id uuid,
        fields jsonb NOT NULL,
        urgency_rank smallint NOT NULL,
        -- what is finished is no longer urgent: it sorts with the ordinary ones (R-GEN-03)
        sort_rank smallint GENERATED ALWAYS AS (CASE WHEN state IN ('completed', 'returned') THEN 0 ELSE urgency_rank END) STORED,
        number_key text NOT NULL,
        search_text text NOT NULL,
        file_sha256 text NOT NULL,
        file_bytes bigint NOT NULL,
        file_name text NOT NULL,
        media_type text NOT NULL,
        arrived_at timestamptz NOT NULL,
        arrived_on date NOT NULL,
        arrival_number int,
        advice text,
        decision_reason text,
        returned jsonb,
        submitted_to_position uuid,
        submitted_to_name text,
        direction jsonb,
        tasks jsonb NOT NULL DEFAULT '[]',
        deadline date,
        due_on date,
        answer jsonb,
        readers text[] NOT NULL,
        waits_for text[] NOT NULL,
        changed_at timestamptz NOT NULL,
        -- a number is given only after a stored check (R-IN-01), and never to what was returned (R-IN-02)
        CHECK (arrival_number IS NULL OR (advice IS NOT NULL AND advice <> 'return' AND returned IS NULL))
      );
      -- the same document of an agency of this installation is received once by each agency
      CREATE UNIQUE INDEX incoming_document_delivered ON incoming_document (agency_id, outgoing_document_id) WHERE source = 'hosted';
      CREATE INDEX incoming_document_list ON incoming_document (agency_id, sort_rank DESC, arrived_at DESC, id DESC);
      CREATE INDEX incoming_document_readers ON incoming_document USING gin (readers);
      CREATE INDEX incoming_document_waits ON incoming_document USING gin (waits_for);
      CREATE INDEX incoming_document_number ON incoming_document (agency_id, number_key);
      CREATE INDEX incoming_document_file ON incoming_document (agency_id, file_sha256);
      CREATE INDEX incoming_document_identifier ON incoming_document (agency_id, outgoing_document_id);

      CREATE TABLE reception_check (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        document_id uuid NOT NULL REFERENCES incoming_document,
        judgement jsonb NOT NULL,
        advice text NOT NULL,
        advice_vi text NOT NULL,
        checked_at timestamptz NOT NULL
      );
      CREATE INDEX reception_check_document ON reception_check (document_id, id DESC);

      -- checks that are still owed; the row goes when the judgement is stored
      CREATE TABLE owed_check (
        document_id uuid PRIMARY KEY REFERENCES incoming_document,
        civil_at timestamptz NOT NULL,
        attempts int NOT NULL DEFAULT 0,
        next_at timestamptz NOT NULL DEFAULT now(),
        last_problem text
      );
      CREATE INDEX owed_check_next ON owed_check (next_at);

      -- issued documents that hosted agencies have still to receive
      CREATE TABLE owed_delivery (
        outgoing_document_id uuid PRIMARY KEY,
        agency_ids uuid[] NOT NULL,
        issued jsonb NOT NULL,
        occurred_at timestamptz NOT NULL,
        attempts int NOT NULL DEFAULT 0,
        next_at timestamptz NOT NULL DEFAULT now(),
        last_problem text
      );
      CREATE INDEX owed_delivery_next ON owed_delivery (next_at);

      -- Annex IV part VI: the ten columns (R-IN-06)
      CREATE TABLE register_line (
        agency_id uuid NOT NULL,
        year int NOT NULL,
        arrival_number int NOT NULL CHECK (arrival_number > 0),
        document_id uuid NOT NULL UNIQUE REFERENCES incoming_document,
        arrived_on date NOT NULL,
        author text NOT NULL,
        number_and_symbol text NOT NULL,
        document_date date NOT NULL,
        kind_and_abstract text NOT NULL,
        handed_to text NOT NULL DEFAULT '',
        handed_over_on date,
        received_by text NOT NULL DEFAULT '',
        note text NOT NULL DEFAULT '',
        PRIMARY KEY (agency_id, year, arrival_number)
      );

      CREATE TABLE timeline (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        document_id uuid NOT NULL REFERENCES incoming_document,
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

      -- every view, download and print (R-SYS-02)
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
