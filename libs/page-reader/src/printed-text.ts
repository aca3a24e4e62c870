import { rowsOf, segmentsOf, type TextLine } from './lines.js';
import type { DocumentText, TextPage } from './text.js';

/**
 * The text as it is printed, a paragraph a line, in reading order, so that two versions are compared by what they say and not by
 * where their lines break. Columns beside each other are told one after the other; numbers of pages are left out.
 */
export function printedText({ pages }: DocumentText): string[] {
  const rows = pages.flatMap((page) => rowsOf(page).filter((row) => !isPageNumber(page, row)));
  const whole = rows.filter((row) => segmentsOf(row).length === 1);
  const left = Math.min(...whole.map(({ rect }) => rect.x));
  const right = Math.max(...whole.map(({ rect }) => rect.x + rect.width));
  const lines: string[] = [];
  let before: TextLine | null = null;
  for (const row of rows) {
    const parts = segmentsOf(row);
    if (before && parts.length === 1 && goesOn(before, row, left, right))
      lines.push(`${lines.pop()} ${row.text.trim()}`);
    else lines.push(...parts.map((part) => part.text.trim()));
    before = parts.length === 1 ? row : null;
  }
  return lines.filter((line) => line !== '');
}

/** A line that begins at the left edge behind one that reached the right edge. */
const goesOn = (before: TextLine, row: TextLine, left: number, right: number): boolean =>
  before.rect.x + before.rect.width > right - 12 && row.rect.x < left + 4 && before.isBold === row.isBold;

const isPageNumber = ({ heightMm }: TextPage, { text, baseline }: TextLine): boolean =>
  /^[-–\s]*\d{1,4}[-–\s]*$/.test(text) && (baseline < 25 || baseline > heightMm - 20);
