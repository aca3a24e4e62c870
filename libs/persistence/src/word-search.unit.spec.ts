import { describe, expect, it } from '@jest/globals';
import { wordsOf, wordsQuery } from './word-search.js';

/** What PostgreSQL answers to `words @@ query`, for questions of this shape. */
const finds = (text: string, question: string): boolean =>
  (wordsQuery(question) ?? '').split(' & ').every((part) => {
    const [, word = '', open] = /^'(.*)'(:\*)?$/.exec(part) ?? [];
    return wordsOf(text).some((one) => (open ? one.startsWith(word) : one === word));
  });

describe('words that documents are found by', () => {
  it.each([
    ['Quyết định', 'quyet dinh'],
    ['QUYẾT ĐỊNH', 'Quyết định'],
    ['Nguyễn Thị Thuỷ', 'thủy'],
    ['hoà giải', 'hòa'],
    ['đường', 'duong'],
    ['Quyết định'.normalize('NFD'), 'quyết'],
    ['số 07/QĐ-UBND ngày', '7/qđ'],
    ['125/QĐ-UBND', '125/qd-ubnd'],
    ['125/QĐ-UBND', 'ubnd'],
    ['tháng 05', '5'],
    ['0007/QĐ-UBND', '07/QĐ'],
    ['(Số: 12/STC-NS),', '12/STC-NS'],
  ])('%s is found by %s', (text, question) => expect(finds(text, question)).toBe(true));

  it.each([
    ['báo cáo', 'bảo'],
    ['Quyết định', 'quyet nghi'],
    ['125/QĐ-UBND', '12/qđ'],
    ['125/QĐ-UBND', '25/qđ'],
    ['Quyết định', 'quy'],
  ])('%s is not found by %s', (text, question) => expect(finds(text, question)).toBe(false));

  it('reads a line of zeros as fast as any other', () => {
    const zeros = '0'.repeat(200_000);
    const begun = performance.now();
    expect([wordsOf(zeros), wordsOf(`${zeros}a`), wordsQuery(zeros)]).toEqual([['0'], [], `'0'`]);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  it('asks nothing when nothing is said, and takes signs of the query language for what they are', () => {
    expect(wordsQuery('  ')).toBeNull();
    expect(wordsQuery(`a' | !b:* & (c\\`)).toBe(`'a' & 'b' & 'c'`);
    expect(wordsOf('- / ...')).toEqual([]);
    expect(wordsQuery('%')).toBe(`'-'`);
  });
});
