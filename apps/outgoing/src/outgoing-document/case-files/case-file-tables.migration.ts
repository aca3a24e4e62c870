import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** What is known of case files in which issued documents lie, and the place of each document in them. */
export class DescribeCaseFiles1764100300000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE case_file (
        agency_id uuid NOT NULL,
        notation text NOT NULL,
        -- năm hình thành hồ sơ, in which the first document was put in (Annex VI, FileCatalog)
        year int NOT NULL,
        title text NOT NULL DEFAULT '',
        retention text NOT NULL DEFAULT '',
        described_by text,
        described_at timestamptz,
        last_ordinal int NOT NULL DEFAULT 0,
        PRIMARY KEY (agency_id, notation)
      )`);
    await runner.query(`ALTER TABLE filing ADD ordinal int`);
    await runner.query(`
      UPDATE filing f SET ordinal = placed.ordinal FROM (
        SELECT g.document_id, g.case_file,
               row_number() OVER (PARTITION BY d.agency_id, g.case_file ORDER BY g.filed_at, g.document_id) AS ordinal
          FROM filing g JOIN outgoing_document d ON d.id = g.document_id) placed
       WHERE (f.document_id, f.case_file) = (placed.document_id, placed.case_file)`);
    await runner.query(`
      INSERT INTO case_file (agency_id, notation, year, last_ordinal)
      SELECT d.agency_id, f.case_file, extract(year FROM min(f.filed_at) AT TIME ZONE 'Asia/Ho_Chi_Minh'), max(f.ordinal)
        FROM filing f JOIN outgoing_document d ON d.id = f.document_id GROUP BY d.agency_id, f.case_file`);
  }
}
