import { type Migration, wordsOf } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

const step = 500;

/** Search over all fields and the text (Annex VI III.6; R-SYS-04): who may see a row and its words, in one index. */
export class AddIncomingSearchWords1764100210000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE incoming_document
        ADD COLUMN words tsvector NOT NULL DEFAULT '',
        -- of the file; null until it has been read
        ADD COLUMN text_words tsvector,
        ADD COLUMN text_attempts int NOT NULL DEFAULT 0,
        -- written by the release before this one alone
        ALTER COLUMN search_text DROP NOT NULL`);
    await this.fill(runner);
    await runner.query('DROP INDEX incoming_document_readers');
    // What waits to be merged into the index is read through by every search: kept short.
    await runner.query(
      `CREATE INDEX incoming_document_words ON incoming_document USING gin (readers, words) WITH (gin_pending_list_limit = 512)`,
    );
    await runner.query(
      `CREATE INDEX incoming_document_order ON incoming_document (sort_rank DESC, arrived_at DESC, id DESC)`,
    );
    await runner.query(
      `CREATE INDEX incoming_document_state_order ON incoming_document (state, sort_rank DESC, arrived_at DESC, id DESC)`,
    );
    await runner.query('CREATE INDEX incoming_document_day ON incoming_document (arrived_on)');
    await runner.query(
      `CREATE INDEX incoming_document_arrival ON incoming_document (arrival_number) WHERE arrival_number IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX incoming_document_unread ON incoming_document (text_attempts, arrived_at) WHERE text_words IS NULL`,
    );
  }

  /** Fields of what is there already; the files are read by the job. */
  private async fill(runner: QueryRunner): Promise<void> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows: { id: string; search_text: string | null }[] = await runner.query(
        `SELECT id, search_text FROM incoming_document WHERE id > $1 ORDER BY id LIMIT ${step}`,
        [after],
      );
      for (const { id, search_text } of rows) {
        await runner.query('UPDATE incoming_document SET words = array_to_tsvector($2::text[]) WHERE id = $1', [
          id,
          wordsOf(search_text ?? ''),
        ]);
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < step) return;
      after = last.id;
    }
  }
}
