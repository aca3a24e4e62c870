import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { civilDate, type RegisterContent, yearOf } from '@vanthu/decree30';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { CaseFileStore } from '../case-files/case-file.store.js';
import { DirectoryQuestions } from '../drafting/directory-questions.js';
import { mostLines } from '../register/register-book.js';
import { actorOf } from '../store/act-on-document.js';
import { HandlingStore } from './handling.store.js';
import { PassingBooks } from './passing-books.js';
import { caseFilesBook, documentsBook, type Frame, handlingBooks } from './period-books.js';

type Input = InputOf<typeof outgoing.WritePeriodOutput>;
const names = {
  handling: 'Tinh hinh giai quyet van ban di',
  'documents-of-case-file': 'Muc luc van ban trong ho so',
  'case-files': 'Muc luc ho so',
} as const;

/** The outputs of Annex VI part V of a period, each with its cover, as PDF or workbook (R-SYS-06). */
@Injectable()
export class WritePeriodOutputHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly directory: DirectoryQuestions,
    private readonly handling: HandlingStore,
    private readonly caseFiles: CaseFileStore,
    private readonly passing: PassingBooks,
  ) {}

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
    return this.passing.pass(books, format, `${names[output]} ${from} ${to}`, ctx.now());
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
