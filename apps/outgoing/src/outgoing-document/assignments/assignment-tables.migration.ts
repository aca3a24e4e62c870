import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Giao soạn thảo: which unit was charged with drafting what, by whom, and what it drafts. */
export class AddAssignments1764100500700 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE drafting_assignment (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL,
        unit_id uuid NOT NULL,
        unit_name text NOT NULL,
        matter text NOT NULL,
        due_on date,
        person_id uuid NOT NULL,
        person_name text NOT NULL,
        position_title text NOT NULL,
        at timestamptz NOT NULL,
        document_id uuid UNIQUE REFERENCES outgoing_document (id),
        taken_up_by text,
        taken_up_at timestamptz,
        CHECK ((document_id IS NULL) = (taken_up_at IS NULL))
      )`);
    await runner.query('CREATE INDEX drafting_assignment_unit ON drafting_assignment (agency_id, unit_id, at DESC)');
  }
}
