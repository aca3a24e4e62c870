import { addDays, type CivilDate, weekdayOf } from './civil-date.js';

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

/** Working days after `from` up to and including `to`; negative when `to` is earlier (R-GEN-06). */
export function workingDaysBetween(from: CivilDate, to: CivilDate, calendar: WorkingCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar);
  let count = 0;
  for (let day = from; day < to; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) count += 1;
  }
  return count;
}
