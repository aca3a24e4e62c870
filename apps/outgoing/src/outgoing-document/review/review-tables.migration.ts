import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** What people say of a draft before it is signed: comments, opinions of other units, initials. */
export class AddReview1764000400000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE draft_comment (
        id uuid PRIMARY KEY,
        document_id uuid NOT NULL REFERENCES outgoing_document (id),
        draft_number int NOT NULL,
        text text NOT NULL,
        person_id uuid NOT NULL,
        person_name text NOT NULL,
        position_title text NOT NULL,
        at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX draft_comment_document ON draft_comment (document_id)');
    await runner.query(`
      CREATE TABLE opinion (
        id uuid PRIMARY KEY,
        document_id uuid NOT NULL REFERENCES outgoing_document (id),
        draft_number int NOT NULL,
        unit_id uuid NOT NULL,
        unit_name text NOT NULL,
        question text NOT NULL,
        due_on date NOT NULL,
        asked_by text NOT NULL,
        asked_at timestamptz NOT NULL,
        stance text CHECK (stance IN ('agrees', 'agrees-with-remarks', 'disagrees')),
        answer text,
        answered_by text,
        answered_by_person uuid,
        answered_at timestamptz,
        is_late boolean,
        CHECK ((answered_at IS NULL) = (stance IS NULL))
      )`);
    await runner.query('CREATE INDEX opinion_document ON opinion (document_id)');
    await runner.query(`
      -- ký nháy: of exactly these files, once a person
      CREATE TABLE draft_initial (
        document_id uuid NOT NULL REFERENCES outgoing_document (id),
        manifest_hash text NOT NULL,
        draft_number int NOT NULL,
        person_id uuid NOT NULL,
        person_name text NOT NULL,
        position_title text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (document_id, manifest_hash, person_id)
      )`);
  }
}
