import type { DocumentContent } from './document-content.js';
import type { PaperCopy } from './layout-result.js';
import { around, type Rect, type Sheets } from './sheets.js';
import { annexI, mm, singleSpacing } from './style.js';
import { capitals, type Line, wordsOf } from './text.js';

export const nationalName = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const motto = 'Độc lập - Tự do - Hạnh phúc';
const ruleThickness = 0.75;

/** A solid line, 2 pt below the text that ends at `y`. */
export function rule(sheets: Sheets, page: number, middle: number, y: number, width: number): number {
  const at = y + 2;
  sheets.stroke({
    page,
    shape: 'line',
    rect: { x: middle - width / 2, y: at, width, height: 0 },
    color: 'black',
    thickness: ruleThickness,
  });
  return at + ruleThickness;
}

const longest = (lines: readonly Line[]): number => Math.max(0, ...lines.map((line) => line.width));
const asLines = (name: string | readonly string[]): readonly string[] => (typeof name === 'string' ? [name] : name);

/** Where the two columns of a head stand, and where it ends. */
export interface HeadColumns {
  readonly left: { readonly x: number; readonly width: number };
  readonly right: { readonly x: number; readonly width: number };
  readonly bottom: number;
}

const middleOf = (column: { x: number; width: number }): number => column.x + column.width / 2;

/**
 * Boxes 1 and 2: national name and motto on the right, agency on the left. On page 1, and on the first page of a document
 * issued with a decision (Annex III template 1.3). Annex I part I, II.1 and II.2 (R-FMT-04).
 */
export function placeNames(
  sheets: Sheets,
  names: Pick<DocumentContent, 'superiorName' | 'agencyName'>,
  page = 1,
  style = sheets.style,
): HeadColumns {
  const { measure } = sheets;
  const { sizes } = style;
  const nation = measure.lines(wordsOf(nationalName, 'bold'), sizes.quocHieu, Number.POSITIVE_INFINITY);
  const rightWidth = longest(nation);
  const right = { x: style.right - rightWidth, width: rightWidth };
  // On a sheet lying on its side the agency does not stand further from the nation than on an upright one.
  const left = { x: style.left, width: Math.min(right.x - mm(4) - style.left, mm(80)) };
  const at = (size: number) => ({ page, size, lineHeight: size * singleSpacing, align: 'centre' }) as const;

  const one = sheets.block(nation, { ...at(sizes.quocHieu), ...right, y: style.top });
  const words = measure.lines(wordsOf(motto, 'bold'), sizes.tieuNgu, Number.POSITIVE_INFINITY);
  const two = sheets.block(words, { ...at(sizes.tieuNgu), ...right, y: one.y + one.height });
  const mottoEnd = rule(sheets, page, middleOf(right), two.y + two.height, longest(words));
  sheets.box('1', page, around([one, two], right as Rect));

  // Single spacing; the line below is 1/3 to 1/2 of the text.
  const linesOf = (name: string | readonly string[], face: 'regular' | 'bold') =>
    asLines(name).flatMap((line) => measure.balanced(wordsOf(capitals(line), face), sizes.agency, left.width));
  const superior = linesOf(names.superiorName ?? [], 'regular');
  const above = sheets.block(superior, { ...at(sizes.agency), ...left, y: style.top });
  const agency = linesOf(names.agencyName, 'bold');
  const name = sheets.block(agency, { ...at(sizes.agency), ...left, y: style.top + above.height });
  const share = (annexI.underAgency[0] + annexI.underAgency[1]) / 2;
  const agencyEnd = rule(sheets, page, middleOf(left), name.y + name.height, longest(agency) * share);
  sheets.box('2', page, around(superior.length > 0 ? [above, name] : [name], name));
  return { left, right, bottom: Math.max(mottoEnd, agencyEnd) };
}

/**
 * Boxes 1 to 4, and 5b for công văn: below the names number and date on one line. Minutes have no place and date (Annex
 * III template 1.9). Returns the top of what follows. Annex I part I, II.1 to II.5 (R-FMT-04, R-FMT-05).
 */
export function placeHead(sheets: Sheets, content: DocumentContent, paper: PaperCopy | null): number {
  const { style, measure } = sheets;
  const { sizes } = style;
  const { left, right, bottom: namesEnd } = placeNames(sheets, content);
  const row = namesEnd + 6;
  const lineHeight = Math.max(sizes.number, sizes.date) * singleSpacing;
  const baseline = sheets.baseline(row, Math.max(sizes.number, sizes.date), lineHeight);
  const dated = content.kind !== 'bien-ban';
  const date = measureDate(sheets, content.place);
  // A long place name may take room from the left column; number and date never touch. Where both do not fit on a line,
  // the date goes to the next.
  const limit = dated ? style.right - date.before - date.date - mm(3) : style.right;
  const number = numberWidths(sheets, content.symbol, paper?.number ?? null);
  const parted = number.whole > limit - style.left;
  placeNumber(sheets, number, middleOf(left), parted ? style.right : limit, baseline, paper);
  const dateLine = parted ? baseline + lineHeight : baseline;
  if (dated) placeDate(sheets, content.place, date, middleOf(right), dateLine, paper);
  const bottom = row + (parted ? 2 : 1) * lineHeight;
  if (content.kind !== 'cong-van') return bottom;

  // Box 5b, 6 pt below the number.
  const abstract = content.abstract.replace(/^V\/v\s+/iu, '');
  const lines = measure.balanced(wordsOf(`V/v ${abstract}`, 'regular'), sizes.letterAbstract, left.width);
  const about = sheets.block(lines, {
    ...{ page: 1, ...left, y: bottom + 6, size: sizes.letterAbstract },
    ...{ lineHeight: sizes.letterAbstract * singleSpacing, align: 'centre' },
  });
  sheets.box('5b', 1, about);
  return about.y + about.height;
}

