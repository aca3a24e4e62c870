import type { DocumentContent } from './document-content.js';
import { around, type Rect, type Sheets } from './sheets.js';
import { annexI, mm, singleSpacing } from './style.js';
import { capitals, type Line, wordsOf } from './text.js';

const quocHieu = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const tieuNgu = 'Độc lập - Tự do - Hạnh phúc';
const ruleThickness = 0.75;

/** A solid line, 2 pt below the text that ends at `y`. */
export function rule(sheets: Sheets, page: number, middle: number, y: number, width: number): number {
  const at = y + 2;
  sheets.strokes.push({
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

/**
 * Boxes 1 to 4, and 5b for công văn: national name and motto on the right, agency on the left, below them number and
 * date on one line. Returns the top of what follows. Annex I part I, II.1 to II.5 (R-FMT-04, R-FMT-05).
 */
export function placeHead(sheets: Sheets, content: DocumentContent): number {
  const { style, measure } = sheets;
  const { sizes } = style;
  const nation = measure.lines(wordsOf(quocHieu, 'bold'), sizes.quocHieu, Number.POSITIVE_INFINITY);
  const rightWidth = longest(nation);
  const right = { x: style.right - rightWidth, width: rightWidth };
  const left = { x: style.left, width: right.x - mm(4) - style.left };
  const leftMiddle = left.x + left.width / 2;
  const rightMiddle = right.x + right.width / 2;

  // Box 1.
  const one = sheets.block(nation, {
    ...{ page: 1, ...right, y: style.top, size: sizes.quocHieu },
    ...{ lineHeight: sizes.quocHieu * singleSpacing, align: 'centre' },
  });
  const motto = measure.lines(wordsOf(tieuNgu, 'bold'), sizes.tieuNgu, Number.POSITIVE_INFINITY);
  const two = sheets.block(motto, {
    ...{ page: 1, ...right, y: one.y + one.height, size: sizes.tieuNgu },
    ...{ lineHeight: sizes.tieuNgu * singleSpacing, align: 'centre' },
  });
  const mottoEnd = rule(sheets, 1, rightMiddle, two.y + two.height, longest(motto));
  sheets.box('1', 1, around([one, two], right as Rect));

  // Box 2. Single spacing; the line below is 1/3 to 1/2 of the text.
  const agencyAt = {
    page: 1,
    ...left,
    size: sizes.agency,
    lineHeight: sizes.agency * singleSpacing,
    align: 'centre',
  } as const;
  const superior = asLines(content.superiorName ?? []).flatMap((name) =>
    measure.balanced(wordsOf(capitals(name), 'regular'), sizes.agency, left.width),
  );
  const above = sheets.block(superior, { ...agencyAt, y: style.top });
  const agency = asLines(content.agencyName).flatMap((name) =>
    measure.balanced(wordsOf(capitals(name), 'bold'), sizes.agency, left.width),
  );
  const name = sheets.block(agency, { ...agencyAt, y: style.top + above.height });
  const share = (annexI.underAgency[0] + annexI.underAgency[1]) / 2;
  const agencyEnd = rule(sheets, 1, leftMiddle, name.y + name.height, longest(agency) * share);
  sheets.box('2', 1, around(superior.length > 0 ? [above, name] : [name], name));

  const row = Math.max(mottoEnd, agencyEnd) + 6;
  const lineHeight = Math.max(sizes.number, sizes.date) * singleSpacing;
  const baseline = sheets.baseline(row, Math.max(sizes.number, sizes.date), lineHeight);
  const date = measureDate(sheets, content.place);
  // A long place name may take room from the left column; number and date never touch.
  placeNumber(sheets, content.symbol, leftMiddle, style.right - date.before - date.date - mm(3), baseline);
  placeDate(sheets, content.place, date, rightMiddle, baseline);
  const bottom = row + lineHeight;
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

/** Box 3: `Số:`, room for the digits, `/QĐ-UBND`. The number is set against the slash, whatever its length. */
function placeNumber(sheets: Sheets, symbol: string, middle: number, rightLimit: number, baseline: number): void {
  const { measure, style } = sheets;
  const size = style.sizes.number;
  const label = measure.width('Số:', 'regular', size);
  const behind = measure.width(`/${symbol}`, 'regular', size);
  const digits = measure.width('0', 'regular', size) * style.numberDigits;
  const gap = 2;
  const width = label + gap + digits + behind;
  const x = Math.max(style.left, Math.min(middle - width / 2, rightLimit - width));
  const at = { page: 1, width: 0, baseline, size, align: 'left' as const };
  const start = x + label + gap;
  const inks = [
    sheets.line({ words: wordsOf('Số:', 'regular'), width: label }, { ...at, x }),
    sheets.line({ words: wordsOf(`/${symbol}`, 'regular'), width: behind }, { ...at, x: start + digits }),
  ];
  const rect = fieldRect(sheets, start, digits, baseline, size);
  sheets.fields.push({ name: 'so_van_ban', page: 1, rect, text: { face: 'regular', size, align: 'right', baseline } });
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
): void {
  const { measure, style } = sheets;
  const size = style.sizes.date;
  const x = Math.min(middle - (before + date) / 2, style.right - before - date);
  const ink = sheets.line(
    { words: wordsOf(`${place},`, 'italic'), width: measure.width(`${place},`, 'italic', size) },
    { page: 1, x, width: 0, baseline, size, align: 'left' },
  );
  const rect = fieldRect(sheets, x + before, date, baseline, size);
  sheets.fields.push({ name: 'ngay_ban_hanh', page: 1, rect, text: { face: 'italic', size, align: 'left', baseline } });
  sheets.box('4', 1, { ...ink, width: before + date });
}
