import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Some notices are of no routed document: a reminder is of one that was issued. */
export class NoticesWithoutDocument1764003200000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notice ALTER COLUMN document_id DROP NOT NULL');
  }
}
