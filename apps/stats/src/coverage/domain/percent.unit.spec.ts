import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '@vanthu/contracts';
import { figuresOf, noCounts, sentenceVi } from './figures.js';
import { countVi, hundredths, percentText, percentVi } from './percent.js';

describe('a percentage is computed from its parts in integers, two decimals, half up', () => {
  it.each([
    [617, 623, '99.04'],
    [623, 623, '100.00'],
    [0, 623, '0.00'],
    [1, 3, '33.33'],
    [2, 3, '66.67'],
    [1, 8, '12.50'],
    // 1 of 20,000 is 0.005 %: a half goes up.
    [1, 20_000, '0.01'],
    [15, 151, '9.93'],
    [149, 4608, '3.23'],
    [1637, 4432, '36.94'],
    [9_999_999, 10_000_000, '100.00'],
  ])('%i of %i is %s', (numerator, denominator, expected) => {
    const value = hundredths(numerator, denominator);
    expect(isRefusal(value) ? value : percentText(value)).toBe(expected);
  });

  it('of nothing there is none', () => {
    expect(hundredths(0, 0)).toBeNull();
    expect(percentText(null)).toBeNull();
  });

  it('a numerator above its denominator is refused', () => {
    expect(hundredths(431, 429)).toMatchObject({
      code: 'STATS.NUMERATOR_ABOVE',
      message: 'Tử số lớn hơn mẫu số (431/429).',
    });
    expect(hundredths(1, 0)).toMatchObject({ code: 'STATS.NUMERATOR_ABOVE' });
  });

  it('is written with a decimal comma, thousands with a point', () => {
    expect(percentVi(9904)).toBe('99,04%');
    expect(percentVi(5)).toBe('0,05%');
    expect(countVi(1506)).toBe('1.506');
    expect(countVi(623)).toBe('623');
    expect(countVi(1_234_567)).toBe('1.234.567');
  });
});

describe('the sentence', () => {
  it('counts its numbers', () => {
    expect(sentenceVi({ ...noCounts, both: 617, organisationOnly: 6 })).toBe(
      '617/623 văn bản đi có đủ chữ ký số của lãnh đạo và của cơ quan, đạt 99,04%.',
    );
  });
  it('names what is left out, and says when there is nothing', () => {
    expect(sentenceVi({ ...noCounts, both: 1, excluded: 2 })).toContain('(không tính 2 văn bản thuộc diện loại trừ)');
    expect(sentenceVi(noCounts)).toBe('Trong kỳ không có văn bản đi nào được tính.');
  });
  it('figures: the rate is both ÷ (issued − excluded)', () => {
    expect(figuresOf({ both: 1, personalOnly: 1, organisationOnly: 1, unsigned: 1, excluded: 4 })).toMatchObject({
      issued: 8,
      excluded: 4,
      signed: 3,
      percentBoth: '25.00',
      percentSigned: '75.00',
    });
  });
});
