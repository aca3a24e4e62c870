import { describe, expect, test } from '@jest/globals';
import { isKind, kinds } from './kinds.js';
import { isNormativeKind, normativeKinds, normativeNumberAndSymbol, refuseNormativeDraft } from './normative-kinds.js';
import { parseNumberAndSymbol } from './number-and-symbol.js';

describe('normative documents', () => {
  test('R-DRF-02: none of them is one of the 29 kinds', () => {
    for (const { code } of normativeKinds) expect([isNormativeKind(code), isKind(code)]).toEqual([true, false]);
    for (const { code } of kinds) expect(isNormativeKind(code)).toBe(false);
  });

  test('R-DRF-02: they are registered, not drafted', () => {
    expect(refuseNormativeDraft('vbqppl-quyet-dinh')).toMatchObject({ rule: 'R-DRF-02', code: 'KIND.NORMATIVE' });
    expect(refuseNormativeDraft('quyet-dinh')).toBeNull();
  });

  test('R-OUT-12: their number carries the year', () => {
    expect(normativeNumberAndSymbol(5, 2025, 'QĐ-UBND')).toBe('05/2025/QĐ-UBND');
    expect(parseNumberAndSymbol(normativeNumberAndSymbol(30, 2020, 'NĐ-CP'))).toMatchObject({ number: 30, year: 2020 });
    expect(() => normativeNumberAndSymbol(0, 2025, 'QĐ-UBND')).toThrow(RangeError);
    expect(() => normativeNumberAndSymbol(1, 25, 'QĐ-UBND')).toThrow(RangeError);
  });
});
