import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Preservation versions of issued files; timestamps and OCSP answers among the evidence (R-VER-08). */
export class Preservation1764000000000 implements MigrationInterface {
  name = 'Preservation1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE preservation (
        -- Of the issued file, which never changes.
        file_sha256 text PRIMARY KEY,
        document_id uuid NOT NULL,
        civil_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'preserved', 'unfit')),
        level text,
        preserved_sha256 text,
        preserved_bytes int,
        proven_until timestamptz,
        tries int NOT NULL DEFAULT 0,
        next_try_at timestamptz NOT NULL DEFAULT now(),
        problem text
      );
      CREATE INDEX preservation_due ON preservation (next_try_at);
      CREATE INDEX preservation_of_document ON preservation (document_id);
      CREATE TABLE preservation_version (
        version_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        file_sha256 text NOT NULL REFERENCES preservation,
        sha256 text NOT NULL,
        bytes int NOT NULL,
        level text NOT NULL,
        made_at timestamptz NOT NULL
      );
      ALTER TABLE evidence ADD COLUMN ocsps bytea[] NOT NULL DEFAULT '{}';
      ALTER TABLE evidence ADD COLUMN timestamps bytea[] NOT NULL DEFAULT '{}';
    `);
    // What was sealed before there was a preservation version, main files and attachments.
    await runner.query(`
      INSERT INTO preservation (file_sha256, document_id, civil_at)
      SELECT file, document_id, signed_at FROM (
        SELECT result->>'outputSha256' AS file, document_id, (result->>'signedAt')::timestamptz AS signed_at
          FROM signing_job WHERE kind = 'organisation' AND state = 'done'
        UNION ALL
        SELECT attachment->>'outputSha256', document_id, (result->>'signedAt')::timestamptz
          FROM signing_job, jsonb_array_elements(result->'attachments') AS attachment
         WHERE kind = 'organisation' AND state = 'done') AS sealed
      ON CONFLICT DO NOTHING`);
  }

  async down(): Promise<void> {
    throw new Error('migrations are append-only');
  }
}
