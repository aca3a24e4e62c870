import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Advisory bodies that issue electronically under the agency's seal; series that have been given up (R-OUT-09). */
export class AddAdvisoryBodies1764112401700 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE apart_series
        ADD head jsonb,
        ADD closed jsonb,
        ADD CHECK (head IS NULL OR what = 'advisory')`);
    await runner.query('ALTER TABLE outgoing_document ADD advisory_body text');
  }
}
