import type { CivilDate } from '../dates/civil-date.js';
import { printShortDate } from '../dates/civil-date.js';
import type { RegisterBook, RegisterRow } from '../registers/register-columns.js';
import { flowChunks } from './flow.js';
import type { DocumentFonts } from './fonts.js';
import type { LayoutOptions } from './layout-result.js';
import { placePageNumbers } from './opening.js';
import { Sheets } from './sheets.js';
import { landscape, singleSpacing, styleOf } from './style.js';
import { tableChunks } from './table-pieces.js';
import { capitals, cleanAll, Measure, wordsOf } from './text.js';
import { writePdf } from './write-pdf.js';

export interface RegisterContent<Key extends string = string> {
  readonly book: RegisterBook<Key>;
  readonly superiorName: string | null;
  readonly agencyName: string;
  readonly year: number;
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** First and last number as printed; `null` for books without numbers on their cover. */
  readonly numbers: { readonly from: string; readonly to: string } | null;
  /** Quyển số. */
  readonly volume: string;
  readonly rows: readonly RegisterRow<Key>[];
}

/** Books are no documents of Annex I: ten columns want smaller letters. */
const tableSize = 10;

/**
 * A book of Annex IV on landscape A4: first the cover, then the lines, with the headings and `(1) (2) …` on every page and
 * page numbers from the second page on; to be printed and bound. Several books follow each other in one file, each with
 * its cover and page numbers of its own. Art. 16.2.b, 22.3.b (R-OUT-14, R-IN-06).
 *
 * @throws RangeError when there is no book
 */
export async function layOutRegister<Key extends string>(
  registers: RegisterContent<Key> | readonly RegisterContent<Key>[],
  fonts: DocumentFonts,
  options: Pick<LayoutOptions, 'createdAt'>,
): Promise<{ readonly pdf: Uint8Array; readonly pages: number }> {
  const books: readonly RegisterContent<Key>[] = 'book' in registers ? [registers] : registers;
  const [first] = books;
  if (!first) throw new RangeError('no book to be laid out');
  const sheets = new Sheets(landscape(styleOf(options)), new Measure(fonts));
  books.forEach((book, index) => {
    placeBook(sheets, cleanAll(book), index === 0 ? 1 : sheets.pages + 1, fonts);
  });
  const pdf = await writePdf(sheets, fonts, {
    title: `${first.book.titleVi} ${first.year}`,
    author: first.agencyName,
    createdAt: options.createdAt,
  });
  return { pdf, pages: sheets.pages };
}

function placeBook<Key extends string>(
  sheets: Sheets,
  register: RegisterContent<Key>,
  page: number,
  fonts: DocumentFonts,
): void {
  const { book, rows } = register;
  const { style } = sheets;
  placeCover(sheets, register, page);
  const [first, ...rest] = book.columns.map(({ headingVi, width }) => ({ heading: headingVi, width }));
  if (!first) throw new RangeError('a book without columns');
  const table = {
    columns: [first, ...rest] as const,
    rows: rows.map((row) => book.columns.map(({ key }) => printable(row[key], fonts))),
  };
  const positions = book.columns.map(({ position }) => `(${position})`);
  const frame = {
    ...{ firstPage: page + 1, left: style.left, right: style.right, firstTop: style.top, top: style.top },
    ...{ page: style.page, bottomOf: () => style.bottom },
  };
  const end = flowChunks(
    sheets,
    tableChunks(sheets, { table, size: tableSize, spaceBefore: 0 }, frame, positions),
    frame,
  );
  placePageNumbers(sheets, { first: page, last: end.page, style });
}

/** A book is printed whatever others wrote in their abstracts: what no face has becomes a box. */
function printable(text: string, { regular }: DocumentFonts): string {
  const missing = regular.missing(text);
  return missing.length === 0 ? text : [...text].map((one) => (missing.includes(one) ? '□' : one)).join('');
}

type Cover = Omit<RegisterContent, 'rows'>;

/** Agency above, the title in the middle of the page, below it the lines of Annex IV. */
function placeCover(sheets: Sheets, cover: Cover, page: number): void {
  const { style, measure } = sheets;
  const width = style.right - style.left;
  let y = style.top;
  const line = (text: string, face: 'regular' | 'bold', size: number) => {
    const lines = measure.balanced(wordsOf(text, face), size, width);
    const lineHeight = size * singleSpacing;
    const block = sheets.block(lines, { page, x: style.left, width, y, size, lineHeight, align: 'centre' });
    y += block.height;
  };
  if (cover.superiorName !== null) line(capitals(cover.superiorName), 'regular', 14);
  line(capitals(cover.agencyName), 'bold', 14);
  y = style.top + (style.bottom - style.top) * 0.35;
  line(cover.book.titleVi, 'bold', 24);
  y += 18;
  for (const text of coverLines(cover)) {
    y += 6;
    line(text, 'regular', 14);
  }
}

/** The lines that the book's cover asks for, filled. */
function coverLines({ book, year, from, to, numbers, volume }: Cover): string[] {
  return book.coverLinesVi.map((line) => {
    if (line.startsWith('Năm')) return `Năm: ${year}`;
    if (line.startsWith('Từ ngày')) return `Từ ngày ${printShortDate(from)} đến ngày ${printShortDate(to)}`;
    if (line.startsWith('Từ số')) return `Từ số ${numbers?.from ?? '……'} đến số ${numbers?.to ?? '……'}`;
    return `Quyển số: ${volume}`;
  });
}
