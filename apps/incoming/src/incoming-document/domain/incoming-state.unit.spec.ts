import { describe, expect, it } from '@jest/globals';
import { whyDuplicateVi } from './duplicates.js';
import { fold, numberKey } from './fold.js';
import { checkTransitions, mayBecome, transitions } from './incoming-state.js';

describe('the states of a reception', () => {
  it('a table with a state that nothing leads to is refused at start-up', () => {
    expect(() => checkTransitions({ a: ['b'], b: [], c: [] }, 'a')).toThrow('unreachable c');
    expect(() => checkTransitions({ a: ['d'] }, 'a')).toThrow('undeclared d');
    expect(() => checkTransitions(transitions, 'arrived')).not.toThrow();
  });
  it('R-IN-01: nothing is registered that was not checked', () => {
    expect(Object.entries(transitions).filter(([, to]) => to.includes('registered'))).toEqual([
      ['checked', transitions.checked],
    ]);
    expect(mayBecome('arrived', 'registered')).toBe(false);
  });
  it('R-IN-02: what has a number is not returned any more', () => {
    for (const state of ['registered', 'submitted', 'directed', 'in-progress', 'completed'] as const) {
      expect(mayBecome(state, 'returned')).toBe(false);
    }
  });
});

describe('comparing', () => {
  it('folds marks, case and blanks', () => {
    expect(fold('  Sở  Tài chính ĐÔNG Đô ')).toBe('so tai chinh dong do');
    expect(numberKey('07 / QĐ-UBND')).toBe(numberKey('7/qd-ubnd'));
    expect(numberKey('70/QĐ-UBND')).not.toBe(numberKey('7/QĐ-UBND'));
  });
  const one = {
    outgoingDocumentId: null,
    fileSha256: 'a',
    numberAndSymbol: '128/STC-NS',
    documentDate: '2025-03-10',
    senderAgencyId: null,
    senderName: 'Sở Tài chính',
  };
  it.each([
    [
      'the same identifier',
      { outgoingDocumentId: 'x' },
      { outgoingDocumentId: 'x', fileSha256: 'b', numberAndSymbol: '9/A' },
      true,
    ],
    ['the same file', {}, { numberAndSymbol: '9/A' }, true],
    ['the same number, symbol and agency', {}, { fileSha256: 'b', senderName: 'SỞ TÀI CHÍNH' }, true],
    ['another year', {}, { fileSha256: 'b', documentDate: '2024-03-10' }, false],
    ['another agency', {}, { fileSha256: 'b', senderName: 'Sở Nội vụ' }, false],
    ['another agency of the same name', { senderAgencyId: 'p' }, { fileSha256: 'b', senderAgencyId: 'q' }, false],
  ])('R-IN-05: %s', (_, left, right, same) => {
    expect(whyDuplicateVi({ ...one, ...left }, { ...one, ...right }) !== null).toBe(same);
  });
});
