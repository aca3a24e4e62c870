import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** What goes on paper beside the systems, and to whom it has gone. */
export class AddPaperIssue1764100400000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Decision 28/2018 Art. 7.2: the list of the head; '*': every kind
      CREATE TABLE both_ways (
        agency_id uuid NOT NULL,
        kind text NOT NULL,
        decision text NOT NULL,
        withdrawn_at timestamptz,
        set_by text NOT NULL,
        set_at timestamptz NOT NULL,
        PRIMARY KEY (agency_id, kind)
      )`);
    await runner.query(`
      CREATE TABLE paper_dispatch (
        document_id uuid NOT NULL REFERENCES outgoing_document (id),
        place int NOT NULL,
        name text NOT NULL,
        sent_at timestamptz NOT NULL,
        sent_by text NOT NULL,
        sent_by_person uuid NOT NULL,
        PRIMARY KEY (document_id, place)
      )`);
  }
}
