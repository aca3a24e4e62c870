import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Work that no document brings stands in the same lists, and ends with its proof. */
export class AddPlanTasks1764003310000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE routed_document
        ADD COLUMN source text NOT NULL DEFAULT 'document' CHECK (source IN ('document', 'plan', 'meeting')),
        ADD COLUMN proof_wanted text, ADD COLUMN proof_file jsonb, ADD COLUMN desk jsonb;
      -- a number of a plan is given once, whoever enters it again
      CREATE UNIQUE INDEX routed_document_plan_task ON routed_document (agency_id, number_and_symbol, arrival_number)
        WHERE source <> 'document';
      -- what is open of all that somebody may read, beside what one holds (routed_document_open_holders)
      CREATE INDEX routed_document_open_readers ON routed_document USING gin (readers) WHERE state <> 'completed';
    `);
  }
}
