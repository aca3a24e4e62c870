import { Inject, Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { civilDate, registerCsv, registerSheet, yearOf } from '@vanthu/decree30';
import { PassingFiles } from '@vanthu/files';
import { type Answer, Handles, type RequestContext, SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';
import { writeXlsx } from '@vanthu/spreadsheets';
import { mostLines, type OutgoingBook, RegisterBooks } from './register-book.js';

type Input = InputOf<typeof outgoing.WriteRegister>;
const maxBytes = 200_000_000;
const mediaTypes = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** The book as a file: cover, ten columns, ready to be printed and bound (Art. 16.2.b; R-OUT-14). */
@Injectable()
export class WriteRegisterHandler {
  private readonly passing: PassingFiles;

  constructor(
    private readonly books: RegisterBooks,
    @Inject(SERVICE_CONFIG) config: ServiceConfig,
  ) {
    this.passing = new PassingFiles(config.files);
  }

  @Handles(outgoing.WriteRegister)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.WriteRegister>> {
    const { from, to, format } = input;
    if (from > to || yearOf(civilDate(from)) !== yearOf(civilDate(to)))
      return outgoing.refuseOutgoing('OUTGOING.BOOK_PERIOD');
    const book = await this.books.of(input, ctx);
    if (isRefusal(book)) return book;
    const { lines } = book;
    if (lines > mostLines) return outgoing.refuseOutgoing('OUTGOING.BOOK_TOO_LONG', { lines, most: mostLines });
    const content = await this.write(book, format, ctx.now());
    const file = await this.passing.take(once(content), { maxBytes });
    if (isRefusal(file)) return file;
    const name = `So dang ky van ban di ${from} ${to}.${format}`;
    return { passingId: file.id, bytes: file.bytes, name, mediaType: mediaTypes[format] };
  }

  private async write(written: OutgoingBook, format: outgoing.BookFormat, at: Date): Promise<Uint8Array> {
    const { book, year, rows } = written.content;
    if (format === 'csv') return new TextEncoder().encode(registerCsv(book, rows));
    if (format === 'pdf') return this.books.pdf(written, at);
    return writeXlsx([registerSheet(`Sổ đi ${year}`, written.content)]);
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
