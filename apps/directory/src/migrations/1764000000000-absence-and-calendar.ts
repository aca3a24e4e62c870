import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Who is away and who stands in; which days an agency works. */
export class AbsenceAndCalendar1764000000000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE absence (
        id uuid PRIMARY KEY, agency_id uuid NOT NULL REFERENCES agency, position_id uuid NOT NULL REFERENCES position,
        person_id uuid NOT NULL REFERENCES person, from_day date NOT NULL, to_day date NOT NULL,
        deputy_position_id uuid NOT NULL REFERENCES position, deputy_person_id uuid NOT NULL REFERENCES person,
        basis text NOT NULL,
        -- ended on its first day, it never was: then the last day lies before the first
        CHECK (to_day >= from_day - 1), CHECK (deputy_person_id <> person_id)
      );
      CREATE INDEX absence_agency ON absence (agency_id, to_day);
      CREATE INDEX absence_deputy ON absence (deputy_position_id, to_day);

      CREATE TABLE working_calendar (
        agency_id uuid PRIMARY KEY REFERENCES agency, from_day date NOT NULL, to_day date NOT NULL,
        holidays date[] NOT NULL, make_up_days date[] NOT NULL, morning_ends text NOT NULL, basis text NOT NULL,
        CHECK (to_day >= from_day)
      );
    `);
  }
}
