import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** What was charged may be taken back, with a reason, while nobody has begun. */
export class WithdrawnAssignments1764112403100 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE drafting_assignment ADD withdrawn_at timestamptz, ADD withdrawn_reason text,
        ADD CONSTRAINT withdrawn_before_begun CHECK (withdrawn_at IS NULL OR document_id IS NULL)`);
  }
}
