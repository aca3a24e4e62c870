import { describe, expect, it } from '@jest/globals';
import { civilDate, vietnamCalendar } from '@vanthu/decree30';
import type { Settled } from './handling.store.js';
import { handlingBooks } from './handling-books.js';

const frame = {
  ...{ superiorName: null, agencyName: 'Ủy ban nhân dân xã', year: 2025, numbers: null, volume: '01' },
  ...{ from: civilDate('2025-03-01'), to: civilDate('2025-03-31') },
};
const one = (own: Partial<Settled>): Settled => ({
  ...{ arrival_number: 1, arrived_on: '2025-03-10', author: 'Sở Tài chính', number_and_symbol: '1/STC-NS' },
  ...{ kind_and_abstract: 'Công văn', lead: 'Phòng Kinh tế', answer: null },
  ...{ state: 'completed', deadline: '2025-03-14', completed_on: null },
  ...own,
});
const totals = (settled: Settled, today: string) => {
  const [summary] = handlingBooks(frame, [settled], { today, calendar: vietnamCalendar });
  return summary?.rows.at(-1);
};
/** Sunday; the next working day is Monday 17 March. */
const sunday = '2025-03-16';

describe('how a document was settled', () => {
  it.each([
    ['on Friday for Friday', '2025-03-14', '2025-03-14', { onTime: '1', late: '0' }],
    ['on Saturday for Friday', '2025-03-14', '2025-03-15', { onTime: '0', late: '1' }],
    ['on Monday for the Sunday before', sunday, '2025-03-17', { onTime: '1', late: '0' }],
    ['on Tuesday for the Sunday before', sunday, '2025-03-18', { onTime: '0', late: '1' }],
  ])('R-GEN-06: %s', (_, deadline, completed_on, expected) =>
    expect(totals(one({ deadline, completed_on }), '2025-04-02')).toMatchObject(expected),
  );

  it.each([
    ['is open on the Monday after a Sunday', '2025-03-17', { open: '1', overdue: '0' }],
    ['is overdue on the Tuesday', '2025-03-18', { open: '0', overdue: '1' }],
  ])('R-GEN-06: what nobody has settled %s', (_, today, expected) =>
    expect(totals(one({ deadline: sunday, state: 'in-progress' }), today)).toMatchObject(expected),
  );
});
