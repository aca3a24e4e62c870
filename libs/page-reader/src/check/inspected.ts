import { annexI } from '@vanthu/decree30';
import type { DocumentFields } from '../fields/document-fields.js';
import { type Head, headOf } from '../fields/head.js';
import { readFields } from '../fields/read-fields.js';
import { rowsOf, segmentsOf, type TextLine } from '../lines.js';
import type { DocumentText, TextPage } from '../text.js';
import { fold } from '../words-of-the-field.js';

/** Pages that are numbered together: the document, or one annex. */
export interface Part {
  readonly kind: 'document' | 'annex';
  readonly pages: readonly TextPage[];
}

/** What all checks look at. */
export interface Inspected {
  readonly text: DocumentText;
  readonly isMeasured: boolean;
  readonly fields: DocumentFields;
  readonly head: Head;
  readonly isLetter: boolean;
  readonly parts: readonly Part[];
  /** Rows of a page without number of the page. */
  rows(page: TextPage): readonly TextLine[];
  /** The number of the page, where one stands in the upper or lower margin. */
  pageNumber(page: TextPage): TextLine | null;
}

export function inspect(text: DocumentText): Inspected {
  const [first] = text.pages;
  if (!first) throw new RangeError('a document has at least one page');
  const fields = readFields(text);
  const all = new Map(text.pages.map((page) => [page, rowsOf(page)]));
  const numbers = new Map(text.pages.map((page) => [page, numberOf(page, all.get(page) ?? [])]));
  const rows = (page: TextPage) => (all.get(page) ?? []).filter((row) => row !== numbers.get(page));
  return {
    ...{ text, fields, rows, isMeasured: text.positions === 'measured', head: headOf(first) },
    isLetter: fields.kind?.value === 'cong-van',
    parts: partsOf(text.pages, rows),
    pageNumber: (page) => numbers.get(page) ?? null,
  };
}

/** A lone number in the upper or the lower margin. */
function numberOf(page: TextPage, rows: readonly TextLine[]): TextLine | null {
  const [top, bottom] = [annexI.marginsMm.top[1], page.heightMm - annexI.marginsMm.bottom[1]];
  const isAlone = (row: TextLine) => /^[-–\s]*(trang\s*)?\d{1,4}[-–\s]*(\/\s*\d+)?$/iu.test(row.text);
  return rows.find((row) => isAlone(row) && (row.baseline < top || row.baseline > bottom)) ?? null;
}

export const annexLabel = /^phu luc(\s+(so\s+)?([ivxlc]+|\d+|[a-z]))?\.?$/;

function partsOf(pages: readonly TextPage[], rows: (page: TextPage) => readonly TextLine[]): Part[] {
  const parts: { kind: Part['kind']; pages: TextPage[] }[] = [];
  for (const page of pages) {
    const top = rows(page).filter((row) => row.baseline < page.heightMm * 0.35);
    // An issued document has a head of its own, an annex its label on top.
    const begins =
      parts.length > 0 &&
      (top.slice(0, 2).some((row) => annexLabel.test(fold(row.text))) ||
        top.slice(0, 3).some((row) => /cong hoa xa hoi chu nghia viet nam/.test(fold(row.text))));
    if (parts.length === 0) parts.push({ kind: 'document', pages: [page] });
    else if (begins) parts.push({ kind: 'annex', pages: [page] });
    else parts.at(-1)?.pages.push(page);
  }
  return parts;
}

/** Whether a size lies in a range of Annex I; converters round. */
export const within = (sizePt: number, [low, high]: readonly [number, number]): boolean =>
  sizePt >= low - 0.3 && sizePt <= high + 0.3;

/** Lines whose words lie in a rectangle that was read. */
export function linesIn(
  page: TextPage,
  of: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): TextLine[] {
  const inside = rowsOf(
    page,
    (word) =>
      word.x >= of.x - 0.5 &&
      word.x + word.width <= of.x + of.width + 0.5 &&
      word.baseline >= of.y - 0.5 &&
      word.baseline <= of.y + of.height + 0.5,
  );
  return inside.flatMap((row) => segmentsOf(row, 6));
}
