import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { incoming, OutputOf, outgoing } from '@vanthu/contracts';
import {
  type CivilDate,
  type IncomingRegisterRow,
  incomingRegister,
  layOutRegister,
  loadTinos,
  type OutgoingRegisterRow,
  outgoingRegister,
  printShortDate,
  type RegisterBook,
  type RegisterContent,
  registerCsv,
} from '@vanthu/decree30';
import type { AgencySeed } from '../district/agencies.js';
import type { Seat } from '../district/district.js';
import { at, PERIOD, REPORT_DAY } from '../plan/days.js';
import { inParallel } from '../replay/in-parallel.js';
import type { World } from '../replay/world.js';
import { askAll } from './ask-all.js';

export type OutgoingLine = OutputOf<typeof outgoing.ReadRegister>['items'][number];
export type IncomingLine = OutputOf<typeof incoming.ReadIncomingRegister>['items'][number];

/** The registers of one agency and year, as its clerk reads them. */
export interface AgencyRegisters {
  readonly agency: AgencySeed;
  readonly year: number;
  readonly outgoing: readonly OutgoingLine[];
  readonly incoming: readonly IncomingLine[];
}

const years = [2022, 2023];

/** All registers of the district, asked of the services. */
export async function askRegisters(world: World): Promise<AgencyRegisters[]> {
  const when = { at: at(REPORT_DAY, 8 * 60) };
  const found: AgencyRegisters[] = [];
  const books = world.district.hosted.flatMap((agency) => years.map((year) => ({ agency, year })));
  await inParallel(books, 6, async ({ agency, year }) => {
    const clerk = world.district.seatsOf(agency.key, 'clerk')[0] as Seat;
    const desk = await world.office.desk(clerk, when);
    const [out, into] = await Promise.all([
      askAll<OutgoingLine>(desk, `/api/outgoing/register?year=${year}&limit=200`, when),
      askAll<IncomingLine>(desk, `/api/incoming/register?year=${year}&limit=200`, when),
    ]);
    found.push({ agency, year, outgoing: out, incoming: into });
  });
  const place = (one: AgencyRegisters) =>
    books.findIndex((book) => book.agency === one.agency && book.year === one.year);
  return found.sort((a, b) => place(a) - place(b));
}

/** Two registers of the whole district: CSV with all lines, PDF with a book for each agency and year. */
export async function writeRegisters(folder: string, registers: readonly AgencyRegisters[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const [out, into] = [registers.map((one) => outgoingRows(one)), registers.map((one) => incomingRows(one))];
  const named = <Row extends object>(rows: readonly (readonly Row[])[]) =>
    rows.flatMap((list, i) => list.map((row) => ({ ...row, agency: registers[i]?.agency.name ?? '' })));
  writeFileSync(join(folder, 'so-van-ban-di.csv'), registerCsv(ofAllAgencies(outgoingRegister), named(out)));
  writeFileSync(join(folder, 'so-van-ban-den.csv'), registerCsv(ofAllAgencies(incomingRegister), named(into)));
  const book = <Key extends string>(
    { agency, year }: AgencyRegisters,
    content: Pick<RegisterContent<Key>, 'book' | 'rows'>,
    numbers: RegisterContent['numbers'],
  ): RegisterContent<Key> => ({
    ...content,
    superiorName: agency.superiorName,
    agencyName: agency.name,
    year,
    from: year === 2022 ? PERIOD.from : ('2023-01-01' as CivilDate),
    to: year === 2022 ? ('2022-12-31' as CivilDate) : PERIOD.to,
    numbers,
    volume: '01',
  });
  const outBooks = registers.map((one, i) => book(one, { book: outgoingRegister, rows: out[i] ?? [] }, null));
  const inBooks = registers.map((one, i) => {
    const arrivals = one.incoming.map((line) => line.arrivalNumber);
    const numbers = { from: String(Math.min(...arrivals)), to: String(Math.max(...arrivals)) };
    return book(one, { book: incomingRegister, rows: into[i] ?? [] }, arrivals.length === 0 ? null : numbers);
  });
  await writeBooks(join(folder, 'so-van-ban-di.pdf'), outBooks);
  await writeBooks(join(folder, 'so-van-ban-den.pdf'), inBooks);
}

/** The columns of Annex IV, and behind them whose book the line stands in: an extra column may follow. */
const ofAllAgencies = <Key extends string>({ columns, ...book }: RegisterBook<Key>): RegisterBook<Key | 'agency'> => ({
  ...book,
  columns: [...columns, { position: columns.length + 1, key: 'agency', headingVi: 'Cơ quan', width: 15 }],
});

/** The books one after the other, each with its cover; an agency without a line in a year has no book of it. */
async function writeBooks<Key extends string>(file: string, books: readonly RegisterContent<Key>[]): Promise<void> {
  const fonts = await loadTinos();
  const bound = await PDFDocument.create({ updateMetadata: false });
  for (const content of books) {
    if (content.rows.length === 0) continue;
    const { pdf } = await layOutRegister(content, fonts, { createdAt: new Date(at(REPORT_DAY, 8 * 60)) });
    const pages = await PDFDocument.load(pdf, { updateMetadata: false });
    for (const page of await bound.copyPages(pages, pages.getPageIndices())) bound.addPage(page);
  }
  writeFileSync(file, await bound.save({ useObjectStreams: true }));
}

const day = (date: string | null): string => (date === null ? '' : printShortDate(date as CivilDate));

const outgoingRows = ({ outgoing: lines }: AgencyRegisters): OutgoingRegisterRow[] =>
  lines.map((line) => ({
    numberAndSymbol: line.numberAndSymbol,
    documentDate: day(line.documentDate),
    kindAndAbstract: line.kindAndAbstract,
    signer: line.signer,
    recipients: line.recipients,
    fileCopyHolder: line.fileCopyKeeper,
    copies: String(line.copies),
    handedOverOn: day(line.handedOverOn),
    receivedBy: line.receivedBy,
    remarks: line.note,
  }));

const incomingRows = ({ incoming: lines }: AgencyRegisters): IncomingRegisterRow[] =>
  lines.map((line) => ({
    arrivedOn: day(line.arrivedOn),
    incomingNumber: String(line.arrivalNumber),
    author: line.author,
    numberAndSymbol: line.numberAndSymbol,
    documentDate: day(line.documentDate),
    kindAndAbstract: line.kindAndAbstract,
    receiver: line.handedTo,
    handedOverOn: day(line.handedOverOn),
    receivedBy: line.receivedBy,
    remarks: line.note,
  }));
