import { addDays, civilDate } from '@vanthu/decree30';
import { reportingMonthOf, startOf, type Whole } from '../../model/counted-periods.js';

/** Days that are left before and after the whole months of a period. Both belong to it. */
interface Days {
  readonly first: string;
  readonly last: string;
}

export interface Pieces {
  /** The days on which each whole reporting year, quarter and month begins. */
  readonly wholes: Readonly<Record<Whole, readonly string[]>>;
  readonly days: readonly Days[];
  /** The first and last day of the wholes; null: there are none. */
  readonly between: Days | null;
}

const nextMonth = (start: string): string => reportingMonthOf(addDays(civilDate(start), 31));
const lastDayOf = (start: string): string => addDays(civilDate(nextMonth(start)), -1);

/**
 * A period as whole reporting years, quarters and months, the longest first, and the days before and after them.
 *
 * @param longest  nothing longer than this
 */
export function piecesOf({ from, to }: { from: string; to: string }, longest: Whole = 'year'): Pieces {
  const wholes: Record<Whole, string[]> = { month: [], quarter: [], year: [] };
  const begins = reportingMonthOf(from);
  const first = begins === from ? begins : nextMonth(begins);
  const ends = reportingMonthOf(to);
  const last = lastDayOf(ends) === to ? ends : reportingMonthOf(addDays(civilDate(ends), -1));
  if (first > last) return { wholes, days: [{ first: from, last: to }], between: null };
  const lengths: readonly (readonly [Whole, number])[] = [
    ['year', 12],
    ['quarter', 3],
  ];
  const allowed = lengths.filter(([grain]) => longest === 'year' || longest === grain);
  for (let at = first; at <= last; ) {
    const fitting = allowed.find(([grain, months]) => startOf(grain, at) === at && monthsAfter(at, months - 1) <= last);
    const [grain, months] = fitting ?? (['month', 1] as const);
    wholes[grain].push(at);
    at = monthsAfter(at, months);
  }
  const days: Days[] = [];
  if (from < first) days.push({ first: from, last: addDays(civilDate(first), -1) });
  if (lastDayOf(last) < to) days.push({ first: nextMonth(last), last: to });
  return { wholes, days, between: { first, last: lastDayOf(last) } };
}

function monthsAfter(start: string, months: number): string {
  let at = start;
  for (let n = 0; n < months; n++) at = nextMonth(at);
  return at;
}
