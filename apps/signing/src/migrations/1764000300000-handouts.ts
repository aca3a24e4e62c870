import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that are handed out to be signed elsewhere. */
export class Handouts1764000300000 implements MigrationInterface {
  name = 'Handouts1764000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE handout_grant (
        activation_id uuid PRIMARY KEY,
        person_id uuid NOT NULL,
        owner_kind text NOT NULL CHECK (owner_kind IN ('person', 'organisation')),
        owner_id uuid NOT NULL,
        way text NOT NULL CHECK (way IN ('desktop', 'file', 'cms')),
        certificate_der bytea,
        documents jsonb NOT NULL,
        opened_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE handout (
        handout_id uuid PRIMARY KEY,
        job_id uuid NOT NULL REFERENCES signing_job,
        activation_id uuid NOT NULL REFERENCES handout_grant,
        position int NOT NULL,
        input_sha256 text NOT NULL,
        prepared_sha256 text NOT NULL,
        prepared_bytes int NOT NULL,
        -- Of a signature that waits for its CMS.
        prepared jsonb,
        downloaded_at timestamptz,
        handed_in_at timestamptz,
        output_sha256 text,
        signed_field text,
        ended_at timestamptz,
        UNIQUE (activation_id, job_id, position),
        CHECK ((handed_in_at IS NULL) = (output_sha256 IS NULL))
      )`);
    await runner.query(`CREATE INDEX handout_of_job ON handout (job_id)`);
    await runner.query(`ALTER TABLE signing_job DROP CONSTRAINT signing_job_state_check`);
    await runner.query(`
      ALTER TABLE signing_job ADD CONSTRAINT signing_job_state_check
        CHECK (state IN ('queued', 'running', 'handed-out', 'needs-activation', 'done', 'refused', 'failed'))`);
    await runner.query(`CREATE INDEX signing_job_out ON signing_job (activation_id) WHERE state = 'handed-out'`);
  }

  async down(): Promise<void> {
    throw new Error('migrations are append-only');
  }
}
