import { describe, expect, test } from '@jest/globals';
import { attachmentMark, copyMark, textMarkStyle } from './text-marks.js';

describe('text marks of the organisation', () => {
  test('R-ORG-07: a separate attachment shows number, symbol and the time with its zone', () => {
    expect(attachmentMark('125/QĐ-UBND', new Date('2025-03-05T09:48:07Z'))).toBe(
      'Số: 125/QĐ-UBND; 05/03/2025; 16:48:07 +07:00',
    );
  });

  test('R-CPY-03: an electronic copy shows its form, the agency and the time', () => {
    expect(copyMark('sao-y', 'Ủy ban nhân dân xã Châu Minh', new Date('2025-03-06T01:15:30Z'))).toBe(
      'Sao y; Ủy ban nhân dân xã Châu Minh; 06/03/2025; 08:15:30 +07:00',
    );
  });

  test('R-ORG-06: marks are 10 pt, black, upright, at the top right', () => {
    expect(textMarkStyle).toEqual({ sizePt: 10, italic: false, bold: false, color: 'black', corner: 'top-right' });
  });
});
