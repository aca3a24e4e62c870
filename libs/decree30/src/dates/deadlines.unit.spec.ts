import { describe, expect, test } from '@jest/globals';
import { civilDate, instantOf } from './civil-date.js';
import { incomingDeadlines, outgoingDeadlines } from './deadlines.js';
import { vietnamCalendar as calendar } from './vietnam-calendar.js';

const at = (date: string, hours: number) => instantOf(civilDate(date), hours);

describe('deadlines', () => {
  test.each([
    ['2025-03-05', 16, '2025-03-06'],
    ['2025-03-07', 8, '2025-03-10'],
    ['2025-03-08', 9, '2025-03-10'],
    ['2023-01-19', 16, '2023-01-27'],
    ['2026-01-09', 16, '2026-01-10'],
  ])('R-ISS-01: signed on %s at %d:00, numbered and issued at the latest on %s', (date, hour, due) => {
    const deadlines = outgoingDeadlines(at(date, hour), 'normal', calendar);
    const end = new Date(instantOf(civilDate(due), 24).getTime() - 1);
    expect(deadlines).toMatchObject({ issueBy: end, numberBy: end, atOnce: false });
  });

  test('R-ISS-02: sent electronically by noon of the next working day, or by 11:30 where the agency says so', () => {
    const signed = at('2025-03-07', 16);
    expect(outgoingDeadlines(signed, 'normal', calendar).sendBy.toISOString()).toBe('2025-03-10T05:00:00.000Z');
    const earlier = outgoingDeadlines(signed, 'normal', calendar, { hours: 11, minutes: 30 });
    expect(earlier.sendBy.toISOString()).toBe('2025-03-10T04:30:00.000Z');
  });

  test('R-ISS-02: the day of signing is the day in Viet Nam, not in UTC', () => {
    const pastMidnight = new Date('2025-03-05T17:30:00Z');
    expect(outgoingDeadlines(pastMidnight, 'normal', calendar).sendBy.toISOString()).toBe('2025-03-07T05:00:00.000Z');
  });

  test.each(['urgent', 'very-urgent', 'express'] as const)('R-ISS-03: %s is due at the signature itself', (urgency) => {
    const signed = at('2025-03-07', 16);
    expect(outgoingDeadlines(signed, urgency, calendar)).toEqual({
      numberBy: signed,
      issueBy: signed,
      sendBy: signed,
      atOnce: true,
    });
  });

  test('R-IN-03, R-IN-07, R-IN-08: acknowledged the same day, submitted by the next working day, urgent at once', () => {
    const arrived = at('2025-03-07', 15);
    const { acknowledgeBy, submitBy } = incomingDeadlines(arrived, 'normal', calendar);
    expect(acknowledgeBy.toISOString()).toBe('2025-03-07T16:59:59.999Z');
    expect(submitBy.toISOString()).toBe('2025-03-10T16:59:59.999Z');
    expect(incomingDeadlines(arrived, 'express', calendar)).toEqual({
      acknowledgeBy: arrived,
      submitBy: arrived,
      atOnce: true,
    });
  });
});
