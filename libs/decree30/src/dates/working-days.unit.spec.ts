import { describe, expect, test } from '@jest/globals';
import { addDays, civilDate, weekdayOf, yearOf } from './civil-date.js';
import { vietnamCalendar as calendar, lawfulDaysOff } from './vietnam-calendar.js';
import {
  addWorkingDays,
  covers,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  workingDaysBetween,
} from './working-days.js';

describe('working days', () => {
  test.each([
    ['2025-03-05', '2025-03-06', 'a Wednesday'],
    ['2025-03-07', '2025-03-10', 'a Friday'],
    ['2025-03-08', '2025-03-10', 'a Saturday'],
    ['2022-12-30', '2023-01-03', 'New Year 2023, 2 January off'],
    ['2023-01-19', '2023-01-27', 'Tết 2023, 20 to 26 January off'],
    ['2023-04-28', '2023-05-04', "Hùng Kings' day, 30 April and 1 May 2023"],
    ['2024-02-07', '2024-02-15', 'Tết 2024'],
    ['2025-01-24', '2025-02-03', 'Tết 2025'],
    ['2025-08-29', '2025-09-03', 'National Day 2025'],
    ['2025-12-31', '2026-01-05', '2 January 2026 exchanged'],
    ['2026-02-13', '2026-02-23', 'Tết 2026'],
    ['2026-08-28', '2026-09-03', '31 August 2026 exchanged'],
    ['2026-11-23', '2026-11-25', 'Ngày Văn hóa Việt Nam'],
  ])('R-GEN-06: the working day after %s is %s (%s)', (date, next) => {
    expect(nextWorkingDay(civilDate(date), calendar)).toBe(next);
  });

  test.each(['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22'])('R-GEN-06: Saturday %s is worked', (date) => {
    expect(weekdayOf(civilDate(date))).toBe(6);
    expect(isWorkingDay(civilDate(date), calendar)).toBe(true);
    expect(nextWorkingDay(addDays(civilDate(date), -1), calendar)).toBe(date);
  });

  test.each(['2023-01-22', '2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06'])(
    'R-GEN-06: Tết %s and the two days after it are off',
    (tet) => {
      for (const days of [0, 1, 2]) expect(isWorkingDay(addDays(civilDate(tet), days), calendar)).toBe(false);
    },
  );

  test('R-GEN-06: the listed days off are weekdays, in order, each once, and as many as the Labour Code gives', () => {
    const { holidays } = calendar;
    expect(holidays).toEqual([...new Set(holidays)].sort());
    expect(holidays.filter((day) => [0, 6].includes(weekdayOf(day)))).toEqual([]);
    // 11 days, 12 with Ngày Văn hóa; weekend days are compensated, exchanged days come on top.
    const perYear = [2023, 2024, 2025, 2026, 2027].map((year) => holidays.filter((day) => yearOf(day) === year).length);
    expect(perYear).toEqual([11, 12, 12, 14, 12]);
  });

  test('R-GEN-06: the Labour Code alone gives the days of 2027, and reckons with Tết after what is known', () => {
    const { holidays } = calendar;
    expect(lawfulDaysOff(2027)).toEqual(holidays.filter((day) => yearOf(day) === 2027));
    // Tết Mậu Thân is Wednesday 26 January 2028.
    expect(isWorkingDay(civilDate('2028-01-25'), calendar)).toBe(false);
    expect(nextWorkingDay(civilDate('2028-01-24'), calendar)).toBe('2028-02-01');
  });

  test('R-GEN-06: several working days, forwards, backwards and none', () => {
    expect(addWorkingDays(civilDate('2025-03-05'), 3, calendar)).toBe('2025-03-10');
    expect(addWorkingDays(civilDate('2025-03-10'), -3, calendar)).toBe('2025-03-05');
    expect(addWorkingDays(civilDate('2025-03-08'), 0, calendar)).toBe('2025-03-08');
    expect(previousWorkingDay(civilDate('2023-01-03'), calendar)).toBe('2022-12-30');
    expect(workingDaysBetween(civilDate('2023-01-19'), civilDate('2023-01-27'), calendar)).toBe(1);
    expect(workingDaysBetween(civilDate('2023-01-27'), civilDate('2023-01-19'), calendar)).toBe(-1);
    expect(() => addWorkingDays(civilDate('2025-03-05'), 1.5, calendar)).toThrow(RangeError);
  });

  test('R-GEN-06: working days between two days are those that one counts one by one, whatever lies between', () => {
    const own = { ...calendar, makeUpDays: [...calendar.makeUpDays, civilDate('2025-01-27')] };
    for (let start = 0; start < 60; start += 1) {
      const from = addDays(civilDate('2024-12-20'), start);
      let counted = 0;
      for (let length = 1; length <= 80; length += 1) {
        const to = addDays(from, length);
        if (isWorkingDay(to, own)) counted += 1;
        expect([from, to, workingDaysBetween(from, to, own)]).toEqual([from, to, counted]);
      }
    }
    expect(workingDaysBetween(civilDate('2023-01-27'), civilDate('2023-01-27'), own)).toBe(0);
  });

  test('R-GEN-06: the calendar says which days it knows', () => {
    expect(covers(calendar, civilDate('2022-12-01'))).toBe(true);
    expect(covers(calendar, civilDate('2028-01-03'))).toBe(false);
  });
});
