import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Acknowledged, begun, ended in this order; what is due next; who is told; what the agency has laid down. */
export class CreateFollowUpTables1764000100000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE routed_document
        ADD COLUMN kind text, ADD COLUMN document_date date, ADD COLUMN answer_by date, ADD COLUMN result jsonb,
        ADD COLUMN submission_opened_at timestamptz, ADD COLUMN waiting_for text, ADD COLUMN next_due date,
        ADD COLUMN urged_on date;
      ALTER TABLE task
        ADD COLUMN started_at timestamptz, ADD COLUMN completed_at timestamptz, ADD COLUMN latest date,
        ADD COLUMN extension jsonb;
      UPDATE task SET latest = deadline;
      UPDATE task SET started_at = opened_at, completed_at = opened_at WHERE state = 'completed' AND opened_at IS NOT NULL;
      ALTER TABLE task ALTER COLUMN latest SET NOT NULL,
        ADD CONSTRAINT task_acknowledged_first CHECK (started_at IS NULL OR opened_at IS NOT NULL),
        ADD CONSTRAINT task_begun_before_ended CHECK (completed_at IS NULL OR started_at IS NOT NULL);
      UPDATE routed_document d SET next_due = due_on, waiting_for = CASE state
        WHEN 'registered' THEN 'Văn thư trình lãnh đạo' WHEN 'submitted' THEN submitted_to_name
        WHEN 'completed' THEN NULL
        ELSE (SELECT coalesce(person_name, assignee->>'name') FROM task t WHERE t.document_id = d.document_id
              ORDER BY place LIMIT 1) END;

      -- exactly one lead (R-IN-09); the task of a unit that sent the document back is closed and counts no more
      DROP INDEX task_one_lead;
      CREATE UNIQUE INDEX task_one_lead ON task (document_id) WHERE part = 'lead' AND state <> 'closed';
      CREATE INDEX routed_document_open_holders ON routed_document USING gin (holders) WHERE state <> 'completed';
      CREATE INDEX routed_document_next_due ON routed_document (next_due) WHERE state <> 'completed';
      CREATE INDEX routed_document_book ON routed_document (agency_id, arrived_on, arrival_number);

      ALTER TABLE issued_document ADD COLUMN answers uuid;
      CREATE INDEX issued_document_answers ON issued_document (answers) WHERE answers IS NOT NULL;

      -- as the directory has told (R-GEN-06)
      CREATE TABLE agency_calendar (agency_id uuid PRIMARY KEY, calendar jsonb NOT NULL);
      CREATE TABLE urging_rule (agency_id uuid PRIMARY KEY, rule jsonb NOT NULL);

      -- one row for what somebody is told; the key makes it told once
      CREATE TABLE notice (
        id uuid PRIMARY KEY,
        key text NOT NULL UNIQUE,
        agency_id uuid NOT NULL,
        document_id uuid NOT NULL REFERENCES routed_document,
        holder text NOT NULL,
        kind text NOT NULL,
        text_vi text NOT NULL,
        urgency text NOT NULL,
        at timestamptz NOT NULL,
        day date NOT NULL
      );
      CREATE INDEX notice_holder ON notice (holder, at DESC);
      CREATE TABLE notice_read (
        person_id uuid NOT NULL, notice_id uuid NOT NULL REFERENCES notice, PRIMARY KEY (person_id, notice_id)
      );
      CREATE TABLE notice_preference (
        person_id uuid NOT NULL, kind text NOT NULL, mode text NOT NULL, PRIMARY KEY (person_id, kind)
      );
    `);
  }
}
