import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Groups of recipients, each an agency's own; `members` are Addressee of the contract, in their order. */
export class RecipientGroups1764000200000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE recipient_group (
        id uuid PRIMARY KEY, agency_id uuid NOT NULL REFERENCES agency, name text NOT NULL, name_folded text NOT NULL,
        members jsonb NOT NULL, version int NOT NULL,
        UNIQUE (agency_id, name_folded)
      );
    `);
  }
}
