import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** What other systems of the agency asked for, under their own references. */
export class AddMachineRequests1764100220000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE machine_request (
        document_id uuid PRIMARY KEY REFERENCES outgoing_document (id),
        account_id uuid NOT NULL,
        account_name text NOT NULL,
        reference text NOT NULL,
        -- of everything that was asked: a repetition is known from another request under the same reference
        content_sha256 text NOT NULL,
        requested_at timestamptz NOT NULL,
        responsible_person_id uuid NOT NULL,
        UNIQUE (account_id, reference)
      )`);
  }
}
