import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Versions that were written in Word or brought as PDF, and the files that they came as. */
export class AddWrittenFiles1764100220600 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE draft_version ADD written jsonb');
    await runner.query('ALTER TABLE document_file DROP CONSTRAINT document_file_stage_check');
    await runner.query(`
      ALTER TABLE document_file ADD CONSTRAINT document_file_stage_check
        CHECK (stage IN ('draft', 'signed', 'sealed', 'attachment', 'scan', 'source'))`);
  }
}
