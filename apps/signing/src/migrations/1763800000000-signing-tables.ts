import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys in keeping, jobs, evidence. */
export class SigningTables1763800000000 implements MigrationInterface {
  name = 'SigningTables1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signing_key (
        key_id uuid PRIMARY KEY,
        owner_kind text NOT NULL CHECK (owner_kind IN ('person', 'organisation')),
        owner_id uuid NOT NULL,
        label text NOT NULL,
        pkcs12 bytea NOT NULL,
        certificate_der bytea NOT NULL,
        certificate_sha256 text NOT NULL,
        image_png bytea,
        failed_tries int NOT NULL DEFAULT 0,
        locked_until timestamptz,
        stored_at timestamptz NOT NULL,
        replaced_at timestamptz
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX signing_key_of_owner ON signing_key (owner_kind, owner_id) WHERE replaced_at IS NULL`,
    );
    await runner.query(`
      CREATE TABLE activation (
        activation_id uuid PRIMARY KEY,
        key_id uuid NOT NULL REFERENCES signing_key,
        person_id uuid NOT NULL,
        instance_id uuid NOT NULL,
        uses int NOT NULL,
        opened_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE TABLE instance (instance_id uuid PRIMARY KEY, seen_at timestamptz NOT NULL)`);
    await runner.query(`
      CREATE TABLE signing_job (
        job_id uuid PRIMARY KEY,
        document_id uuid NOT NULL,
        step int NOT NULL,
        manifest_hash text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('personal', 'organisation')),
        request jsonb NOT NULL,
        actor jsonb NOT NULL,
        requested_by uuid,
        activation_id uuid NOT NULL,
        civil_at timestamptz,
        traceparent text NOT NULL,
        state text NOT NULL CHECK (state IN ('queued', 'running', 'needs-activation', 'done', 'refused', 'failed')),
        queued_at timestamptz NOT NULL DEFAULT now(),
        lease_until timestamptz,
        instance_id uuid,
        started int NOT NULL DEFAULT 0,
        finished int NOT NULL DEFAULT 0,
        result jsonb,
        UNIQUE (document_id, step, manifest_hash)
      )`);
    await runner.query(`CREATE INDEX signing_job_open ON signing_job (queued_at) WHERE state IN ('queued', 'running')`);
    await runner.query(`
      CREATE TABLE judged_document (
        document_id uuid PRIMARY KEY,
        service text NOT NULL,
        file_sha256 text NOT NULL,
        readers jsonb NOT NULL,
        -- The first moment at which this file was seen here: proof that its signatures existed (EN 319 102-1, POE).
        judged_for timestamptz NOT NULL,
        latest jsonb NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE evidence (
        evidence_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        document_id uuid,
        file_sha256 text NOT NULL,
        judged_at timestamptz NOT NULL,
        answer text NOT NULL,
        judgement jsonb NOT NULL,
        -- DER of the certificates used and the revocation list relied upon (R-VER-08).
        certificates bytea[] NOT NULL,
        revocation bytea[] NOT NULL
      )`);
    await runner.query(`CREATE INDEX evidence_of_document ON evidence (document_id, evidence_id DESC)`);
    await runner.query(`CREATE INDEX evidence_of_file ON evidence (file_sha256, evidence_id DESC)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations are append-only');
  }
}
