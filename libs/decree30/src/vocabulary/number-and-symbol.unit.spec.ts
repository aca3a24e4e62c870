import { describe, expect, test } from '@jest/globals';
import { isRuleRefusal } from '../refusal.js';
import {
  copySymbol,
  isAbbreviation,
  numberAndSymbol,
  parseNumberAndSymbol,
  printNumber,
  symbol,
} from './number-and-symbol.js';

describe('number', () => {
  test.each([
    [1, '01'],
    [7, '07'],
    [9, '09'],
    [10, '10'],
    [125, '125'],
    [12345, '12345'],
  ])('R-OUT-11: %d prints as %s', (number, printed) => {
    expect(printNumber(number)).toBe(printed);
  });

  test.each([0, -1, 1.5, Number.NaN])('R-OUT-11: %d is no document number', (number) => {
    expect(() => printNumber(number)).toThrow(RangeError);
  });
});

describe('symbol', () => {
  test.each([
    ['quyet-dinh', 'UBND', null, 'QĐ-UBND'],
    ['quyet-dinh', 'UBND', 'VX', 'QĐ-UBND'],
    ['to-trinh', 'STC', null, 'TTr-STC'],
    ['quy-dinh', 'BNV', null, 'QyĐ-BNV'],
    ['cong-van', 'UBND', 'VX', 'UBND-VX'],
    ['cong-van', 'BNV', 'VP', 'BNV-VP'],
    ['cong-van', 'UBND', null, 'UBND'],
    ['cong-van', 'STC', 'TCHC-QT', 'STC-TCHC-QT'],
  ] as const)('R-OUT-12: %s of %s, unit %s, is %s', (kind, agencyAbbreviation, unitAbbreviation, expected) => {
    expect(symbol({ kind, agencyAbbreviation, unitAbbreviation })).toBe(expected);
  });

  test.each(['', 'UB ND', 'ubnd', 'UBND/VX', 'UBND-'])('R-OUT-12: "%s" cannot stand in a symbol', (abbreviation) => {
    expect(() => symbol({ kind: 'quyet-dinh', agencyAbbreviation: abbreviation, unitAbbreviation: null })).toThrow(
      RangeError,
    );
  });

  test('R-OUT-12: decomposed letters are composed', () => {
    expect(symbol({ kind: 'bao-cao', agencyAbbreviation: 'ĐƯ'.normalize('NFD'), unitAbbreviation: null })).toBe(
      'BC-ĐƯ',
    );
    expect(isAbbreviation('TTg')).toBe(true);
  });

  test('R-CPY-04: copies on paper are numbered SY-, SL-, TrS-', () => {
    expect(numberAndSymbol(5, copySymbol('sao-y', 'UBND'))).toBe('05/SY-UBND');
    expect(copySymbol('trich-sao', 'UBND')).toBe('TrS-UBND');
  });
});

describe('printed number and symbol', () => {
  test.each([
    ['07/QĐ-UBND', 7, null, 'QĐ-UBND', 'quyet-dinh'],
    ['15/QĐ-BNV', 15, null, 'QĐ-BNV', 'quyet-dinh'],
    ['12/UBND-VX', 12, null, 'UBND-VX', null],
    ['125/TTr-STC', 125, null, 'TTr-STC', 'to-trinh'],
    ['1234/QĐ-TTg', 1234, null, 'QĐ-TTg', 'quyet-dinh'],
    ['30/2020/NĐ-CP', 30, 2020, 'NĐ-CP', null],
    ['08/UBND', 8, null, 'UBND', null],
    ['99/BC-ĐĐBQH', 99, null, 'BC-ĐĐBQH', 'bao-cao'],
    ['45/KH-ƯBMT.TQ', 45, null, 'KH-ƯBMT.TQ', 'ke-hoach'],
  ])('R-OUT-12: %s is read', (text, number, year, documentSymbol, kind) => {
    expect(parseNumberAndSymbol(text)).toEqual({ number, year, symbol: documentSymbol, kind });
    expect(parseNumberAndSymbol(text.normalize('NFD'))).toEqual({ number, year, symbol: documentSymbol, kind });
    if (year === null) expect(numberAndSymbol(number, documentSymbol)).toBe(text);
  });

  test.each([
    ['R-OUT-11', '7/QĐ-UBND', 'NUMBER.LEADING_ZERO'],
    ['R-OUT-11', '007/QĐ-UBND', 'NUMBER.LEADING_ZERO'],
    ['R-OUT-11', '012/QĐ-UBND', 'NUMBER.LEADING_ZERO'],
    ['R-OUT-12', '00/QĐ-UBND', 'NUMBER.SHAPE'],
    ['R-OUT-12', '07 /QĐ-UBND', 'NUMBER.SPACES'],
    ['R-OUT-12', '07/QĐ - UBND', 'NUMBER.SPACES'],
    ['R-OUT-12', 'QĐ-UBND', 'NUMBER.SHAPE'],
    ['R-OUT-12', '07-QĐ/UBND', 'NUMBER.SHAPE'],
    ['R-OUT-12', '07/', 'NUMBER.SHAPE'],
    ['R-OUT-12', '07/qđ-ubnd', 'NUMBER.SHAPE'],
    ['R-OUT-12', '', 'NUMBER.SHAPE'],
  ])('%s: "%s" is refused', (rule, text, code) => {
    const parsed = parseNumberAndSymbol(text);
    expect(isRuleRefusal(parsed)).toBe(true);
    expect(parsed).toMatchObject({ rule, code });
  });
});
