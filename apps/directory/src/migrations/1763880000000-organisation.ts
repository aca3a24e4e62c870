import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Agencies, units, people, positions and authority. Nothing is deleted: what ended has its last day. */
export class Organisation1763880000000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE agency (
        id uuid PRIMARY KEY, code text NOT NULL UNIQUE, name text NOT NULL, printed_name text[] NOT NULL,
        superior_name text, superior_id uuid, abbreviation text NOT NULL, place text NOT NULL, collective boolean NOT NULL,
        collective_name text, head_title text NOT NULL, seal_mm double precision NOT NULL,
        valid_from date NOT NULL, valid_to date, successor_id uuid, hosted boolean NOT NULL,
        name_folded text NOT NULL,
        CHECK (valid_to >= valid_from)
      );
      CREATE TABLE unit (
        id uuid PRIMARY KEY, agency_id uuid NOT NULL REFERENCES agency, name text NOT NULL, abbreviation text NOT NULL
      );
      CREATE INDEX unit_agency ON unit (agency_id);
      CREATE TABLE person (
        id uuid PRIMARY KEY, full_name text NOT NULL, username text NOT NULL UNIQUE, name_folded text NOT NULL,
        password_hash text
      );
      CREATE TABLE position (
        id uuid PRIMARY KEY, person_id uuid NOT NULL REFERENCES person, agency_id uuid NOT NULL REFERENCES agency,
        unit_id uuid REFERENCES unit, title text NOT NULL, level text NOT NULL, roles text[] NOT NULL,
        valid_from date NOT NULL, valid_to date,
        CHECK (valid_to >= valid_from)
      );
      CREATE INDEX position_person ON position (person_id);
      CREATE INDEX position_agency ON position (agency_id);
      CREATE TABLE authority (
        id uuid PRIMARY KEY, position_id uuid NOT NULL REFERENCES position, capacity text NOT NULL, kinds text[],
        fields text[], valid_from date NOT NULL, valid_to date, source_document text NOT NULL, granted_under text,
        CHECK (valid_to >= valid_from)
      );
      CREATE INDEX authority_position ON authority (position_id);
    `);
  }
}
