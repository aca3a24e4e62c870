import { type KindCode, kindByCode } from '../vocabulary/kinds.js';
import { type UrgencyStamp, urgencyByCode } from '../vocabulary/urgency.js';
import type { DocumentContent } from './document-content.js';
import { rule } from './head.js';
import type { Rect, Sheets } from './sheets.js';
import { annexI, mm, type Style, singleSpacing } from './style.js';
import { capitals, wordsOf } from './text.js';

const gap = 12;
/** Their templates (1.8 and 1.10 of Annex III) have the name alone. */
const withoutAbstract: ReadonlySet<KindCode> = new Set(['giay-gioi-thieu', 'giay-nghi-phep']);

/**
 * What stands between the head and the body: the urgency stamp (box 10b) on the left, and for kinds with a name the name
 * and the abstract (box 5a), centred. Returns the top of the body. Annex I part I, II.5.a and III.2.b (R-FMT-04).
 */
export function placeOpening(sheets: Sheets, content: DocumentContent, headEnd: number): number {
  const { style, measure } = sheets;
  const { stamp } = urgencyByCode(content.urgency);
  if (content.kind === 'cong-van') return stamp ? bottom(placeStamp(sheets, stamp, headEnd + 6)) : headEnd;

  const { sizes } = style;
  const column = { x: style.left, width: style.right - style.left };
  const top = headEnd + gap;
  // The stamp stands level with the name of the kind, left of it.
  const stampEnd = stamp ? bottom(placeStamp(sheets, stamp, top)) : top;
  const nameHeight = sizes.kind * singleSpacing;
  const nameTop = stamp ? top + (stampEnd - top - nameHeight) / 2 : top;
  const name = sheets.block(
    measure.lines(wordsOf(capitals(kindByCode(content.kind).nameVi), 'bold'), sizes.kind, column.width),
    {
      ...{ page: 1, ...column, y: nameTop, size: sizes.kind, lineHeight: nameHeight, align: 'centre' },
    },
  );
  if (withoutAbstract.has(content.kind)) {
    sheets.box('5a', 1, name);
    return Math.max(bottom(name), stampEnd);
  }
  // Narrower than the text, as titles are set by hand.
  const lines = measure.balanced(wordsOf(content.abstract, 'bold'), sizes.abstract, column.width - mm(20));
  const abstract = sheets.block(lines, {
    ...{ page: 1, ...column, y: Math.max(bottom(name), stampEnd + (stamp ? 2 : 0)), size: sizes.abstract },
    ...{ lineHeight: sizes.abstract * singleSpacing, align: 'centre' },
  });
  const length = Math.max(...lines.map((line) => line.width));
  const share = (annexI.underAgency[0] + annexI.underAgency[1]) / 2;
  // Two rectangles: a stamp may stand left of the name, above the ends of a wide abstract.
  sheets.box('5a', 1, name);
  sheets.box('5a', 1, abstract);
  return rule(sheets, 1, column.x + column.width / 2, bottom(abstract), length * share);
}

const bottom = (rect: Rect): number => rect.y + rect.height;

/** Bright red, single-line rectangle in the real size of the stamp, under the head of the agency. */
function placeStamp(sheets: Sheets, stamp: UrgencyStamp, y: number): Rect {
  const { style, measure } = sheets;
  const size = style.sizes.stamp;
  const rect = { x: style.left, y, width: mm(stamp.widthMm), height: mm(stamp.heightMm) };
  sheets.stroke({ page: 1, shape: 'rectangle', rect, color: 'red', thickness: 1 });
  const words = wordsOf(stamp.text, 'bold');
  sheets.line(
    { words, width: measure.width(stamp.text, 'bold', size) },
    {
      page: 1,
      x: rect.x,
      width: rect.width,
      baseline: sheets.baseline(y, size, rect.height),
      size,
      align: 'centre',
      color: 'red',
    },
  );
  sheets.box('10b', 1, rect);
  return rect;
}

/** Box 13: contact lines at the foot of page 1 under a solid full-width line; returns the top of it. */
export function placeFooter(sheets: Sheets, lines: readonly string[]): number {
  const { style, measure } = sheets;
  const size = style.sizes.footer;
  const width = style.right - style.left;
  const broken = lines.flatMap((line) => measure.balanced(wordsOf(line, 'regular'), size, width));
  const lineHeight = size * singleSpacing;
  const y = style.bottom - broken.length * lineHeight;
  const block = sheets.block(broken, { page: 1, x: style.left, width, y, size, lineHeight, align: 'centre' });
  const strokeY = y - 3;
  sheets.stroke({
    page: 1,
    shape: 'line',
    rect: { x: style.left, y: strokeY, width, height: 0 },
    color: 'black',
    thickness: 0.75,
  });
  sheets.box('13', 1, { x: style.left, y: strokeY, width, height: bottom(block) - strokeY });
  return strokeY - 6;
}

/** Pages numbered together: the document itself, or one annex. */
export interface NumberedPages {
  readonly first: number;
  readonly last: number;
  readonly style: Style;
}

/** Centred in the top margin from the second page on; anew in each annex. Annex I part I, I.7, III.1 (R-FMT-03, R-FMT-08). */
export function placePageNumbers(sheets: Sheets, { first, last, style }: NumberedPages): void {
  const { measure } = sheets;
  const size = style.sizes.pageNumber;
  for (let page = first + 1; page <= last; page += 1) {
    const text = String(page - first + 1);
    const ink = sheets.line(
      { words: [{ text, face: 'regular' }], width: measure.width(text, 'regular', size) },
      {
        ...{ page, x: style.left, width: style.right - style.left, size, align: 'centre' },
        baseline: sheets.baseline(0, size, style.top),
      },
    );
    sheets.box('page-number', page, ink);
  }
}
