import { describe, expect, it } from '@jest/globals';
import { hasSecrecyMark } from './secrecy-mark.js';

describe('R-GEN-04 marks of secrecy', () => {
  it.each([
    'MẬT',
    'Mật',
    ' tối mật ',
    '(TUYỆT MẬT)',
    'Độ mật: Tối mật',
    'độ mật : mật',
    'Kế hoạch [MẬT] năm 2025',
    'TỐI MẬT - Kế hoạch',
    'MẬT: phương án',
  ])('R-GEN-04 refused: %s', (text) => expect(hasSecrecyMark(text)).toBe(true));
  it('R-GEN-04 refused also when written with combining marks', () =>
    expect(hasSecrecyMark('TUYỆT MẬT'.normalize('NFD'))).toBe(true));
  it.each([
    'bảo vệ bí mật nhà nước',
    'mật độ dân số',
    'BẢO VỆ BÍ MẬT NHÀ NƯỚC',
    'Mật ong và sản phẩm',
    'độ mật của văn bản',
  ])('R-GEN-04 lawful: %s', (text) => expect(hasSecrecyMark(text)).toBe(false));
});
