import { describe, expect, test } from '@jest/globals';
import {
  byUrgency,
  mustBeHandledAtOnce,
  refuseSecret,
  secrecies,
  type UrgencyCode,
  urgencies,
  urgencyByCode,
} from './urgency.js';

describe('urgency and secrecy', () => {
  test('R-GEN-03: hỏa tốc comes before thượng khẩn before khẩn before thường', () => {
    const arrived: UrgencyCode[] = ['normal', 'very-urgent', 'urgent', 'express', 'normal'];
    expect(arrived.sort(byUrgency)).toEqual(['express', 'very-urgent', 'urgent', 'normal', 'normal']);
  });

  test.each([
    ['normal', false],
    ['urgent', true],
    ['very-urgent', true],
    ['express', true],
  ] as const)('R-GEN-03: %s is handled at once: %s', (code, atOnce) => {
    expect(mustBeHandledAtOnce(code)).toBe(atOnce);
  });

  test('R-FMT-04: stamps have the words and sizes of Annex I', () => {
    expect(urgencies.map((urgency) => urgency.stamp)).toEqual([
      null,
      { text: 'KHẨN', widthMm: 20, heightMm: 8 },
      { text: 'THƯỢNG KHẨN', widthMm: 40, heightMm: 8 },
      { text: 'HỎA TỐC', widthMm: 30, heightMm: 8 },
    ]);
    expect(urgencyByCode('express').nameVi).toBe('Hỏa tốc');
  });

  test('R-GEN-04: whatever bears a secrecy mark is refused, everything else is not', () => {
    const refused = secrecies.filter(({ code }) => refuseSecret(code) !== null).map(({ code }) => code);
    expect(refused).toEqual(['mat', 'toi-mat', 'tuyet-mat']);
    expect(refuseSecret('mat')).toMatchObject({ refused: true, rule: 'R-GEN-04', code: 'SECRECY.NOT_HERE' });
  });
});
