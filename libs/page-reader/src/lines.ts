import { around, mmPerPoint, type RectMm, type TextPage, type Word } from './text.js';

/** Words that stand together on one line: a row of the page, or what of it lies between wide gaps. */
export interface TextLine {
  readonly page: number;
  readonly words: readonly Word[];
  readonly text: string;
  readonly rect: RectMm;
  readonly baseline: number;
  /** Of most of its letters. */
  readonly sizePt: number;
  readonly isBold: boolean;
  readonly isItalic: boolean;
}

/** Words are on one row when their baselines differ by less than that share of the size: numbers put on later stand a little off. */
const sameRow = 0.4;
/** A gap that is a blank, in sizes. */
const blank = 0.12;

const sizeMm = (word: Word): number => word.sizePt * mmPerPoint;

/** Rows from the top, each from the left. Text unseen under a scan counts only where nothing else is there. */
export function rowsOf(page: TextPage, of: (word: Word) => boolean = () => true): TextLine[] {
  const seen = page.words.filter((word) => !word.isHidden);
  const words = (seen.length > 0 ? seen : page.words).filter((word) => word.sizePt > 1 && of(word));
  const rows: Word[][] = [];
  for (const word of words.toSorted((a, b) => a.baseline - b.baseline || a.x - b.x)) {
    const row = rows.findLast((one) => {
      const first = one[0] as Word;
      return Math.abs(first.baseline - word.baseline) < sameRow * Math.min(sizeMm(first), sizeMm(word)) + 0.3;
    });
    if (row) row.push(word);
    else rows.push([word]);
  }
  return rows.map((row) =>
    lineOf(
      page.number,
      row.toSorted((a, b) => a.x - b.x),
    ),
  );
}

/** Rows cut at gaps wider than so many sizes. */
export function segmentsOf(row: TextLine, gapInSizes = 2.2): TextLine[] {
  const parts: Word[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const word of row.words) {
    const last = parts.at(-1);
    if (last && word.x - end <= gapInSizes * sizeMm(word)) last.push(word);
    else parts.push([word]);
    end = Math.max(end, word.x + word.width);
  }
  return parts.map((words) => lineOf(row.page, words));
}

/** The words of a line that `of` chooses, as a line; null when there are none. */
export function partOf(line: TextLine, of: (word: Word) => boolean): TextLine | null {
  const words = line.words.filter(of);
  return words.length === 0 ? null : lineOf(line.page, words);
}

export function rectOf(word: Word): RectMm {
  const height = sizeMm(word);
  return { x: word.x, y: word.baseline - 0.8 * height, width: word.width, height };
}

function lineOf(page: number, words: readonly Word[]): TextLine {
  let text = '';
  let end = 0;
  for (const word of words) {
    const gap = word.x - end;
    text += text !== '' && gap > blank * sizeMm(word) ? ` ${word.text}` : word.text;
    end = word.x + word.width;
  }
  const letters = (of: (word: Word) => boolean) =>
    words.filter(of).reduce((total, word) => total + word.text.length, 0);
  const all = letters(() => true);
  return {
    page,
    words,
    text: text.normalize('NFC'),
    rect: around(words.map(rectOf)),
    baseline: (words[0] as Word).baseline,
    sizePt: sizeOfMost(words),
    isBold: letters((word) => word.isBold) * 2 > all,
    isItalic: letters((word) => word.isItalic) * 2 > all,
  };
}

function sizeOfMost(words: readonly Word[]): number {
  const counts = new Map<number, number>();
  for (const { sizePt, text } of words) {
    const rounded = Math.round(sizePt * 10) / 10;
    counts.set(rounded, (counts.get(rounded) ?? 0) + text.length);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
