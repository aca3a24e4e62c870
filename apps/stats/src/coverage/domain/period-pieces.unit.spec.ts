import { describe, expect, it } from '@jest/globals';
import { addDays, civilDate, reportingPeriodOn } from '@vanthu/decree30';
import { startOf, wholes } from '../../model/counted-periods.js';
import { piecesOf } from './period-pieces.js';

const daysOf = (from: string, to: string): string[] => {
  const days = [];
  for (let day = civilDate(from); day <= to; day = addDays(day, 1)) days.push(day);
  return days;
};
const none = { month: [], quarter: [], year: [] };

describe('pieces of a period', () => {
  it('a state quarter is one, or three whole months; a half-year two, a year one', () => {
    const quarter = { from: '2022-12-15', to: '2023-03-14' };
    expect(piecesOf(quarter)).toEqual({
      wholes: { ...none, quarter: ['2022-12-15'] },
      days: [],
      between: { first: '2022-12-15', last: '2023-03-14' },
    });
    expect(piecesOf(quarter, 'month').wholes.month).toEqual(['2022-12-15', '2023-01-15', '2023-02-15']);
    expect(piecesOf({ from: '2022-12-15', to: '2023-06-14' }).wholes.quarter).toEqual(['2022-12-15', '2023-03-15']);
    expect(piecesOf({ from: '2022-12-15', to: '2023-12-14' }).wholes).toEqual({ ...none, year: ['2022-12-15'] });
  });

  it('months, quarters and years begin when those of the reports do', () => {
    for (const day of daysOf('2022-11-01', '2024-03-31')) {
      for (const grain of wholes) expect(startOf(grain, day)).toBe(reportingPeriodOn(civilDate(day), grain).from);
    }
  });

  it('hold every day of the period once and no other, whatever the period', () => {
    const all = daysOf('2022-11-01', '2024-01-31');
    const starts = new Map(all.map((day) => [day, wholes.map((grain) => startOf(grain, day))]));
    for (let i = 0; i < all.length; i += 13) {
      for (let j = i; j < all.length; j += 11) {
        const period = { from: all[i] as string, to: all[j] as string };
        const pieces = piecesOf(period);
        const held = all.flatMap((day) =>
          [
            ...pieces.days.filter(({ first, last }) => first <= day && day <= last),
            ...wholes.filter((grain, at) => pieces.wholes[grain].includes(starts.get(day)?.[at] ?? '')),
          ].map(() => day),
        );
        expect(held).toEqual(daysOf(period.from, period.to));
        for (const piece of pieces.days) expect(piece.first <= piece.last).toBe(true);
      }
    }
  });
});