/**
 * A field around its one line of text. Viewers and signing engines keep 2 points free at either side, and set the letters
 * midway between top and bottom; the rectangle is made so that the text then starts at `x` and sits on the baseline.
 */
function fieldRect(sheets: Sheets, x: number, width: number, baseline: number, size: number): Rect {
  const side = 2;
  const above = 1;
  const ascent = sheets.measure.ascent(size);
  const height = ascent + sheets.measure.descent(size);
  return { x: x - side, y: baseline - ascent - above, width: width + 2 * side, height: height + 2 * above };
}

interface NumberWidths {
  readonly symbol: string;
  /** From the left edge to the digits, the room for them, and what stands behind. */
  readonly before: number;
  readonly digits: number;
  readonly whole: number;
}

function numberWidths({ measure, style }: Sheets, symbol: string, printed: string | null): NumberWidths {
  const size = style.sizes.number;
  const before = measure.width('Số:', 'regular', size) + 2;
  const room = measure.width('0', 'regular', size) * style.numberDigits;
  const digits = printed === null ? room : measure.width(printed, 'regular', size) + 1;
  return { symbol, before, digits, whole: before + digits + measure.width(`/${symbol}`, 'regular', size) };
}

/** Box 3: `Số:`, room for the digits, `/QĐ-UBND`. The number is set against the slash, whatever its length. */
function placeNumber(
  sheets: Sheets,
  { symbol, before, digits, whole }: NumberWidths,
  middle: number,
  rightLimit: number,
  baseline: number,
  paper: PaperCopy | null,
): void {
  const { measure, style } = sheets;
  const size = style.sizes.number;
  const x = Math.max(style.left, Math.min(middle - whole / 2, rightLimit - whole));
  const at = { page: 1, width: 0, baseline, size, align: 'left' as const };
  const start = x + before;
  const put = (text: string, place: { x: number; width?: number; align?: 'right' }) =>
    sheets.line({ words: wordsOf(text, 'regular'), width: measure.width(text, 'regular', size) }, { ...at, ...place });
  const inks = [put('Số:', { x })];
  if (paper !== null && paper.number !== null) put(paper.number, { x: start, width: digits, align: 'right' });
  inks.push(put(`/${symbol}`, { x: start + digits }));
  const rect = fieldRect(sheets, start, digits, baseline, size);
  if (paper === null)
    sheets.field({ name: 'so_van_ban', page: 1, rect, text: { face: 'regular', size, align: 'right', baseline } });
  sheets.box('3', 1, around(inks, rect));
}

/** Widths of `Châu Minh, ` and of the widest date. */
function measureDate(sheets: Sheets, place: string): { before: number; date: number } {
  const size = sheets.style.sizes.date;
  return {
    before: sheets.measure.width(`${place}, `, 'italic', size),
    date: sheets.measure.width('ngày 28 tháng 12 năm 2025', 'italic', size),
  };
}

/** Box 4: `Châu Minh, ` and room for the date; centred as if it were filled with the widest date. */
function placeDate(
  sheets: Sheets,
  place: string,
  { before, date }: { before: number; date: number },
  middle: number,
  baseline: number,
  paper: PaperCopy | null,
): void {
  const { measure, style } = sheets;
  const size = style.sizes.date;
  const x = Math.min(middle - (before + date) / 2, style.right - before - date);
  const ink = sheets.line(
    { words: wordsOf(`${place},`, 'italic'), width: measure.width(`${place},`, 'italic', size) },
    { page: 1, x, width: 0, baseline, size, align: 'left' },
  );
  const rect = fieldRect(sheets, x + before, date, baseline, size);
  if (paper === null)
    sheets.field({ name: 'ngay_ban_hanh', page: 1, rect, text: { face: 'italic', size, align: 'left', baseline } });
  else writeDate(sheets, paper.date, { x: x + before, width: date, baseline });
  sheets.box('4', 1, { ...ink, width: before + date });
}

/** On paper: the date, or its words with room for the pen between them. */
function writeDate(
  sheets: Sheets,
  date: string | null,
  at: { readonly x: number; readonly width: number; readonly baseline: number },
): void {
  const size = sheets.style.sizes.date;
  const texts = date === null ? ['ngày', 'tháng', 'năm'] : [date];
  let { x } = at;
  for (const text of texts) {
    const words = wordsOf(text, 'italic');
    const [line] = sheets.measure.lines(words, size, Number.POSITIVE_INFINITY);
    if (!line) continue;
    sheets.line(line, { page: 1, x, width: 0, baseline: at.baseline, size, align: 'left' });
    x += line.width + (at.width - sheets.measure.width('ngàythángnăm', 'italic', size)) / 3;
  }
}
