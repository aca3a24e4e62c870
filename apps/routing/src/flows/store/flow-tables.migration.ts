import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Flows as data, their versions, and where each document stands on the one on which it began. */
export class CreateFlowTables1764003300000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE flow (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL,
        key text NOT NULL,
        UNIQUE (agency_id, key)
      );
      -- never changed: documents under way hold on to theirs, also when the shipped one is another by now
      CREATE TABLE flow_definition (id uuid PRIMARY KEY, definition jsonb NOT NULL);
      CREATE TABLE flow_version (
        flow_id uuid NOT NULL REFERENCES flow,
        version int NOT NULL,
        definition_id uuid NOT NULL REFERENCES flow_definition,
        state text NOT NULL CHECK (state IN ('draft', 'active', 'retired')),
        saved_at timestamptz NOT NULL,
        saved_by uuid NOT NULL,
        saved_by_name text NOT NULL,
        activated_at timestamptz,
        activated_by uuid,
        activated_by_name text,
        PRIMARY KEY (flow_id, version)
      );
      CREATE UNIQUE INDEX flow_one_active ON flow_version (flow_id) WHERE state = 'active';

      ALTER TABLE routed_document ADD COLUMN course jsonb;
      CREATE INDEX routed_document_running ON routed_document ((course->>'definitionId'))
        WHERE course IS NOT NULL AND state NOT IN ('completed', 'cancelled');
      ALTER TABLE task ADD COLUMN assign_by date, ADD COLUMN escalation jsonb;
    `);
  }
}
