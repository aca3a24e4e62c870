import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** What the clerks of an agency have made of a printed name. */
export class RememberSenders1764000400000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sender_memory (
        agency_id uuid NOT NULL, printed text NOT NULL, sender_agency_id uuid, sender_name text NOT NULL,
        PRIMARY KEY (agency_id, printed)
      );
    `);
  }
}
