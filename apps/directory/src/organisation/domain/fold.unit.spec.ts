import { describe, expect, it } from '@jest/globals';
import { fold, wordPatterns } from './fold.js';

describe('folding of names', () => {
  it.each([
    ['Ủy ban nhân dân huyện Gò Công Tây', 'uy ban nhan dan huyen go cong tay'],
    ['Đồng Tháp', 'dong thap'],
    ['đường Nguyễn-Huệ', 'duong nguyen hue'],
    ['Sở  Tài chính', 'so tai chinh'],
    // The same word typed with combining marks, as some keyboards do.
    ['Sở Tài chính'.normalize('NFD'), 'so tai chinh'],
    ['THÀNH PHỐ HỒ CHÍ MINH', 'thanh pho ho chi minh'],
  ])('%s is found as %s', (name, folded) => expect(fold(name)).toBe(folded));

  it('leaves nothing of LIKE’s own signs in a pattern', () => {
    expect(wordPatterns('100%_tây\\')).toEqual(['% 100%', '% tay%']);
  });
});
