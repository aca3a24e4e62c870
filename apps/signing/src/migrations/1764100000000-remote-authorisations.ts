import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Owners that are asked in the page of a remote service: who, for how many signatures, and how it ended. Never a code or a token. */
export class RemoteAuthorisations1764100000000 implements MigrationInterface {
  name = 'RemoteAuthorisations1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE remote_authorisation (
        authorisation_id uuid PRIMARY KEY,
        activation_id uuid NOT NULL,
        key_id uuid NOT NULL REFERENCES signing_key (key_id),
        person_id uuid NOT NULL,
        state_sha256 text NOT NULL UNIQUE,
        signatures int NOT NULL,
        hashes int NOT NULL,
        asked_at timestamptz NOT NULL,
        ended_at timestamptz,
        outcome text CHECK (outcome IN ('answered', 'confirmed', 'refused', 'expired')),
        why text,
        CHECK ((ended_at IS NULL) = (outcome IS NULL))
      );
      CREATE INDEX remote_authorisation_activation ON remote_authorisation (activation_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations are append-only');
  }
}
