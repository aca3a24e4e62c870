import { describe, expect, it } from '@jest/globals';
import { loadTinos } from './fonts.js';
import { printable, unprintable } from './printable.js';

const fonts = await loadTinos();

describe('what can be printed', () => {
  it.each([
    ['Quyết định số 1\tvà\n số 2', []],
    ['Quye\u0302\u0301t\u200b đi\u0323nh', []],
    ['Chúc mừng 😀 中 😀', ['😀', '中']],
    ['a\u0000b\u0001c\u0085d\ud800', ['\u0000', '\u0001', '\u0085', '\ud800']],
    ['x\u0323\u0302', ['\u0323', '\u0302']],
  ])('%j lacks %j', (text, missing) => {
    expect(unprintable(text, fonts)).toEqual(missing);
  });

  it('a value is printed with □ for what cannot be, and is left alone where nothing is missing', () => {
    const given = { level: 'roman', title: 'Chúc 😀 mừng', rows: [['a\u0000', null, 1]], text: 'Đủ\nchữ' };
    expect(printable(given, fonts)).toEqual({ ...given, title: 'Chúc □ mừng', rows: [['a□', null, 1]] });
    expect(unprintable(printable('😀\ud800中', fonts), fonts)).toEqual([]);
  });
});
