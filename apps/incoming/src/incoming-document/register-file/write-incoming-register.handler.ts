import { Inject, Injectable } from '@nestjs/common';
import { type InputOf, incoming, isRefusal } from '@vanthu/contracts';
import { civilDate, registerCsv, registerSheet, yearOf } from '@vanthu/decree30';
import { PassingFiles } from '@vanthu/files';
import { type Answer, Handles, type RequestContext, SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';
import { writeXlsx } from '@vanthu/spreadsheets';
import { type IncomingBook, IncomingRegisterBooks, mostLines } from './incoming-register-book.js';

type Input = InputOf<typeof incoming.WriteIncomingRegister>;
const maxBytes = 200_000_000;
const mediaTypes = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** The book as a file: cover, ten columns, ready to be printed, signed for and bound (Art. 22.3.b; R-IN-06). */
@Injectable()
export class WriteIncomingRegisterHandler {
  private readonly passing: PassingFiles;

  constructor(
    private readonly books: IncomingRegisterBooks,
    @Inject(SERVICE_CONFIG) config: ServiceConfig,
  ) {
    this.passing = new PassingFiles(config.files);
  }

  @Handles(incoming.WriteIncomingRegister)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof incoming.WriteIncomingRegister>> {
    const { from, to, format } = input;
    if (from > to || yearOf(civilDate(from)) !== yearOf(civilDate(to)))
      return incoming.refuseIncoming('INCOMING.BOOK_PERIOD');
    const book = await this.books.of(input, ctx);
    if (isRefusal(book)) return book;
    const { lines } = book;
    if (lines > mostLines) return incoming.refuseIncoming('INCOMING.BOOK_TOO_LONG', { lines, most: mostLines });
    const content = await this.write(book, format, ctx.now());
    const file = await this.passing.take(once(content), { maxBytes });
    if (isRefusal(file)) return file;
    const name = `So dang ky van ban den ${from} ${to}.${format}`;
    return { passingId: file.id, bytes: file.bytes, name, mediaType: mediaTypes[format] };
  }

  private async write(written: IncomingBook, format: Input['format'], at: Date): Promise<Uint8Array> {
    const { book, year, rows } = written.content;
    if (format === 'csv') return new TextEncoder().encode(registerCsv(book, rows));
    if (format === 'pdf') return this.books.pdf(written, at);
    return writeXlsx([registerSheet(`Sổ đến ${year}`, written.content)]);
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
