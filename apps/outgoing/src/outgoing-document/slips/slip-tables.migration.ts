import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Submission slips: which drafts are laid before a signer together, and what was decided on each. */
export class AddSlips1764100500600 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE slip (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL,
        title text NOT NULL,
        explanation text NOT NULL,
        signer_position_id uuid NOT NULL,
        signer_name text NOT NULL,
        person_id uuid NOT NULL,
        person_name text NOT NULL,
        position_title text NOT NULL,
        submitted_on date NOT NULL,
        submitted_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX slip_agency ON slip (agency_id, submitted_at DESC)');
    await runner.query(`
      CREATE TABLE slip_draft (
        slip_id uuid NOT NULL REFERENCES slip (id),
        document_id uuid NOT NULL REFERENCES outgoing_document (id),
        ordinal int NOT NULL,
        decision text CHECK (decision IN ('approved', 'returned')),
        -- what was decided on, by whom, when and why
        manifest_hash text,
        decided_by_person uuid,
        decided_by text,
        decided_at timestamptz,
        reason text,
        PRIMARY KEY (slip_id, document_id),
        CHECK ((decision IS NULL) = (decided_at IS NULL)),
        CHECK ((decision = 'returned') = (reason IS NOT NULL))
      )`);
    await runner.query(`
      -- a draft waits on one slip at a time
      CREATE UNIQUE INDEX slip_draft_open ON slip_draft (document_id) WHERE decision IS NULL`);
  }
}
