import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Working calendars of agencies, as the directory tells of them (R-GEN-06). */
export class KeepCalendars1764100500000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE agency_calendar (agency_id uuid PRIMARY KEY, calendar jsonb NOT NULL)');
  }
}
