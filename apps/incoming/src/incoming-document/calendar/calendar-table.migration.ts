import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** As the directory has told (R-GEN-06). */
export class KnowCalendars1764100610000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE agency_calendar (agency_id uuid PRIMARY KEY, calendar jsonb NOT NULL)');
  }
}
