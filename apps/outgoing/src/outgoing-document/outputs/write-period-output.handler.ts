import { Inject, Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { civilDate, layOutRegister, type RegisterContent, registerSheet, yearOf } from '@vanthu/decree30';
import { PassingFiles } from '@vanthu/files';
import { type Answer, Handles, type RequestContext, SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { writeXlsx } from '@vanthu/spreadsheets';
import { CaseFileStore } from '../case-files/case-file.store.js';
import { DirectoryQuestions } from '../drafting/directory-questions.js';
import { Fonts } from '../drafting/fonts.js';
import { mostLines } from '../register/register-book.js';
import { actorOf } from '../store/act-on-document.js';
import { HandlingStore } from './handling.store.js';
import { caseFilesBook, documentsBook, type Frame, handlingBooks } from './period-books.js';

type Input = InputOf<typeof outgoing.WritePeriodOutput>;
const maxBytes = 200_000_000;
const mediaTypes = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
const names = {
  handling: 'Tinh hinh giai quyet van ban di',
  'documents-of-case-file': 'Muc luc van ban trong ho so',
  'case-files': 'Muc luc ho so',
} as const;

/** The outputs of Annex VI part V of a period, each with its cover, as PDF or workbook (R-SYS-06). */
@Injectable()
export class WritePeriodOutputHandler {
  private readonly passing: PassingFiles;

  constructor(
    private readonly transactions: Transactions,
    private readonly directory: DirectoryQuestions,
    private readonly handling: HandlingStore,
    private readonly caseFiles: CaseFileStore,
    private readonly fonts: Fonts,
    @Inject(SERVICE_CONFIG) config: ServiceConfig,
  ) {
    this.passing = new PassingFiles(config.files);
  }

  @Handles(outgoing.WritePeriodOutput)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.WritePeriodOutput>> {
    const { output, from, to, format, volume } = input;
    const [first, last] = [civilDate(from), civilDate(to)];
    if (from > to || yearOf(first) !== yearOf(last)) return outgoing.refuseOutgoing('OUTGOING.BOOK_PERIOD');
    const { agencyId } = actorOf(ctx);
    const agency = await this.directory.agency(agencyId, ctx);
    if (isRefusal(agency)) return agency;
    const frame: Frame = {
      ...{ superiorName: agency.superiorName, agencyName: agency.name, year: yearOf(first), from: first, to: last },
      ...{ volume, numbers: null },
    };
    const books = await this.transactions.run((tx) => this.booksOf(tx, agencyId, frame, input));
    if (isRefusal(books)) return books;
    const content =
      format === 'pdf'
        ? (await layOutRegister(books, await this.fonts.tinos(), { createdAt: ctx.now() })).pdf
        : await workbookOf(books);
    const file = await this.passing.take(once(content), { maxBytes });
    if (isRefusal(file)) return file;
    const name = `${names[output]} ${from} ${to}.${format}`;
    return { passingId: file.id, bytes: file.bytes, name, mediaType: mediaTypes[format] };
  }

  private async booksOf(
    tx: Tx,
    agencyId: string,
    frame: Frame,
    { output, from, to, caseFile = '' }: Input,
  ): Promise<RegisterContent[] | Refusal> {
    if (output === 'case-files') {
      return [caseFilesBook(frame, await this.caseFiles.withDocuments(tx, agencyId, { from, to }))];
    }
    if (output === 'documents-of-case-file') {
      const documents = await this.caseFiles.documentsOf(tx, agencyId, { caseFile, from, to });
      return documents.length === 0
        ? outgoing.refuseOutgoing('OUTGOING.UNKNOWN_CASE_FILE', { notation: caseFile })
        : [documentsBook(frame, caseFile, documents)];
    }
    const handled = await this.handling.of(tx, agencyId, { from, to, limit: mostLines + 1 });
    return handled.length > mostLines
      ? outgoing.refuseOutgoing('OUTGOING.BOOK_TOO_LONG', { lines: handled.length, most: mostLines })
      : handlingBooks(frame, handled);
  }
}

async function workbookOf(books: readonly RegisterContent[]): Promise<Uint8Array> {
  const [first, ...rest] = books.map((book, index) => registerSheet(`${book.year} ${index + 1}`, book));
  if (!first) throw new RangeError('no sheet to be written');
  return writeXlsx([first, ...rest]);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
