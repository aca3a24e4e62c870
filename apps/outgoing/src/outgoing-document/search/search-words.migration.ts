import { type Migration, wordsOf } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';
import { textsOf } from '../domain/search-words.js';

interface OldRow {
  id: string;
  search_text: string | null;
  body: unknown;
}

const step = 500;

/** Search over all fields and the text (Annex VI III.6; R-SYS-04): who may see a row and its words, in one index. */
export class AddSearchWords1764100210000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outgoing_document
        -- what a reader may be met as, and what somebody is waited for as, never mean different people
        ADD COLUMN audience text[] GENERATED ALWAYS AS (readers || waits_for) STORED,
        ADD COLUMN words tsvector NOT NULL DEFAULT '',
        -- written by the release before this one alone
        ALTER COLUMN search_text DROP NOT NULL`);
    await runner.query(`ALTER TABLE draft_version ADD COLUMN words tsvector NOT NULL DEFAULT ''`);
    await this.fill(runner);
    await runner.query('DROP INDEX IF EXISTS outgoing_document_search');
    await runner.query('DROP INDEX outgoing_document_readers');
    // What waits to be merged into the index is read through by every search: kept short.
    await runner.query(
      `CREATE INDEX outgoing_document_words ON outgoing_document USING gin (audience, words) WITH (gin_pending_list_limit = 512)`,
    );
    await runner.query(
      `CREATE INDEX outgoing_document_state_order ON outgoing_document (state, sort_rank DESC, changed_at DESC, id DESC)`,
    );
    await runner.query(
      `CREATE INDEX outgoing_document_kind_order ON outgoing_document (kind, sort_rank DESC, changed_at DESC, id DESC)`,
    );
    await runner.query(
      `CREATE INDEX outgoing_document_dated ON outgoing_document (document_date) WHERE document_date IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX outgoing_document_number ON outgoing_document (number) WHERE number IS NOT NULL`);
  }

  /** Words of what is there already. They are none of what an issued document keeps as it is. */
  private async fill(runner: QueryRunner): Promise<void> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows: OldRow[] = await runner.query(
        `SELECT d.id, d.search_text, v.body FROM outgoing_document d
         LEFT JOIN draft_version v ON v.document_id = d.id AND v.number = d.draft_number
         WHERE d.id > $1 ORDER BY d.id LIMIT ${step}`,
        [after],
      );
      for (const { id, search_text, body } of rows) {
        const text = wordsOf(...textsOf(body));
        await runner.query(`UPDATE draft_version SET words = array_to_tsvector($2::text[]) WHERE document_id = $1`, [
          id,
          text,
        ]);
        await runner.query(`UPDATE outgoing_document SET words = array_to_tsvector($2::text[]) WHERE id = $1`, [
          id,
          [...new Set([...wordsOf(search_text ?? ''), ...text])],
        ]);
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < step) break;
      after = last.id;
    }
  }
}
