import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Copies on paper and who may sign them (Art. 25 to 27). */
export class AddCopies1764000300300 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE copy_signer (
        agency_id uuid NOT NULL,
        position_id uuid NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        decision text NOT NULL,
        PRIMARY KEY (agency_id, position_id),
        CHECK (valid_to IS NULL OR valid_to >= valid_from)
      )`);
    await runner.query(`
      CREATE TABLE document_copy (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL,
        year int NOT NULL,
        direction text NOT NULL DEFAULT 'outgoing' CHECK (direction = 'outgoing'),
        series_code text NOT NULL,
        number int NOT NULL,
        copy_number text NOT NULL,
        copied_on date NOT NULL,
        form text NOT NULL CHECK (form IN ('sao-y', 'sao-luc', 'trich-sao')),
        number_and_symbol text NOT NULL,
        document_date date NOT NULL,
        issuer text NOT NULL,
        kind_and_abstract text NOT NULL,
        signer_position_id uuid NOT NULL,
        signer_name text NOT NULL,
        signer_title text NOT NULL,
        copies int NOT NULL CHECK (copies > 0),
        recipients text NOT NULL,
        registered_by uuid NOT NULL,
        -- one series for all forms (R-CPY-04)
        UNIQUE (agency_id, year, series_code, number),
        FOREIGN KEY (agency_id, year, direction, series_code, number)
          REFERENCES register_entry (agency_id, year, direction, series_code, number)
      )`);
  }
}
