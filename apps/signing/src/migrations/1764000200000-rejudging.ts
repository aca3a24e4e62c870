import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Judging every document again: how far it has come, and whose answer changed. */
export class Rejudging1764000200000 implements MigrationInterface {
  name = 'Rejudging1764000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rejudging (
        id uuid PRIMARY KEY,
        policy text NOT NULL,
        civil_at timestamptz,
        started_at timestamptz NOT NULL,
        finished_at timestamptz,
        total int NOT NULL,
        done int NOT NULL DEFAULT 0,
        lost int NOT NULL DEFAULT 0,
        -- Documents are taken in order of their id: a process that dies leaves where to go on from.
        after_document uuid,
        lease_until timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX rejudging_running ON rejudging ((true)) WHERE finished_at IS NULL;
      CREATE TABLE rejudged_change (
        rejudging_id uuid NOT NULL REFERENCES rejudging,
        document_id uuid NOT NULL,
        before text NOT NULL,
        after text NOT NULL,
        message text NOT NULL,
        PRIMARY KEY (rejudging_id, document_id)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations are append-only');
  }
}
