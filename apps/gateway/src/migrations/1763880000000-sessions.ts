import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Sessions by the hash of their token, and attempts to sign in, so that several copies of the gateway agree. */
export class Sessions1763880000000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE session (
        token_hash bytea PRIMARY KEY, person_id uuid NOT NULL, position_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(), last_seen_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX session_expiry ON session (expires_at);

      CREATE TABLE sign_in_attempt (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key text NOT NULL, at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX sign_in_attempt_key ON sign_in_attempt (key, at);
    `);
  }
}
