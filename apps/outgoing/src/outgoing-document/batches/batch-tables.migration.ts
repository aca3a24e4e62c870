import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Sheets of batches: what became of each document. And drafts on slips whose signature was not made wait for it again. */
export class AddBatches1764112401100 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signing_batch (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL,
        person_id uuid NOT NULL,
        act text NOT NULL CHECK (act IN ('sign', 'allot-number')),
        opened_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX signing_batch_person ON signing_batch (person_id, opened_at DESC)');
    await runner.query(`
      CREATE TABLE signing_batch_line (
        batch_id uuid NOT NULL REFERENCES signing_batch (id) ON DELETE CASCADE,
        document_id uuid NOT NULL REFERENCES outgoing_document (id),
        ordinal int NOT NULL,
        activation_id uuid NOT NULL,
        begun_at timestamptz NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('waiting', 'done', 'refused', 'failed', 'needs-activation')),
        reason text,
        ended_at timestamptz,
        PRIMARY KEY (batch_id, document_id),
        CHECK ((outcome = 'waiting') = (ended_at IS NULL))
      )`);
    await runner.query('CREATE INDEX signing_batch_line_order ON signing_batch_line (activation_id, document_id)');
    // Why the signature that was approved on the slip was not made; until it is decided on again.
    await runner.query('ALTER TABLE slip_draft ADD not_signed text');
  }
}
