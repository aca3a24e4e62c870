import { headOf } from '../fields/head.js';
import type { TextLine } from '../lines.js';
import type { TextPage } from '../text.js';
import { type Letters, lettersOf } from './letters.js';
import { fieldAround, type Place, type PrintedFigures } from './place.js';

const room = '[\\s.…_\\u00a0-]*';
const number = new RegExp(`[Ss]ố\\s*[:.]?(${room})(\\d+[a-z]?)?(${room})/`, 'du');
const date = new RegExp(`ngày(${room})(\\d*)(${room})tháng(${room})(\\d*)(${room})năm(${room})(\\d*)`, 'diu');

/** A figure is 2.3 mm wide at 13 pt: room for four of the number, two of day and month, four of the year. */
const figureMm = (sizePt: number): number => sizePt * 0.5 * (25.4 / 72);

interface HeadPlaces {
  readonly places: readonly Place[];
  readonly printed: PrintedFigures;
}

/** Room for number and date in boxes 3 and 4 of page 1 (Annex I part I, II.3 and II.4). `dated`: minutes have no box 4. */
export function headPlaces(page: TextPage, dated: boolean): HeadPlaces {
  const head = headOf(page);
  const ofNumber = numberPlace(head.numberRow ?? rowWith(head.rows, number));
  const ofDate = dated ? datePlaces(head.dateRow, page) : null;
  return {
    places: [...ofNumber.places, ...(ofDate?.places ?? [])],
    printed: { ...ofNumber.printed, ...(ofDate?.printed ?? { day: null, month: null, year: null }) },
  };
}

const rowWith = (rows: readonly TextLine[], pattern: RegExp): TextLine | null =>
  rows.slice(0, 8).find((row) => pattern.test(lettersOf(row).text)) ?? null;

const looks = { page: 1, isFound: true } as const;

function numberPlace(row: TextLine | null): { places: Place[]; printed: Pick<PrintedFigures, 'number'> } {
  const letters = row && lettersOf(row);
  const found = letters && number.exec(letters.text);
  if (!row || !letters || !found?.indices) {
    const rect = fieldAround(50, 62, 38, 13);
    const place = { name: 'so_van_ban', kind: 'number', page: 1, rect, sizePt: 13, isItalic: false, isFound: false };
    return { places: [place as Place], printed: { number: null } };
  }
  const [from] = found.indices[1] as [number, number];
  const [, to] = found.indices[3] as [number, number];
  const [left, right] = between(letters, from, to);
  const { sizePt: size, baseline } = lookAt(row, left);
  // Four figures against the slash: where less room is left they begin further to the left.
  const start = Math.min(left + 0.5, right - 4 * figureMm(size));
  const rect = fieldAround(start, right - 0.2, baseline, size);
  const place: Place = { ...looks, name: 'so_van_ban', kind: 'number', rect, sizePt: size, isItalic: false };
  return { places: [place], printed: { number: found[2] ?? null } };
}

type PrintedDate = Omit<PrintedFigures, 'number'>;

function datePlaces(row: TextLine | null, page: TextPage): { places: Place[]; printed: PrintedDate } {
  const letters = row && lettersOf(row);
  const found = letters && date.exec(letters.text);
  if (!row || !letters || !found?.indices) {
    const rect = fieldAround(page.widthMm - 85, page.widthMm - 22, 38, 14);
    const place: Place = {
      ...{ name: 'ngay_ban_hanh', kind: 'date', page: 1, rect, sizePt: 14, isItalic: true, isFound: false },
    };
    return { places: [place], printed: { day: null, month: null, year: null } };
  }
  const { indices } = found;
  const figure = (group: number): string | null => found[group] || null;
  const printed = { day: figure(2), month: figure(5), year: figure(8) };
  const placed = (kind: 'day' | 'month' | 'year', first: number, last: number): Place => {
    const [from] = indices[first] as [number, number];
    const [, to] = indices[last] as [number, number];
    const [left, end] = between(letters, from, to);
    const { sizePt: size, baseline } = lookAt(row, left);
    // Behind "năm" nothing stands that would end the room.
    const right = kind === 'year' ? left + 4 * figureMm(size) + 2 : end;
    const rect = fieldAround(left + 0.3, right - 0.3, baseline, size);
    const names = { day: 'ngay_ban_hanh_ngay', month: 'ngay_ban_hanh_thang', year: 'ngay_ban_hanh_nam' } as const;
    return { ...looks, name: names[kind], kind, rect, sizePt: size, isItalic: true };
  };
  const places = [
    ...(printed.day === null ? [placed('day', 1, 3)] : []),
    ...(printed.month === null ? [placed('month', 4, 6)] : []),
    ...(printed.year === null ? [placed('year', 7, 8)] : []),
  ];
  return { places, printed };
}

/** From the end of what stands before to the begin of what stands behind. */
function between({ at }: Letters, from: number, to: number): readonly [number, number] {
  const left = at[from - 1]?.[1] ?? at[0]?.[0] ?? 0;
  return [left, Math.max(left, at[to]?.[0] ?? left)];
}

/** Size and line of the word that ends there: number and date of one row need not stand on one line. */
function lookAt(
  { words, sizePt, baseline }: TextLine,
  x: number,
): { readonly sizePt: number; readonly baseline: number } {
  return words.find((word) => word.x <= x && word.x + word.width >= x - 0.5) ?? { sizePt, baseline };
}
