import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Figures that no document tells. Rows are only added: a correction is the next revision, and what was there before stays. */
export class CreateReportInputs1764003000000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE report_input (
        agency_id uuid NOT NULL,
        period text NOT NULL,
        code text NOT NULL,
        revision int NOT NULL CHECK (revision > 0),
        -- null: taken away
        value text,
        source text NOT NULL,
        provided_by text NOT NULL,
        -- the person in the position chosen for the act; both null: the administrator's tool
        entered_person_id uuid,
        entered_position_id uuid,
        entered_by text NOT NULL,
        entered_at timestamptz NOT NULL,
        command_id uuid NOT NULL,
        PRIMARY KEY (agency_id, period, code, revision)
      );
    `);
  }
}
