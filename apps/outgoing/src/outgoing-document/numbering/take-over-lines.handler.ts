import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { rowsOf, type Tx, violatesUnique } from '@vanthu/persistence';
import { lockSeries, type SeriesKey } from '@vanthu/register';
import { isTableRefusal, readTable } from '@vanthu/spreadsheets';
import { z } from 'zod';
import { RegisterLineStore } from '../register/register-line.store.js';
import { actorOf } from '../store/act-on-document.js';
import { LinesWithoutDocument } from './lines-without-document.js';
import { type OldBook, type OldBookProblem, readOldBook } from './old-book.js';
import { keyOf, SeriesLog } from './series-handlers.js';
import { SeriesNotesStore } from './series-notes.store.js';

const NumberRow = z.object({ number: z.number().int() });
const refuse = outgoing.refuseOutgoing;
type Input = InputOf<typeof outgoing.TakeOverLines>;
/** What a person reads at once; the rest shows when these are mended. */
const mostProblems = 500;

/** The lines of the book kept before come in once, all or none, read only from then on (Art. 16.2; R-OUT-14). */
@Injectable()
export class TakeOverLinesHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly notes: SeriesNotesStore,
    private readonly lines: LinesWithoutDocument,
    private readonly register: RegisterLineStore,
    private readonly log: SeriesLog,
  ) {}

  @Handles(outgoing.TakeOverLines)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.TakeOverLines>> {
    const table = tableOf(input.file);
    try {
      return await this.commands.run(outgoing.TakeOverLines, input, ctx, (tx) => this.takeOver(tx, input, table, ctx));
    } catch (error) {
      if (violatesUnique(error, 'register_entry_number_and_notation')) return refuse('OUTGOING.NUMBER_TAKEN');
      throw error;
    }
  }

  private async takeOver(
    tx: Tx,
    input: Input,
    table: readonly (readonly string[])[] | Refusal,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.TakeOverLines>> {
    const key = keyOf(input, ctx);
    if ((await lockSeries(tx, key)) === null) return refuse('OUTGOING.SERIES_UNKNOWN');
    const [note] = await this.notes.of(tx, key.agencyId, key.year, key.code);
    if (isRefusal(table)) return table;
    const book = readOldBook(table, key.year, note?.takenOverTo ?? 0);
    if (book === null) {
      const why = 'không thấy các cột Số, ký hiệu văn bản; Ngày tháng văn bản; Tên loại và trích yếu nội dung văn bản';
      return refuse('OUTGOING.OLD_BOOK_UNFIT', { why });
    }
    const problems = [...book.problems, ...(await this.alreadyThere(tx, key, book))];
    const [first] = problems;
    if (input.dryRun) return { lines: book.lines.length, taken: 0, problems: problems.slice(0, mostProblems) };
    if (first) return refuse('OUTGOING.OLD_BOOK_PROBLEMS', { count: problems.length, ...first });
    const days = book.lines.map(({ documentDate }) => documentDate);
    const shut = await this.register.closedOn(tx, key.agencyId, days);
    if (shut) return shut;
    await this.lines.enter(tx, key, 'old-book', book.lines, ctx.commandId);
    const why = `${actorOf(ctx).personName}: nhập ${book.lines.length} dòng của sổ cũ`;
    await this.log.say(tx, key, 'lines-taken-over', { lastNumber: note?.lastNumber ?? 0, why }, ctx);
    return { lines: book.lines.length, taken: book.lines.length, problems: [] };
  }

  /** Numbers that the register has already, whatever they came from. */
  private async alreadyThere(tx: Tx, key: SeriesKey, book: OldBook): Promise<OldBookProblem[]> {
    const standing = await rowsOf(
      tx,
      NumberRow,
      `SELECT number FROM register_entry WHERE (agency_id, year, direction, series_code) = ($1, $2, 'outgoing', $3)
          AND number = ANY ($4::int[]) ORDER BY number`,
      [key.agencyId, key.year, key.code, book.lines.map(({ number }) => number)],
    );
    return standing.map(({ number }) => ({ row: book.rowOf(number), why: `số ${number} đã có trong sổ` }));
  }
}

function tableOf(file: string): readonly (readonly string[])[] | Refusal {
  const table = readTable(Buffer.from(file, 'base64'));
  return isTableRefusal(table) ? refuse('OUTGOING.OLD_BOOK_UNFIT', { why: table.message }) : table.rows;
}
