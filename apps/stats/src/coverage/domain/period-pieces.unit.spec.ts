import { describe, expect, it } from '@jest/globals';
import { addDays, civilDate } from '@vanthu/decree30';
import { reportingMonthOf } from '../../model/coverage-sums.js';
import { piecesOf } from './period-pieces.js';

const daysOf = (from: string, to: string): string[] => {
  const days = [];
  for (let day = civilDate(from); day <= to; day = addDays(day, 1)) days.push(day);
  return days;
};

describe('pieces of a period', () => {
  it('a state quarter is three whole months', () => {
    expect(piecesOf({ from: '2022-12-15', to: '2023-03-14' })).toEqual({
      months: [{ grain: 'month', first: '2022-12-15', last: '2023-02-15' }],
      days: [],
    });
  });

  it('hold every day of the period once and no other, whatever the period', () => {
    const all = daysOf('2022-11-01', '2023-05-31');
    for (let i = 0; i < all.length; i += 3) {
      for (let j = i; j < all.length; j += 7) {
        const period = { from: all[i] as string, to: all[j] as string };
        const { months, days } = piecesOf(period);
        const held = all.filter(
          (day) =>
            days.some(({ first, last }) => first <= day && day <= last) ||
            months.some(({ first, last }) => first <= reportingMonthOf(day) && reportingMonthOf(day) <= last),
        );
        expect(held).toEqual(daysOf(period.from, period.to));
        for (const piece of days) expect(piece.first <= piece.last).toBe(true);
      }
    }
  });
});
