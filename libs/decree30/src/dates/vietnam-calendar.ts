import { addDays, type CivilDate, civilDate, weekdayOf } from './civil-date.js';
import { lunarDay } from './lunar-calendar.js';
import type { WorkingCalendar } from './working-days.js';

/**
 * Days off of public servants, December 2022 to December 2027. Basis: Labour Code 2019, Art. 111.3 and 112; Resolution
 * 28/2026/QH16 (Ngày Văn hóa Việt Nam, 24 November, from 1 July 2026); the notice of each year, named at the year.
 *
 * Certainty. The numbers of the notices and the lunar dates were compared with public sources; the notices themselves
 * were not at hand. "Known": the year has passed or its notice is out, and several sources agree. "Computed": the notice
 * was not out in November 2026, the days follow from the Labour Code, and Tết may still be moved or lengthened.
 * An administrator replaces the calendar by data; nothing else depends on this file.
 *
 * Days off on a Saturday or Sunday are left out, their compensation is listed.
 */
const holidays: Record<string, readonly string[]> = {
  // Known. 1 January was a Sunday; Notice 5034/TB-LĐTBXH: Tết Quý Mão (22 January) from 20 to 26 January, National Day
  // 1 to 4 September. Hùng Kings' day (29 April, Saturday) and 30 April (Sunday) are compensated on 2 and 3 May.
  2023: [
    ...['2023-01-02'],
    ...['2023-01-20', '2023-01-23', '2023-01-24', '2023-01-25', '2023-01-26'],
    ...['2023-05-01', '2023-05-02', '2023-05-03'],
    ...['2023-09-01', '2023-09-04'],
  ],
  // Known. Notice 5015/TB-LĐTBXH: Tết Giáp Thìn (10 February) from 8 to 14 February, National Day 2 and 3 September.
  // Dispatch 2450/VPCP-KGVX and Notice 1570/TB-LĐTBXH: 29 April off, worked on Saturday 4 May.
  2024: [
    ...['2024-01-01'],
    ...['2024-02-08', '2024-02-09', '2024-02-12', '2024-02-13', '2024-02-14'],
    ...['2024-04-18', '2024-04-29', '2024-04-30', '2024-05-01'],
    ...['2024-09-02', '2024-09-03'],
  ],
  // Known. Notice 6150/TB-BLĐTBXH: Tết Ất Tỵ (29 January) from 25 January to 2 February, 2 May off (worked on Saturday
  // 26 April), National Day 1 and 2 September.
  2025: [
    ...['2025-01-01'],
    ...['2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31'],
    ...['2025-04-07', '2025-04-30', '2025-05-01', '2025-05-02'],
    ...['2025-09-01', '2025-09-02'],
  ],
  // Known. Dispatch 12729/VPCP-KGVX: 2 January off, worked on Saturday 10 January. Notice 9441/TB-BNV: Tết Bính Ngọ
  // (17 February) from 14 to 22 February; National Day 1 and 2 September, 31 August off and worked on Saturday
  // 22 August. Dispatch 3383/BNV-CVL: Hùng Kings' day (26 April, Sunday) compensated on 27 April, no exchange.
  2026: [
    ...['2026-01-01', '2026-01-02'],
    ...['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'],
    ...['2026-04-27', '2026-04-30', '2026-05-01'],
    ...['2026-08-31', '2026-09-01', '2026-09-02'],
    ...['2026-11-24'],
  ],
  // Computed. Tết Đinh Mùi is 6 February, a Saturday: one day before and four days of Tết, with Saturday and Sunday
  // compensated on 10 and 11 February; in September 2026 proposals of 7 and of 10 days in a row lay on the table.
  // Hùng Kings' day 16 April; 1 May is a Saturday, compensated on 3 May; the second day of National Day taken as
  // 3 September.
  2027: [
    ...['2027-01-01'],
    ...['2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11'],
    ...['2027-04-16', '2027-04-30', '2027-05-03'],
    ...['2027-09-02', '2027-09-03'],
    ...['2027-11-24'],
  ],
};

const makeUpDays = ['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22'];

const days = (list: readonly string[]): CivilDate[] => list.map((day) => civilDate(day));

/**
 * The days off of a year as the Labour Code has them, before the Government moves any: New Year; the last day of the old lunar
 * year and the first four of the new; the tenth of the third lunar month; 30 April, 1 May; 2 September and the day after; 24
 * November. What falls on a Saturday or Sunday is compensated on the next working day (Art. 111.3, 112). Weekdays only, in
 * order.
 */
export function lawfulDaysOff(year: number): CivilDate[] {
  const tet = lunarDay(year, 1, 1);
  const fixed = ['01-01', '04-30', '05-01', '09-02', '09-03', '11-24'].map((day) => civilDate(`${year}-${day}`));
  const named = [...fixed, ...[-1, 0, 1, 2, 3].map((days) => addDays(tet, days)), lunarDay(year, 3, 10)].sort();
  const off = new Set<CivilDate>(named.filter(isWeekday));
  for (const lost of named.filter((day) => !isWeekday(day))) {
    let day = lost;
    while (!isWeekday(day) || off.has(day)) day = addDays(day, 1);
    off.add(day);
  }
  return [...off].sort();
}

const isWeekday = (day: CivilDate): boolean => ![0, 6].includes(weekdayOf(day));

/** Beyond what is known the Labour Code alone is reckoned with: better than none, and `covers` says that it is not known. */
const reckoned = [2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035].flatMap(lawfulDaysOff);

/** The calendar of state agencies as far as it is known; see the certainty of each year in this file. */
export const vietnamCalendar: WorkingCalendar = {
  from: civilDate('2022-12-01'),
  to: civilDate('2027-12-31'),
  holidays: [...days(Object.values(holidays).flat()), ...reckoned],
  makeUpDays: days(makeUpDays),
};
