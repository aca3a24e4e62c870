import { partOf, rowsOf, type TextLine } from '../lines.js';
import type { TextPage, Word } from '../text.js';
import { fold } from '../words-of-the-field.js';

/** The head of page 1: two columns, divided left of the national name (boxes 1 to 4). */
export interface Head {
  readonly page: TextPage;
  readonly rows: readonly TextLine[];
  /** `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM`; null when it is not there. */
  readonly nation: TextLine | null;
  readonly motto: TextLine | null;
  /** Left edge of the right column. */
  readonly divide: number;
  readonly numberRow: TextLine | null;
  /** Row with place and date. */
  readonly dateRow: TextLine | null;
  /** Baseline where the head ends: of the lower of both rows. */
  readonly end: number;
  /** Rows of the left column above the number. */
  readonly names: readonly TextLine[];
}

/** The head is looked for in the upper part of the page. */
const headShare = 0.5;

/** `Số:` before a number, a slash or room for it. */
export const numberPattern =
  /(?:^|\s)(?:Luật |Pháp lệnh |Nghị quyết |Lệnh )?[Ss][ốôO]\s*[:.]?\s*((?:\d[\d\s]*)?[a-z]?)[\s.…_]*\/\s*((?:(?:19|20)\d{2})\s*\/\s*)?(\p{Lu}[\p{L}\d.&]*(?:\s?[-–]\s?[\p{L}\d.&]+|\/[\p{Lu}][\p{L}\d.&]*)*)/u;
export const datePattern =
  /(?:([^,]*?)\s*,)?\s*ngày[\s.…_]*(\d{1,2})?[\s.…_]*tháng[\s.…_]*(\d{1,2})?[\s.…_]*năm[\s.…_]*((?:19|20)\d{2})?/iu;

export function headOf(page: TextPage): Head {
  // Small print at the edge is what a portal or a program put on.
  const rows = rowsOf(page, (word) => word.sizePt > 8.8);
  const upper = rows.filter((row) => row.baseline < page.heightMm * headShare);
  const nationAt = upper.map(nationWords).find((words) => words !== null) ?? null;
  const nationRow = nationAt && upper.find((row) => row.words.includes(nationAt[0] as Word));
  const nation = nationRow ? partOf(nationRow, (word) => nationAt?.includes(word) === true) : null;
  const divide = nation ? nation.rect.x - 1 : page.widthMm * 0.45;
  const mottoRow = upper.find((row) => /doc lap\s*[-–.]?\s*tu do\s*[-–.]?\s*hanh phuc/.test(fold(row.text))) ?? null;
  const motto = mottoRow && partOf(mottoRow, (word) => mottoWords(mottoRow).includes(word));
  const numberRow = upper.find((row) => numberPattern.test(row.text) && isHeadNumber(row, divide)) ?? null;
  const dateRow = upper.find((row) => isDateRow(row, motto, numberRow)) ?? null;
  const end = Math.max(0, ...[nation, motto, numberRow, dateRow].map((row) => row?.baseline ?? 0));
  const namesEnd = numberRow?.baseline ?? dateRow?.baseline ?? (motto?.baseline ?? 0) + 12;
  // A name close to the motto stays free of it, whatever the columns.
  const right = new Set<Word>([...(nationAt ?? []), ...mottoWords(mottoRow)]);
  const names = rows
    .filter((row) => row.baseline < namesEnd - 1)
    .map((row) => partOf(row, (word) => middle(word) < divide && !right.has(word)))
    .filter((row) => row !== null);
  return { page, rows, nation, motto, divide, numberRow, dateRow, end, names };
}

const middle = (word: Word): number => word.x + word.width / 2;

const mottoWords = (row: TextLine | null): readonly Word[] => {
  const start = row?.words.findIndex((word) => fold(word.text) === 'doc') ?? -1;
  return row && start >= 0 ? row.words.slice(start) : [];
};

/** The words of the national name, wherever they stand in the row. */
function nationWords(row: TextLine): Word[] | null {
  const folded = row.words.map((word) => fold(word.text));
  const start = folded.findIndex(
    (word, index) => word === 'cong' && folded[index + 1] === 'hoa' && folded[index + 2] === 'xa',
  );
  if (start >= 0) return row.words.slice(start, start + 8);
  const whole = row.words.findIndex((word) => fold(word.text).startsWith('conghoaxahoi'));
  return whole >= 0 ? row.words.slice(whole) : null;
}

/** In the left column; a basis cited in the text does not begin a line with `Số`. */
function isHeadNumber(row: TextLine, divide: number): boolean {
  const first = row.words.find((word) => /^[Ss][ốôO][:.]?/u.test(word.text));
  return first !== undefined && first.x < divide + 15;
}

function isDateRow(row: TextLine, motto: TextLine | null, numberRow: TextLine | null): boolean {
  const found = datePattern.exec(row.text);
  if (!found) return false;
  if (motto && row.baseline < motto.baseline) return false;
  // In the head the date ends its line, and it is not far from the number.
  const ends = row.text.slice(found.index + found[0].length).trim() === '';
  return ends && (numberRow === null || Math.abs(row.baseline - numberRow.baseline) < 15);
}
