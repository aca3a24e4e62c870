import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Files that were taken out of a watched folder, by what they are: the same bytes come in once for an agency. */
export class AddWatchedFolders1764000533000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE folder_file (
        agency_id uuid NOT NULL,
        sha256 text NOT NULL,
        document_id uuid NOT NULL REFERENCES incoming_document,
        name text NOT NULL,
        taken_at timestamptz NOT NULL,
        PRIMARY KEY (agency_id, sha256)
      );
    `);
  }
}
