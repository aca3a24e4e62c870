import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Meetings are looked for by agency and instant; few documents call to one. Instants are ISO 8601 in UTC, so text sorts as time. */
export class IndexMeetings1764000522000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX incoming_document_meeting ON incoming_document (agency_id, (fields->'meeting'->>'startsAt'))
        WHERE fields->'meeting'->>'startsAt' IS NOT NULL;
    `);
  }
}
