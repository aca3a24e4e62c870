import { Inject, Injectable } from '@nestjs/common';
import { directory, type InputOf, incoming, isRefusal } from '@vanthu/contracts';
import {
  civilDate,
  type DocumentFonts,
  incomingRegister,
  layOutRegister,
  loadTinos,
  printShortDate,
  type RegisterContent,
  registerCsv,
  yearOf,
} from '@vanthu/decree30';
import { PassingFiles } from '@vanthu/files';
import {
  type Answer,
  Handles,
  RequestClient,
  type RequestContext,
  SERVICE_CONFIG,
  type ServiceConfig,
} from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { writeXlsx } from '@vanthu/spreadsheets';
import { notFound } from '../domain/authorise.js';
import { RegisterLineStore } from '../store/register-line.store.js';

type Input = InputOf<typeof incoming.WriteIncomingRegister>;
type Book = RegisterContent<(typeof incomingRegister)['columns'][number]['key']>;
type Line = Awaited<ReturnType<RegisterLineStore['between']>>[number];

/** A book of a large agency's year; more is bound as several. */
const most = 20_000;
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
  private fonts: Promise<DocumentFonts> | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly lines: RegisterLineStore,
    private readonly requests: RequestClient,
    @Inject(SERVICE_CONFIG) config: ServiceConfig,
  ) {
    this.passing = new PassingFiles(config.files);
  }

  @Handles(incoming.WriteIncomingRegister)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof incoming.WriteIncomingRegister>> {
    const { from, to, format, volume } = input;
    const { actor } = ctx;
    if (actor === null) return notFound();
    const [first, last] = [civilDate(from), civilDate(to)];
    if (from > to || yearOf(first) !== yearOf(last)) return incoming.refuseIncoming('INCOMING.BOOK_PERIOD');
    const { agencyId } = actor;
    const agency = await this.requests.ask(directory.GetAgency, { agencyId }, { for: ctx });
    if (isRefusal(agency)) return agency;
    const found = await this.transactions.run((tx) => this.lines.between(tx, agencyId, { from, to, limit: most + 1 }));
    if (found.length > most) return incoming.refuseIncoming('INCOMING.BOOK_TOO_LONG', { lines: found.length, most });
    const [begins, ends] = [found[0], found.at(-1)];
    const register: Book = {
      ...{ book: incomingRegister, superiorName: agency.superiorName, agencyName: agency.name, volume },
      ...{ year: yearOf(first), from: first, to: last, rows: found.map(printedLine) },
      numbers: begins && ends ? { from: String(begins.arrival_number), to: String(ends.arrival_number) } : null,
    };
    const content = await this.write(register, format, ctx.now());
    const file = await this.passing.take(once(content), { maxBytes });
    if (isRefusal(file)) return file;
    const name = `So dang ky van ban den ${from} ${to}.${format}`;
    return { passingId: file.id, bytes: file.bytes, name, mediaType: mediaTypes[format] };
  }

  private async write(register: Book, format: Input['format'], at: Date): Promise<Uint8Array> {
    if (format === 'csv') return new TextEncoder().encode(registerCsv(register.book, register.rows));
    if (format === 'pdf') {
      this.fonts ??= loadTinos();
      return (await layOutRegister(register, await this.fonts, { createdAt: at })).pdf;
    }
    const { book, agencyName, from, to, volume, year } = register;
    const period = `Từ ngày ${printShortDate(from)} đến ngày ${printShortDate(to)}`;
    return writeXlsx([
      {
        name: `Sổ đến ${year}`,
        title: [agencyName, book.titleVi, `Năm ${year}. ${period}. Quyển số ${volume}`],
        columns: book.columns.map(({ headingVi, width }) => ({ heading: headingVi, width: width * 1.4 })),
        rows: register.rows.map((row) => book.columns.map(({ key }) => row[key])),
        landscape: true,
      },
    ]);
  }
}

const shortDate = (date: string | null): string => (date === null ? '' : printShortDate(civilDate(date)));

const printedLine = (line: Line): Book['rows'][number] => ({
  arrivedOn: shortDate(line.arrived_on),
  incomingNumber: String(line.arrival_number),
  author: line.author,
  numberAndSymbol: line.number_and_symbol,
  documentDate: shortDate(line.document_date),
  kindAndAbstract: line.kind_and_abstract,
  receiver: line.handed_to,
  handedOverOn: shortDate(line.handed_over_on),
  receivedBy: line.received_by,
  remarks: line.note,
});

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
