import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Deadlines that were missed, and in which case files issued documents lie. */
export class AddWatch1764000300200 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE violation (
        document_id uuid NOT NULL REFERENCES outgoing_document (id),
        what text NOT NULL CHECK (what IN ('number', 'issue', 'send', 'at-once')),
        due_at timestamptz NOT NULL,
        done_at timestamptz NOT NULL,
        PRIMARY KEY (document_id, what),
        CHECK (done_at > due_at)
      )`);
    await runner.query(`
      -- Art. 29.3; R-KEEP-02: what stands in none is on the list "chưa có hồ sơ"
      CREATE TABLE filing (
        document_id uuid NOT NULL REFERENCES outgoing_document (id),
        case_file text NOT NULL,
        filed_at timestamptz NOT NULL,
        filed_by text NOT NULL,
        PRIMARY KEY (document_id, case_file)
      )`);
  }
}
