import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Flows of drafts as `routing` has told, and where each draft stands on the one on which it began. */
export class AddDraftFlows1764112402800 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- never changed: drafts under way hold on to theirs
      CREATE TABLE draft_flow_definition (id uuid PRIMARY KEY, definition jsonb NOT NULL);
      CREATE TABLE draft_flow (
        flow_id uuid PRIMARY KEY,
        agency_id uuid NOT NULL,
        version int NOT NULL,
        definition_id uuid NOT NULL REFERENCES draft_flow_definition
      );
      CREATE INDEX draft_flow_agency ON draft_flow (agency_id);

      -- held_for: whose word a draft waits for before the act of its state, until that day
      ALTER TABLE outgoing_document
        ADD COLUMN course jsonb, ADD COLUMN held_until date, ADD COLUMN held_for text[] NOT NULL DEFAULT '{}';
    `);
  }
}
