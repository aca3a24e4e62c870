import { addDays, type CivilDate, civilDate, isWorkingDay, vietnamCalendar } from '@vanthu/decree30';

/**
 * Quarter I of 2023 of state reports: 15 December 2022 to 14 March 2023 (Decree 09/2019/NĐ-CP Art. 12). The data set ends with
 * its last day; reports are read on the 20th.
 */
export const PERIOD = { from: civilDate('2022-12-15'), to: civilDate('2023-03-14') } as const;
/** "Now" of the installation once the quarter is replayed: the day of the district's report. */
export const REPORT_DAY = civilDate('2023-03-20');

/** Working days of the period, in order. */
export function workingDays(): CivilDate[] {
  const days: CivilDate[] = [];
  for (let day: CivilDate = PERIOD.from; day <= PERIOD.to; day = addDays(day, 1)) {
    if (isWorkingDay(day, vietnamCalendar)) days.push(day);
  }
  return days;
}

/** An instant of a day in Viet Nam. @param minutes after midnight */
export const at = (day: string, minutes: number): string =>
  new Date(Date.parse(`${day}T00:00:00+07:00`) + Math.round(minutes * 60_000)).toISOString();

/** Minutes after midnight at which offices open. */
export const MORNING = 7 * 60 + 30;
