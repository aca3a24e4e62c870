import { describe, expect, it } from '@jest/globals';
import { WordMaker } from '../src/pdf/word-maker.js';

const look = {
  ...{ sizePt: 13, font: 'Times', isBold: false, isItalic: false, color: '#000000', isAnnotation: false },
  isHidden: false,
};

describe('words of glyphs', () => {
  it('have no NUL and no half letters, which fonts with a broken map to Unicode give and no database takes', () => {
    const words = new WordMaker();
    words.add('\u0000', [0, 0], [5, 0], look);
    words.add(' ', [5, 0], [8, 0], look);
    for (const [at, text] of ['S', '\u0000', 'ố', '\ud835'].entries()) words.add(text, [8 + at, 0], [9 + at, 0], look);
    words.add(' ', [12, 0], [15, 0], look);
    for (const [at, text] of ['\ud835', '\udc00'].entries()) words.add(text, [15 + at, 0], [16 + at, 0], look);
    expect(words.all().map(({ text }) => text)).toEqual(['Số', '\u{1d400}']);
  });
});
