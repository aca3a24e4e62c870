import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Who has had whom reminded of a missing signature, and when; at most once a day. */
export class CreateReminders1764003300000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signature_reminder (
        document_id uuid NOT NULL,
        reminded_on date NOT NULL,
        holder text NOT NULL,
        person_id uuid NOT NULL,
        position_id uuid NOT NULL,
        reminded_by text NOT NULL,
        reminded_at timestamptz NOT NULL,
        command_id uuid NOT NULL,
        PRIMARY KEY (document_id, reminded_on)
      );
    `);
  }
}
