import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ContentMissing, ContentStore } from '@vanthu/files';
import { JobLoop, SERVICE_LOGGER } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { isReadingRefusal, readPdfText } from '@vanthu/page-reader';
import { rowsOf, Transactions, wordsOf } from '@vanthu/persistence';
import { z } from 'zod';

/**
 * Milliseconds of the first, second and third attempt. Files are read in turn, and a clerk who has just dropped one waits behind
 * this one: what takes long comes last.
 */
const readingMs = [1_500, 5_000, 20_000] as const;

/**
 * Octets of all words of one text. A `tsvector` holds 1,048,575 (PostgreSQL 12.11), and the fields, which change with every act, must
 * find room beside the text: else an act could not be written any more.
 */
const mostOctets = 800_000;

/** As many of the words, from the first on, as there is room for. */
export function inRoom(words: readonly string[]): string[] {
  let left = mostOctets;
  return words.filter((word) => {
    left -= Buffer.byteLength(word);
    return left >= 0;
  });
}

const Unread = z.object({
  id: z.string(),
  file_sha256: z.string(),
  media_type: z.string(),
  text_attempts: z.number().int(),
});
type Unread = z.infer<typeof Unread>;

/**
 * Reads what a file says, so that the document is found by it (Annex VI III.6.d; R-SYS-04). It follows the reception by itself;
 * a file that cannot be read, or takes too long, is found by its fields alone.
 */
@Injectable()
export class ReadTextJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: JobLoop;

  constructor(
    private readonly transactions: Transactions,
    private readonly content: ContentStore,
    @Inject(SERVICE_LOGGER) log: Logger,
  ) {
    this.loop = new JobLoop('read-text', () => this.runOnce(), log, 1_000);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** One file; `false` when none is left. The attempt is counted first: a file that kills the process is not tried for ever. */
  async runOnce(): Promise<boolean> {
    const next = await this.transactions.run(async (tx) => {
      const [row] = await rowsOf(
        tx,
        Unread,
        `SELECT id, file_sha256, media_type, text_attempts FROM incoming_document WHERE text_words IS NULL AND text_attempts < ${readingMs.length}
         ORDER BY text_attempts, arrived_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
      );
      if (row) {
        await tx.query('UPDATE incoming_document SET text_attempts = text_attempts + 1 WHERE id = $1', [row.id]);
      }
      return row;
    });
    if (next === undefined) return false;
    const text = await this.textOf(next);
    if (text === null) return true;
    await this.transactions.run((tx) =>
      tx.query(
        `UPDATE incoming_document SET text_words = array_to_tsvector($2::text[]), words = words || array_to_tsvector($2::text[])
         WHERE id = $1`,
        [next.id, inRoom(wordsOf(text))],
      ),
    );
    return true;
  }

  /** Null when it took too long and is tried once more. */
  private async textOf({ file_sha256, media_type, text_attempts }: Unread): Promise<string | null> {
    if (media_type !== 'application/pdf') return '';
    try {
      const timeLimitMs = readingMs[text_attempts] ?? readingMs[0];
      const text = await readPdfText(await this.content.readBytes(file_sha256), { timeLimitMs });
      if (!isReadingRefusal(text)) return text.pages.flatMap((page) => page.words.map((word) => word.text)).join(' ');
      return text.code === 'PAGES.TOO_LONG' && text_attempts + 1 < readingMs.length ? null : '';
    } catch (error) {
      if (error instanceof ContentMissing) return '';
      throw error;
    }
  }
}
