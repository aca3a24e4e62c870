import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/**
 * Numbers of decisions begin anew every year (Art. 15), so a task of a plan is told from others by its year too. Every file that shows that a part
 * was done is a row, a co-operator's as the lead's; `proof_file` of a document stays for a release that is still running.
 */
export class PlanYearsAndProofs1764003810000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX routed_document_plan_task;
      CREATE UNIQUE INDEX routed_document_plan_task
        ON routed_document (agency_id, (extract(year FROM document_date)), number_and_symbol, arrival_number)
        WHERE source <> 'document';

      CREATE TABLE proof_file (
        task_id uuid PRIMARY KEY REFERENCES task,
        document_id uuid NOT NULL REFERENCES routed_document,
        sha256 text NOT NULL,
        bytes bigint NOT NULL,
        name text NOT NULL,
        media_type text NOT NULL,
        person_id uuid,
        person_name text NOT NULL,
        position_title text NOT NULL,
        added_at timestamptz NOT NULL
      );
      CREATE INDEX proof_file_document ON proof_file (document_id);
      INSERT INTO proof_file
        SELECT lead.id, document.document_id, proof_file->>'sha256', (proof_file->>'bytes')::bigint, proof_file->>'name',
          proof_file->>'mediaType', ended.person_id, coalesce(ended.person_name, ''), coalesce(ended.position_title, ''), ended.at
        FROM routed_document AS document
          JOIN task AS lead ON lead.document_id = document.document_id AND lead.part = 'lead' AND lead.state = 'completed'
          JOIN LATERAL (SELECT * FROM timeline WHERE timeline.document_id = document.document_id AND act = 'complete'
            ORDER BY id DESC LIMIT 1) AS ended ON true
        WHERE proof_file IS NOT NULL;
    `);
  }
}
