import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Separate attachments, the ink road, and the issue that was ordered together with number and seal. */
export class AddPaperAndAttachments1763990000000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outgoing_document
        ADD attachments jsonb NOT NULL DEFAULT '[]',
        -- text fields of the main file that the seal fills
        ADD fillable text[] NOT NULL DEFAULT '{so_van_ban,ngay_ban_hanh}',
        ADD road text NOT NULL DEFAULT 'digital' CHECK (road IN ('digital', 'ink')),
        ADD head_decides_alone boolean NOT NULL DEFAULT false,
        ADD ink jsonb,
        ADD issue_by jsonb,
        -- nobody signs in ink on the digital road
        ADD CHECK (ink IS NULL OR road = 'ink')`);
    await runner.query(`ALTER TABLE document_file DROP CONSTRAINT document_file_stage_check`);
    await runner.query(`
      ALTER TABLE document_file ADD CONSTRAINT document_file_stage_check
        CHECK (stage IN ('draft', 'signed', 'sealed', 'attachment', 'scan'))`);
  }
}
