import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Clerks are told of what came urgent before it is registered, and so before it is routed here (Art. 23.1). */
export class NoticesBeforeRegistration1764003811000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notice DROP CONSTRAINT notice_document_id_fkey');
  }
}
