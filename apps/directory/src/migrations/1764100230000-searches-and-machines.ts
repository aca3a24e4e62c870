import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Searches that people keep, and accounts of other systems (their keys as SHA-256 alone). */
export class SearchesAndMachines1764100230000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE saved_search (
        id uuid PRIMARY KEY, person_id uuid NOT NULL REFERENCES person, list text NOT NULL, name text NOT NULL, query text NOT NULL,
        UNIQUE (person_id, list, name)
      );
      CREATE TABLE machine_account (
        id uuid PRIMARY KEY, agency_id uuid NOT NULL REFERENCES agency, name text NOT NULL,
        responsible_person_id uuid NOT NULL REFERENCES person, responsible_position_id uuid NOT NULL,
        key_sha256 text NOT NULL UNIQUE, decision text NOT NULL, created_at timestamptz NOT NULL,
        revoked_at timestamptz, revoked_reason text,
        CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL))
      );
    `);
  }
}
