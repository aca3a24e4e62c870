import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** What a person is told of one's own certificate is no matter of an agency: a deputy there does not read it. */
export class NoticesWithoutAgency1764003320000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notice ALTER COLUMN agency_id DROP NOT NULL');
  }
}
