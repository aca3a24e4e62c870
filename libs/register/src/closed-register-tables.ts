import type { Migration, MigrationClass } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';
import type { Direction } from './series.js';

const tables = [
  `CREATE TABLE closed_register (
     id               uuid PRIMARY KEY,
     agency_id        uuid NOT NULL,
     direction        text NOT NULL CHECK (direction IN ('outgoing', 'incoming')),
     date_from        date NOT NULL,
     date_to          date NOT NULL CHECK (date_to > date_from),
     volume           text NOT NULL,
     closed_at        timestamptz NOT NULL,
     closed_by        text NOT NULL,
     closed_by_person uuid NOT NULL,
     -- the book as it was closed; written after the lines stand
     lines            integer,
     late_facts       integer,
     name             text,
     sha256           text,
     bytes            integer,
     manifest_hash    text,
     -- the organisation's signature
     job_id           uuid,
     seal_state       text NOT NULL DEFAULT 'none'
                      CHECK (seal_state IN ('none', 'waiting', 'needs-activation', 'refused', 'failed', 'signed')),
     seal_reason      text,
     signed_sha256    text,
     signed_bytes     integer,
     signed_at        timestamptz,
     UNIQUE (agency_id, direction, date_from, date_to),
     CHECK (num_nulls(lines, late_facts, name, sha256, bytes, manifest_hash) IN (0, 6)),
     CHECK (num_nulls(signed_sha256, signed_bytes, signed_at) = CASE seal_state WHEN 'signed' THEN 0 ELSE 3 END)
   )`,
  // What became of a line after it was written. `book_on`: its own book was closed, so it stands in that of this day.
  `CREATE TABLE register_fact (
     id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     agency_id   uuid NOT NULL,
     year        integer NOT NULL,
     direction   text NOT NULL,
     series_code text NOT NULL,
     number      integer NOT NULL,
     fact_vi     text NOT NULL,
     book_on     date,
     FOREIGN KEY (agency_id, year, direction, series_code, number)
       REFERENCES register_entry (agency_id, year, direction, series_code, number)
   )`,
  'CREATE INDEX register_fact_line ON register_fact (agency_id, year, direction, series_code, number)',
  'CREATE INDEX register_fact_book ON register_fact (agency_id, direction, book_on) WHERE book_on IS NOT NULL',
  // R-SYS-02
  `CREATE TABLE closed_register_access (
     closed_id uuid NOT NULL REFERENCES closed_register,
     person_id uuid NOT NULL,
     act       text NOT NULL CHECK (act IN ('view', 'download', 'print')),
     sha256    text NOT NULL,
     at        timestamptz NOT NULL
   )`,
  `CREATE FUNCTION closed_register_stays() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'UPDATE' AND OLD.seal_state <> 'signed'
        AND (OLD.agency_id, OLD.direction, OLD.date_from, OLD.date_to, OLD.closed_at)
          = (NEW.agency_id, NEW.direction, NEW.date_from, NEW.date_to, NEW.closed_at)
        AND (OLD.sha256 IS NULL OR OLD.sha256 = NEW.sha256)
     THEN RETURN NEW; END IF;
     RAISE EXCEPTION 'a closed register stays as it is' USING ERRCODE = 'integrity_constraint_violation';
   END $$`,
  `CREATE TRIGGER closed_register_stays BEFORE UPDATE OR DELETE ON closed_register
     FOR EACH ROW EXECUTE FUNCTION closed_register_stays()`,
  `CREATE FUNCTION register_fact_stays() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'what became of a line stays written' USING ERRCODE = 'integrity_constraint_violation';
   END $$`,
  `CREATE TRIGGER register_fact_stays BEFORE UPDATE OR DELETE ON register_fact
     FOR EACH ROW EXECUTE FUNCTION register_fact_stays()`,
];

/**
 * Refuses, whoever writes, what touches rows whose day lies in a closed period. Once for each statement; whoever closes waits for
 * those who are writing, and they for him, so that nothing slips between the last look and the closing.
 */
function guard(table: string, direction: Direction, day: string, events: readonly ('INSERT' | 'UPDATE' | 'DELETE')[]) {
  const name = `${table}_stays_closed`;
  const lock = `pg_advisory_xact_lock_shared(hashtextextended('closed_register ' || '${direction} ' || t.agency_id, 0))`;
  return [
    `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
     DECLARE shut record;
     BEGIN
       PERFORM ${lock} FROM (SELECT DISTINCT agency_id FROM touched) t;
       SELECT c.date_from, c.date_to INTO shut FROM touched t JOIN closed_register c
         ON (c.agency_id, c.direction) = (t.agency_id, '${direction}') AND ${day} BETWEEN c.date_from AND c.date_to LIMIT 1;
       IF FOUND THEN
         RAISE EXCEPTION 'the register from % to % is closed', shut.date_from, shut.date_to
           USING ERRCODE = 'integrity_constraint_violation';
       END IF;
       RETURN NULL;
     END $$`,
    ...events.map(
      (event) => `CREATE TRIGGER ${name}_${event.toLowerCase()} AFTER ${event} ON ${table}
        REFERENCING ${event === 'INSERT' ? 'NEW' : 'OLD'} TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ${name}()`,
    ),
  ];
}

/**
 * Tables of closed periods, and what keeps their lines as they are, for a service with `register_entry` and a `register_line`.
 *
 * @param timestamp  place among the service's own migrations
 * @param lineDay    SQL over a line `t`: the day by which it belongs to a book
 */
export function closedRegisterMigration(
  timestamp: number,
  { direction, lineDay, before = [] }: { direction: Direction; lineDay: string; before?: readonly string[] },
): MigrationClass {
  return class implements Migration {
    readonly name = `CloseRegisters${timestamp}`;

    async up(runner: QueryRunner): Promise<void> {
      const statements = [
        ...before,
        ...tables,
        ...guard('register_line', direction, lineDay, ['INSERT', 'UPDATE', 'DELETE']),
        // Voiding changes the entry alone.
        ...guard('register_entry', direction, 't.document_date', ['UPDATE', 'DELETE']),
        ...guard('register_fact', direction, 't.book_on', ['INSERT']),
      ];
      for (const statement of statements) await runner.query(statement);
    }
  };
}
