import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadTinos } from './fonts.js';
import { clean, cleanAll, Measure, wordsOf } from './text.js';

let measure: Measure;
beforeAll(async () => {
  measure = new Measure(await loadTinos());
});

const textOf = (lines: { words: readonly { text: string }[] }[]) =>
  lines.map((line) => line.words.map((word) => word.text).join(' '));

describe('text', () => {
  test.each([
    ['  Tổ\tcông \r\n tác ', 'Tổ công tác'],
    ['Tổ'.normalize('NFD'), 'Tổ'],
    ['văn\u200bbản\ufeff', 'vănbản'],
    ['Điều\u00a01', 'Điều\u00a01'],
    ['chính trị \u2010 xã hội', 'chính trị - xã hội'],
  ])('%j is printed as %j', (text, printed) => {
    expect(clean(text)).toBe(printed);
  });

  test('every string of a value is cleaned, everything else kept', () => {
    expect(cleanAll({ a: [' x ', { b: 'é' }], n: 1, z: null })).toEqual({ a: ['x', { b: 'é' }], n: 1, z: null });
  });

  test('lines are broken between words and never wider than the room', () => {
    const lines = measure.lines(
      wordsOf('Ủy ban nhân dân xã Châu Minh đề nghị các cơ quan, đơn vị thực hiện', 'regular'),
      14,
      150,
      110,
    );
    expect(lines.length).toBeGreaterThan(2);
    expect(lines[0]?.width).toBeLessThanOrEqual(110);
    for (const line of lines) expect(line.width).toBeLessThanOrEqual(150.01);
    expect(textOf(lines).join(' ')).toBe('Ủy ban nhân dân xã Châu Minh đề nghị các cơ quan, đơn vị thực hiện');
  });

  test('a word wider than a line is cut, not lost', () => {
    const address = `https://${'vanban'.repeat(20)}.example`;
    const lines = measure.lines(wordsOf(address, 'regular'), 14, 200);
    expect(lines.length).toBeGreaterThan(2);
    expect(textOf(lines).join('')).toBe(address);
  });

  test('words bound by a no-break space stay together', () => {
    expect(textOf(measure.lines(wordsOf('a Điều\u00a01.', 'bold'), 14, 45))).toEqual(['a', 'Điều\u00a01.']);
  });

  test('titles break into lines of about equal length', () => {
    const lines = measure.balanced(
      wordsOf('Về việc phê duyệt kế hoạch lựa chọn nhà thầu các gói thầu', 'bold'),
      14,
      300,
    );
    expect(lines).toHaveLength(2);
    expect(Math.abs((lines[0]?.width ?? 0) - (lines[1]?.width ?? 0))).toBeLessThan(60);
  });
});
