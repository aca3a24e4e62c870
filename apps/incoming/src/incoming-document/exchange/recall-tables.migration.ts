import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Orders of recall that were obeyed; what is recalled is no longer urgent. */
export class AddRecalls1764000300000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- the data of the recall stay (Annex VI III.8.c; R-REC-03)
      CREATE TABLE recall_order (
        document_id uuid PRIMARY KEY REFERENCES incoming_document,
        order_named text NOT NULL,
        reason text NOT NULL,
        cancelled_at timestamptz NOT NULL
      )`);
    await runner.query(`
      -- separate files that were issued with the document; their content is in the store that all share
      CREATE TABLE delivered_attachment (
        document_id uuid NOT NULL REFERENCES incoming_document,
        place int NOT NULL,
        title text NOT NULL,
        name text NOT NULL,
        sha256 text NOT NULL,
        bytes bigint NOT NULL,
        PRIMARY KEY (document_id, place)
      )`);
    await runner.query(`ALTER TABLE incoming_document DROP COLUMN sort_rank`);
    await runner.query(`
      ALTER TABLE incoming_document ADD COLUMN sort_rank smallint GENERATED ALWAYS AS
        (CASE WHEN state IN ('completed', 'returned', 'recalled') THEN 0 ELSE urgency_rank END) STORED`);
    await runner.query(
      `CREATE INDEX incoming_document_list ON incoming_document (agency_id, sort_rank DESC, arrived_at DESC, id DESC)`,
    );
  }
}
