import { Inject, Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import {
  civilDate,
  layOutRegister,
  outgoingRegister,
  printShortDate,
  type RegisterContent,
  registerCsv,
  yearOf,
} from '@vanthu/decree30';
import { PassingFiles } from '@vanthu/files';
import { type Answer, Handles, type RequestContext, SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { writeXlsx } from '@vanthu/spreadsheets';
import { DirectoryQuestions } from '../drafting/directory-questions.js';
import { Fonts } from '../drafting/fonts.js';
import { actorOf } from '../store/act-on-document.js';
import { RegisterLineStore } from './register-line.store.js';

type Input = InputOf<typeof outgoing.WriteRegister>;
/** A book of a large agency's year; more is bound as several. */
const most = 20_000;
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
    private readonly transactions: Transactions,
    private readonly lines: RegisterLineStore,
    private readonly directory: DirectoryQuestions,
    private readonly fonts: Fonts,
    @Inject(SERVICE_CONFIG) config: ServiceConfig,
  ) {
    this.passing = new PassingFiles(config.files);
  }

  @Handles(outgoing.WriteRegister)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.WriteRegister>> {
    const { from, to, format, volume } = input;
    const [first, last] = [civilDate(from), civilDate(to)];
    if (from > to || yearOf(first) !== yearOf(last)) return outgoing.refuseOutgoing('OUTGOING.BOOK_PERIOD');
    const { agencyId } = actorOf(ctx);
    const agency = await this.directory.agency(agencyId, ctx);
    if (isRefusal(agency)) return agency;
    const found = await this.transactions.run((tx) => this.lines.between(tx, agencyId, { ...input, limit: most + 1 }));
    if (found.length > most) return outgoing.refuseOutgoing('OUTGOING.BOOK_TOO_LONG', { lines: found.length, most });
    const rows = found.map(printedLine);
    const numbers = found.map(({ numberAndSymbol }) => numberAndSymbol);
    const register: Book = {
      ...{ book: outgoingRegister, superiorName: agency.superiorName, agencyName: agency.name, volume, rows },
      ...{ year: yearOf(first), from: first, to: last },
      numbers: rows.length === 0 ? null : { from: numbers[0] ?? '', to: numbers.at(-1) ?? '' },
    };
    const content = await this.write(register, format, ctx.now());
    const file = await this.passing.take(once(content), { maxBytes });
    if (isRefusal(file)) return file;
    const name = `So dang ky van ban di ${from} ${to}.${format}`;
    return { passingId: file.id, bytes: file.bytes, name, mediaType: mediaTypes[format] };
  }

  private async write(register: Book, format: outgoing.BookFormat, at: Date): Promise<Uint8Array> {
    if (format === 'csv') return new TextEncoder().encode(registerCsv(register.book, register.rows));
    if (format === 'pdf') return (await layOutRegister(register, await this.fonts.tinos(), { createdAt: at })).pdf;
    const { book, agencyName, from, to, volume, year } = register;
    const period = `Từ ngày ${printShortDate(from)} đến ngày ${printShortDate(to)}`;
    return writeXlsx([
      {
        name: `Sổ đi ${year}`,
        title: [agencyName, book.titleVi, `Năm ${year}. ${period}. Quyển số ${volume}`],
        columns: book.columns.map(({ headingVi, width }) => ({ heading: headingVi, width: width * 1.4 })),
        rows: register.rows.map((row) => book.columns.map(({ key }) => row[key])),
        landscape: true,
      },
    ]);
  }
}

type Book = RegisterContent<(typeof outgoingRegister)['columns'][number]['key']>;
type Line = Awaited<ReturnType<RegisterLineStore['between']>>[number];

const shortDate = (date: string | null): string => (date === null ? '' : printShortDate(civilDate(date)));

const printedLine = (line: Line): Book['rows'][number] => ({
  numberAndSymbol: line.numberAndSymbol,
  documentDate: shortDate(line.documentDate),
  kindAndAbstract: line.kindAndAbstract,
  signer: line.signer,
  recipients: line.recipients,
  fileCopyHolder: line.fileCopyKeeper,
  copies: String(line.copies),
  handedOverOn: shortDate(line.handedOverOn),
  receivedBy: line.receivedBy,
  remarks: line.note,
});

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
