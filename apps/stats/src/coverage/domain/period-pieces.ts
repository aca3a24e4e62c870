import { addDays, civilDate } from '@vanthu/decree30';
import { reportingMonthOf } from '../../model/coverage-sums.js';

export interface Piece {
  readonly grain: 'day' | 'month';
  /** For months the 15ths on which the first and the last begin. */
  readonly first: string;
  readonly last: string;
}

const nextMonth = (start: string): string => reportingMonthOf(addDays(civilDate(start), 31));
const lastDayOf = (start: string): string => addDays(civilDate(nextMonth(start)), -1);

/** A period as whole reporting months and the days before and after them. Both ends belong to it. */
export function piecesOf({ from, to }: { from: string; to: string }): { months: Piece[]; days: Piece[] } {
  const begins = reportingMonthOf(from);
  const first = begins === from ? begins : nextMonth(begins);
  const ends = reportingMonthOf(to);
  const last = lastDayOf(ends) === to ? ends : reportingMonthOf(addDays(civilDate(ends), -1));
  if (first > last) return { months: [], days: [{ grain: 'day', first: from, last: to }] };
  const days: Piece[] = [];
  if (from < first) days.push({ grain: 'day', first: from, last: addDays(civilDate(first), -1) });
  if (lastDayOf(last) < to) days.push({ grain: 'day', first: nextMonth(last), last: to });
  return { months: [{ grain: 'month', first, last }], days };
}
