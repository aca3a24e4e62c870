import { describe, expect, test } from '@jest/globals';
import { lunarDay } from './lunar-calendar.js';

describe('R-GEN-06: the lunar calendar of Viet Nam', () => {
  test.each([
    // Beside the Chinese calendar where the two part: 1985, 2007, 2030.
    [1985, '1985-01-21'],
    [2000, '2000-02-05'],
    [2007, '2007-02-17'],
    [2020, '2020-01-25'],
    [2021, '2021-02-12'],
    [2022, '2022-02-01'],
    [2023, '2023-01-22'],
    [2024, '2024-02-10'],
    [2025, '2025-01-29'],
    [2026, '2026-02-17'],
    [2027, '2027-02-06'],
    [2028, '2028-01-26'],
    [2029, '2029-02-13'],
    [2030, '2030-02-02'],
    [2034, '2034-02-19'],
  ])('R-GEN-06: Tết of %i is %s', (year, day) => {
    expect(lunarDay(year, 1, 1)).toBe(day);
  });

  test.each([
    [2023, '2023-04-29'],
    [2024, '2024-04-18'],
    [2025, '2025-04-07'],
    [2026, '2026-04-26'],
    [2027, '2027-04-16'],
  ])('R-GEN-06: the day of the Hùng Kings of %i, the tenth of the third month, is %s', (year, day) => {
    expect(lunarDay(year, 3, 10)).toBe(day);
  });

  test('R-GEN-06: what is no day of the lunar calendar is a fault of the caller', () => {
    expect(() => lunarDay(2025, 13, 1)).toThrow(RangeError);
    expect(() => lunarDay(2025, 1, 31)).toThrow(RangeError);
  });
});
