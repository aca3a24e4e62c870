import { describe, expect, test } from '@jest/globals';
import { create, type Font } from 'fontkit';
import { stacked } from '../../test/samples.js';
import { type Face, loadTinos } from './fonts.js';
import { TrueTypeFile, TrueTypeSubset } from './truetype-subset.js';

const faces: readonly Face[] = ['regular', 'bold', 'italic', 'boldItalic'];
const text = [...new Set(`${stacked}Số: 07/QĐ-UBND ngày 05 tháng 3 năm 2025`)];

const open = (bytes: Uint8Array) => create(Buffer.from(bytes)) as Font;

describe('subsets of TrueType fonts', () => {
  test.each(faces)('R-FMT-02: every glyph of %s has the outline and the width of the original', async (face) => {
    const { bytes } = (await loadTinos())[face];
    const before = Buffer.from(bytes);
    const original = open(bytes);
    const subset = new TrueTypeSubset(new TrueTypeFile(bytes));
    const numbers = text.map((letter) =>
      subset.includeGlyph(original.glyphForCodePoint(letter.codePointAt(0) ?? 0).id),
    );
    expect(numbers).toEqual(text.map((_, at) => at + 1));
    expect(subset.includeGlyph(original.glyphForCodePoint(text[0]?.codePointAt(0) ?? 0).id)).toBe(1);
    const small = open(subset.encode());
    text.forEach((letter, at) => {
      const expected = original.glyphForCodePoint(letter.codePointAt(0) ?? 0);
      const glyph = small.getGlyph(at + 1);
      expect({ letter, path: glyph.path.toSVG(), width: glyph.advanceWidth }).toEqual({
        letter,
        path: expected.path.toSVG(),
        width: expected.advanceWidth,
      });
    });
    expect(before.equals(bytes)).toBe(true);
    expect(small.numGlyphs).toBeGreaterThan(text.length);
    expect(small.numGlyphs).toBeLessThan(3 * text.length);
  });

  test('the checksums of the file are right', async () => {
    const { bytes } = (await loadTinos()).italic;
    const subset = new TrueTypeSubset(new TrueTypeFile(bytes));
    subset.includeGlyph({ id: 40 });
    const file = Buffer.from(subset.encode());
    let sum = 0;
    for (let at = 0; at < file.length; at += 4) sum = (sum + file.readUInt32BE(at)) >>> 0;
    expect(sum).toBe(0xb1b0afba);
    const tags = Array.from({ length: file.readUInt16BE(4) }, (_, at) =>
      file.toString('latin1', 12 + 16 * at, 16 + 16 * at),
    );
    expect(tags).toEqual([...tags].sort());
  });

  test('bytes that are no TrueType font are refused', () => {
    expect(() => new TrueTypeFile(Buffer.alloc(64))).toThrow(TypeError);
  });
});
