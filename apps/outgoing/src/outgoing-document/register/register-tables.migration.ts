import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Which series a kind is numbered in, and the lines of the register beside the numbers. */
export class CreateOutgoingRegister1763880200200 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- by decision of the head (Art. 15.1.c; R-OUT-10); without agency: what holds where the head has laid down nothing
      CREATE TABLE series_rule (
        agency_id uuid,
        kind text NOT NULL,
        series_code text NOT NULL CHECK (series_code <> ''),
        decision text,
        set_by text,
        set_at timestamptz,
        UNIQUE NULLS NOT DISTINCT (agency_id, kind)
      )`);
    await runner.query(
      `INSERT INTO series_rule (agency_id, kind, series_code) VALUES (NULL, 'quyet-dinh', 'QD'), (NULL, '*', 'CV')`,
    );
    await runner.query(`
      -- the ten columns of Annex IV part I (R-OUT-14)
      CREATE TABLE register_line (
        document_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        year int NOT NULL,
        series_code text NOT NULL,
        number int NOT NULL,
        number_and_symbol text NOT NULL,
        document_date date NOT NULL,
        kind_and_abstract text NOT NULL,
        signer text NOT NULL,
        recipients text NOT NULL,
        file_copy_keeper text NOT NULL,
        copies int NOT NULL,
        handed_over_on date,
        received_by text NOT NULL DEFAULT '',
        note text NOT NULL DEFAULT '',
        -- a document whose number was voided has a line for each number it had
        PRIMARY KEY (agency_id, year, series_code, number),
        FOREIGN KEY (agency_id, year, direction, series_code, number)
          REFERENCES register_entry (agency_id, year, direction, series_code, number),
        direction text NOT NULL DEFAULT 'outgoing' CHECK (direction = 'outgoing')
      )`);
    await runner.query(`CREATE INDEX register_line_document ON register_line (document_id)`);
    await runner.query(
      `CREATE UNIQUE INDEX register_line_order ON register_line (agency_id, year, document_date, series_code, number)`,
    );
  }
}
