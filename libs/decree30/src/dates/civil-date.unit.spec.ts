import { describe, expect, test } from '@jest/globals';
import {
  addDays,
  civilDate,
  civilDateOf,
  endOfDay,
  instantOf,
  parseCivilDate,
  parsePrintedDate,
  placeAndDateLine,
  printDate,
  printShortDate,
  printTime,
  weekdayOf,
  yearOf,
} from './civil-date.js';

describe('civil date', () => {
  test.each([
    ['2025-03-05', 'ngày 05 tháng 3 năm 2025'],
    ['2020-01-05', 'ngày 05 tháng 01 năm 2020'],
    ['2020-02-29', 'ngày 29 tháng 02 năm 2020'],
    ['2019-06-29', 'ngày 29 tháng 6 năm 2019'],
    ['2025-09-09', 'ngày 09 tháng 9 năm 2025'],
    ['2025-10-10', 'ngày 10 tháng 10 năm 2025'],
    ['2022-12-31', 'ngày 31 tháng 12 năm 2022'],
  ])('R-OUT-13: %s prints as %s and reads back', (date, printed) => {
    expect(printDate(civilDate(date))).toBe(printed);
    expect(parsePrintedDate(printed)).toBe(date);
    expect(parsePrintedDate(printed.normalize('NFD'))).toBe(date);
  });

  test.each([
    'ngày 5 tháng 3 năm 2025',
    'ngày 05 tháng 03 năm 2025',
    'ngày 05 tháng 1 năm 2025',
    'ngày 30 tháng 02 năm 2025',
    'Ngày 05 tháng 3 năm 2025',
    'ngày 05/3/2025',
    '',
  ])('R-OUT-13: "%s" is not how a date is printed', (text) => {
    expect(parsePrintedDate(text)).toBeNull();
  });

  test('R-OUT-13: the line begins with the place and a comma', () => {
    expect(placeAndDateLine('Châu Minh', civilDate('2025-03-05'))).toBe('Châu Minh, ngày 05 tháng 3 năm 2025');
    expect(placeAndDateLine('Thành phố Hồ Chí Minh', civilDate('2019-06-29'))).toBe(
      'Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2019',
    );
  });

  test.each(['2025-02-29', '2025-13-01', '2025-1-1', '05/03/2025', '', '2025-03-05T00:00:00Z'])(
    'R-OUT-13: "%s" is no day of the calendar',
    (text) => {
      expect(parseCivilDate(text)).toBeNull();
      expect(() => civilDate(text)).toThrow(RangeError);
    },
  );

  test.each([
    ['2024-12-31T16:59:59.999Z', '2024-12-31'],
    ['2024-12-31T17:00:00.000Z', '2025-01-01'],
    ['2025-03-05T02:00:00Z', '2025-03-05'],
  ])('R-OUT-02: at %s the day in Viet Nam is %s', (instant, date) => {
    expect(civilDateOf(new Date(instant))).toBe(date);
  });

  test('R-OUT-02: the year of a series turns at midnight in Viet Nam', () => {
    expect(instantOf(civilDate('2025-01-01')).toISOString()).toBe('2024-12-31T17:00:00.000Z');
    expect(endOfDay(civilDate('2024-12-31')).toISOString()).toBe('2024-12-31T16:59:59.999Z');
    expect(yearOf(civilDateOf(new Date('2024-12-31T17:00:00Z')))).toBe(2025);
  });

  test('R-GEN-07: times are shown with +07:00', () => {
    expect(printTime(new Date('2025-03-05T09:48:07Z'))).toBe('16:48:07 +07:00');
    expect(printShortDate(civilDate('2025-03-05'))).toBe('05/03/2025');
  });

  test('R-GEN-06: days are counted across months and leap years', () => {
    expect(addDays(civilDate('2024-02-28'), 2)).toBe('2024-03-01');
    expect(addDays(civilDate('2025-01-01'), -1)).toBe('2024-12-31');
    expect(weekdayOf(civilDate('2025-03-05'))).toBe(3);
  });
});
