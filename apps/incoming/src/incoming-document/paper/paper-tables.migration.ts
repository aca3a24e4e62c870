import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** What arrives on paper: what the clerk found, letters passed unopened, and the copies with the stamp "ĐẾN". */
export class AddPaper1764000511000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE incoming_document DROP CONSTRAINT incoming_document_source_check,
        ADD CONSTRAINT incoming_document_source_check CHECK (source IN ('upload', 'hosted', 'paper', 'folder'));

      -- the check of a paper document stands in place of a judgement of signatures (Art. 21.1.a)
      CREATE TABLE paper_reception (
        document_id uuid PRIMARY KEY REFERENCES incoming_document,
        paper_check jsonb NOT NULL,
        checked_by text NOT NULL,
        checked_at timestamptz NOT NULL
      );

      -- passed unopened: no number, no file (Art. 21.1.b, R-IN-12)
      CREATE TABLE unopened_letter (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL,
        arrived_at timestamptz NOT NULL,
        sender_name text NOT NULL,
        addressee text NOT NULL,
        number_on_envelope text,
        passed_by text NOT NULL,
        passed_by_person uuid NOT NULL,
        document_id uuid UNIQUE REFERENCES incoming_document
      );
      CREATE INDEX unopened_letter_list ON unopened_letter (agency_id, (document_id IS NOT NULL), arrived_at DESC);

      -- stamps still owed; asked again when the direction changes what stands in "Chuyển"
      CREATE TABLE owed_stamp (
        document_id uuid PRIMARY KEY REFERENCES incoming_document,
        civil_at timestamptz NOT NULL,
        attempts int NOT NULL DEFAULT 0,
        next_at timestamptz NOT NULL DEFAULT now(),
        last_problem text
      );
      CREATE INDEX owed_stamp_next ON owed_stamp (next_at);
      CREATE TABLE stamped_copy (
        document_id uuid PRIMARY KEY REFERENCES incoming_document,
        sha256 text NOT NULL,
        bytes bigint NOT NULL,
        stamped_at timestamptz NOT NULL
      );
    `);
  }
}
