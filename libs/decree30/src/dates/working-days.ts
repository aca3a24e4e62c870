import { addDays, type CivilDate, civilDate, weekdayOf } from './civil-date.js';

/**
 * Which days an agency works: Monday to Friday, minus holidays, plus make-up days. Data, because the Government decides
 * anew each year (hoán đổi ngày làm việc) and agencies may add their own.
 */
export interface WorkingCalendar {
  /** First and last day the lists are known for; outside, only Monday to Friday is known (see `covers`). */
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Days off that fall on weekdays (days off on weekends may be listed too). */
  readonly holidays: readonly CivilDate[];
  /** Saturdays and Sundays that are worked, in exchange for a weekday. */
  readonly makeUpDays: readonly CivilDate[];
}

/** As it is kept and told, with days in words; its days are checked. @throws for what is no day */
export const workingCalendar = (told: {
  readonly from: string;
  readonly to: string;
  readonly holidays: readonly string[];
  readonly makeUpDays: readonly string[];
}): WorkingCalendar => ({
  from: civilDate(told.from),
  to: civilDate(told.to),
  holidays: told.holidays.map(civilDate),
  makeUpDays: told.makeUpDays.map(civilDate),
});

/** Whether the calendar knows the holidays of this day. Outside, answers rest on Monday to Friday alone; warn the administrator. */
export function covers(calendar: WorkingCalendar, date: CivilDate): boolean {
  return calendar.from <= date && date <= calendar.to;
}

/** Weekends and holidays are skipped, make-up days count. Art. 4.2.c (R-GEN-06). */
export function isWorkingDay(date: CivilDate, calendar: WorkingCalendar): boolean {
  if (calendar.makeUpDays.includes(date)) return true;
  const weekday = weekdayOf(date);
  return weekday !== 0 && weekday !== 6 && !calendar.holidays.includes(date);
}

/** The first working day after this day, whether or not this day is one. Art. 4.2.c (R-GEN-06). */
export function nextWorkingDay(date: CivilDate, calendar: WorkingCalendar): CivilDate {
  return addWorkingDays(date, 1, calendar);
}

/** The last working day before this day (R-GEN-06). */
export function previousWorkingDay(date: CivilDate, calendar: WorkingCalendar): CivilDate {
  return addWorkingDays(date, -1, calendar);
}

/**
 * Goes `days` working days forward, or back when negative; 0 gives the day itself. The first day does not count, as in
 * "within 3 working days of receipt" (R-GEN-06).
 */
export function addWorkingDays(date: CivilDate, days: number, calendar: WorkingCalendar): CivilDate {
  if (!Number.isSafeInteger(days)) throw new RangeError(`not a number of days: ${days}`);
  const step = days < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(days); left > 0; ) {
    day = addDays(day, step);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}

/**
 * Working days after `from` up to and including `to`; negative when `to` is earlier (R-GEN-06). The years between cost nothing:
 * weeks are counted, then the listed days put right.
 */
export function workingDaysBetween(from: CivilDate, to: CivilDate, calendar: WorkingCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar);
  const days = Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
  let count = Math.floor(days / 7) * 5;
  for (let extra = days % 7; extra > 0; extra--) if (!isWeekend(addDays(to, 1 - extra))) count += 1;
  const within = (day: CivilDate) => from < day && day <= to;
  const worked = new Set(calendar.makeUpDays.filter((day) => within(day) && isWeekend(day)));
  const off = new Set(
    calendar.holidays.filter((day) => within(day) && !isWeekend(day) && !calendar.makeUpDays.includes(day)),
  );
  return count + worked.size - off.size;
}

const dayMs = 86_400_000;

function isWeekend(date: CivilDate): boolean {
  const weekday = weekdayOf(date);
  return weekday === 0 || weekday === 6;
}
