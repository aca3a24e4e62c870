import { describe, expect, it } from '@jest/globals';
import { vietnamCalendar as calendar, civilDate } from '@vanthu/decree30';
import { bucketOf, daysLeft, deadlineChoices, lastDayOf, soonUntil, submissionDue } from './due.js';

const day = civilDate;

describe('R-GEN-06: deadlines around Tết, the year’s end and weekends', () => {
  it.each([
    // Tết Quý Mão: days off from 20 to 26 January 2023; the next working day is a Friday.
    ['2023-01-19', 'normal', '2023-01-27'],
    // Tết Ất Tỵ 2025: from 25 January to 2 February.
    ['2025-01-24', 'normal', '2025-02-03'],
    // The last day of a year that ends before a day off.
    ['2024-12-31', 'normal', '2025-01-02'],
    // 2 January 2026 is off, worked on Saturday 10 January.
    ['2025-12-31', 'normal', '2026-01-05'],
    ['2026-01-09', 'normal', '2026-01-10'],
    // Friday evening is due on Monday; urgent on the Friday itself, also on a day off.
    ['2025-03-14', 'normal', '2025-03-17'],
    ['2025-03-14', 'urgent', '2025-03-14'],
    ['2025-01-29', 'express', '2025-01-29'],
    // The eve of Ngày Văn hóa Việt Nam, a day off from 2026 on.
    ['2026-11-23', 'normal', '2026-11-25'],
  ] as const)('R-IN-07: registered on %s (%s), submitted at the latest on %s', (arrived, urgency, due) => {
    expect(submissionDue(day(arrived), urgency, calendar)).toBe(due);
  });

  it.each([
    ['2023-01-22', '2023-01-27'],
    ['2025-01-01', '2025-01-02'],
    ['2025-03-15', '2025-03-17'],
    // A Saturday that is worked is a last day like any other.
    ['2025-04-26', '2025-04-26'],
    ['2025-05-02', '2025-05-05'],
  ])('R-GEN-06: a deadline on %s ends with %s', (deadline, last) => {
    expect(lastDayOf(day(deadline), calendar)).toBe(last);
  });

  it('counts in working days, also across Tết', () => {
    expect(daysLeft('2025-02-04', day('2025-01-24'), calendar)).toBe(2);
    expect(daysLeft('2025-01-24', day('2025-02-04'), calendar)).toBe(-2);
    expect(soonUntil(day('2025-01-23'), calendar)).toBe('2025-02-06');
    expect(bucketOf('2025-02-06', day('2025-01-23'), calendar)).toBe('soon');
    expect(bucketOf('2025-02-07', day('2025-01-23'), calendar)).toBe('later');
    expect(bucketOf('2025-01-23', day('2025-01-23'), calendar)).toBe('today');
    expect(bucketOf('2025-01-22', day('2025-01-23'), calendar)).toBe('overdue');
  });

  it('offers the sender’s day first, and today for what is urgent', () => {
    const before = day('2025-01-24');
    expect(deadlineChoices(before, { answerBy: '2025-02-05', urgency: 'express' }, calendar)).toEqual([
      { label: 'Theo văn bản 05/02', deadline: '2025-02-05' },
      { label: 'Trong ngày', deadline: '2025-01-24' },
      { label: '3 ngày làm việc', deadline: '2025-02-05' },
      { label: '5 ngày làm việc', deadline: '2025-02-07' },
      { label: '10 ngày làm việc', deadline: '2025-02-14' },
    ]);
    expect(deadlineChoices(before, { answerBy: '2025-01-20', urgency: 'normal' }, calendar)).toHaveLength(3);
  });
});
