declare const civil: unique symbol;

/** A day of the calendar in Asia/Ho_Chi_Minh, `YYYY-MM-DD`. Comparable with `<`. Built only by the functions here. */
export type CivilDate = string & { readonly [civil]: 'CivilDate' };

/** Viet Nam is UTC+7 all year, without daylight saving time, since 1975. */
export const vietnamOffsetMs = 7 * 3_600_000;
const dayMs = 86_400_000;

/** The day, or `null` when the text is not one (`2025-02-30`, `5/3/2025`). */
export function parseCivilDate(text: string): CivilDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const at = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? null : (text as CivilDate);
}

/** For constants and for text that has been checked before. @throws RangeError */
export function civilDate(text: string): CivilDate {
  const date = parseCivilDate(text);
  if (date === null) throw new RangeError(`not a calendar day: ${text}`);
  return date;
}

/** The day on the wall calendar in Viet Nam at this instant. */
export function civilDateOf(instant: Date): CivilDate {
  return new Date(instant.getTime() + vietnamOffsetMs).toISOString().slice(0, 10) as CivilDate;
}

export const yearOf = (date: CivilDate): number => Number(date.slice(0, 4));
export const monthOf = (date: CivilDate): number => Number(date.slice(5, 7));
export const dayOf = (date: CivilDate): number => Number(date.slice(8, 10));

/** 0 Sunday … 6 Saturday. */
export const weekdayOf = (date: CivilDate): number => new Date(`${date}T00:00:00Z`).getUTCDay();

export function addDays(date: CivilDate, days: number): CivilDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10) as CivilDate;
}

/** The instant at which the clocks of Viet Nam show this day and hour (UTC inside). */
export function instantOf(date: CivilDate, hours = 0, minutes = 0): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) - vietnamOffsetMs + (hours * 60 + minutes) * 60_000);
}

/** The last millisecond of the day in Viet Nam. */
export const endOfDay = (date: CivilDate): Date => new Date(instantOf(date).getTime() + dayMs - 1);

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * `ngày 05 tháng 3 năm 2025`: a day below 10 and months 1 and 2 carry a leading zero, months 3 to 9 do not.
 * Annex I part I, II.4.b (R-OUT-13).
 */
export function printDate(date: CivilDate): string {
  const month = monthOf(date);
  return `ngày ${two(dayOf(date))} tháng ${month <= 2 ? two(month) : month} năm ${yearOf(date)}`;
}

/** Reads what `printDate` writes and nothing else (R-OUT-13). */
export function parsePrintedDate(text: string): CivilDate | null {
  const match = /^ngày (\d{2}) tháng (\d{1,2}) năm (\d{4})$/.exec(text.normalize('NFC'));
  if (!match) return null;
  const date = parseCivilDate(`${match[3]}-${two(Number(match[2]))}-${match[1]}`);
  return date !== null && printDate(date) === text.normalize('NFC') ? date : null;
}

/** `Châu Minh, ngày 05 tháng 3 năm 2025`. Annex I part I, II.4 (R-OUT-13). */
export function placeAndDateLine(place: string, date: CivilDate): string {
  return `${place.normalize('NFC').trim()}, ${printDate(date)}`;
}

/** `05/03/2025`, for lists and registers. */
export const printShortDate = (date: CivilDate): string => `${two(dayOf(date))}/${two(monthOf(date))}/${yearOf(date)}`;

/** `16:48:07 +07:00`: the zone is always written (R-GEN-07, R-ORG-07). */
export function printTime(instant: Date): string {
  return `${new Date(instant.getTime() + vietnamOffsetMs).toISOString().slice(11, 19)} +07:00`;
}
