import type { Migration, MigrationClass } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

const statements = [
  // Half-filled pages: the hot row is then updated in place, without touching an index.
  `CREATE TABLE series (
     agency_id   uuid NOT NULL,
     year        integer NOT NULL CHECK (year BETWEEN 1900 AND 9999),
     direction   text NOT NULL CHECK (direction IN ('outgoing', 'incoming')),
     code        text NOT NULL,
     last_number integer NOT NULL DEFAULT 0 CHECK (last_number >= 0),
     last_date   date,
     open        boolean NOT NULL DEFAULT true,
     PRIMARY KEY (agency_id, year, direction, code)
   ) WITH (fillfactor = 50)`,
  // R-OUT-05: number and notation are unique in agency and year. R-OUT-07: a voided line keeps its number, with the reason.
  `CREATE TABLE register_entry (
     agency_id     uuid NOT NULL,
     year          integer NOT NULL,
     direction     text NOT NULL,
     series_code   text NOT NULL,
     number        integer NOT NULL CHECK (number > 0),
     notation      text NOT NULL,
     document_id   uuid NOT NULL,
     document_date date NOT NULL,
     registered_at timestamptz NOT NULL DEFAULT now(),
     voided_at     timestamptz,
     voided_reason text CHECK ((voided_at IS NULL) = (voided_reason IS NULL)),
     PRIMARY KEY (agency_id, year, direction, series_code, number),
     CONSTRAINT register_entry_number_and_notation UNIQUE (agency_id, year, direction, number, notation),
     FOREIGN KEY (agency_id, year, direction, series_code) REFERENCES series (agency_id, year, direction, code)
   )`,
  'CREATE INDEX register_entry_document ON register_entry (document_id)',
];

/**
 * The migration that creates `series` and `register_entry` in the schema of the service that uses it.
 *
 * @param timestamp  JavaScript timestamp (13 digits), its place among the service's own migrations
 */
export function registerMigration(timestamp: number): MigrationClass {
  return class implements Migration {
    readonly name = `CreateRegister${timestamp}`;

    async up(runner: QueryRunner): Promise<void> {
      for (const statement of statements) await runner.query(statement);
    }
  };
}
