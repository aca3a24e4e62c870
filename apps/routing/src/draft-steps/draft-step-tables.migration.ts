import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** The step at which each draft on a flow of its agency stands, as `outgoing` has told: to urge, and to count those under way. */
export class AddDraftSteps1764112402800 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE draft_step (
        document_id uuid PRIMARY KEY,
        agency_id uuid NOT NULL,
        definition_id uuid NOT NULL,
        abstract text NOT NULL,
        urgency text NOT NULL,
        step_id text NOT NULL,
        step_name text NOT NULL,
        due_on date,
        holders text[] NOT NULL,
        escalation jsonb,
        readers text[] NOT NULL,
        urged_on date
      );
      CREATE INDEX draft_step_definition ON draft_step (definition_id);
      CREATE INDEX draft_step_due ON draft_step (due_on) WHERE due_on IS NOT NULL;
    `);
  }
}
