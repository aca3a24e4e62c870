import { describe, expect, test } from '@jest/globals';
import { figures, head, long } from '../../test/kind-samples.js';
import { boxes, layOut, layOutSample } from '../../test/laid-out.js';
import { testWith, words } from '../../test/poppler.js';
import type { DocumentContent, GeneralContent } from './document-content.js';
import type { LayoutError } from './layout-result.js';

const extraction = testWith('pdftotext');

describe('divisions', () => {
  const body = (items: GeneralContent['body']): DocumentContent => ({
    ...head('quy-che', 'Về việc thử'),
    kind: 'quy-che',
    body: items,
  });

  extraction(
    'R-FMT-04: chapters and articles count through, clauses and points anew, points by the Vietnamese alphabet',
    async () => {
      const text = words((await layOutSample('quy-che')).pdf);
      for (const line of [
        'Chương I QUY ĐỊNH CHUNG',
        'Chương II',
        'Mục 1 QUẢN LÝ',
        'Mục 2 SỬ DỤNG',
        'Điều 2. Trách nhiệm',
        'Điều 4. Quy chế',
      ])
        expect(text).toContain(line);
      for (const line of ['a) Các phòng', 'b) Ủy ban', 'c) Các đơn vị', 'd) Các tổ chức', 'đ) Cán bộ'])
        expect(text).toContain(line);
    },
  );

  extraction(
    'R-FMT-04: the division phần, mục, khoản, điểm: Roman numbers in capitals, clauses anew in each',
    async () => {
      const text = words((await layOutSample('bao-cao')).pdf);
      for (const line of [
        'I. KẾT QUẢ THỰC HIỆN',
        '2. Xây dựng và phát triển',
        'II. NHỮNG HẠN CHẾ',
        'III. PHƯƠNG HƯỚNG',
        '1. Các phòng, ban',
      ])
        expect(text).toContain(line);
    },
  );

  extraction(
    'R-FMT-04: the text of a division goes on behind its number, below its title where it has one',
    async () => {
      const items = [
        { level: 'chapter', title: 'Một', text: 'Lời dẫn.' },
        { level: 'article', title: 'Hai', text: 'Nội dung điều.' },
        { level: 'clause', title: 'Ba', text: 'Nội dung khoản.' },
        { level: 'point', text: 'Nội dung điểm.' },
        { level: 'roman', text: 'Nội dung mục' },
      ] as const;
      expect(words((await layOut(body(items))).pdf)).toContain(
        'Chương I MỘT Lời dẫn. Điều 1. Hai Nội dung điều. 1. Ba Nội dung khoản. a) Nội dung điểm. I. Nội dung mục./.',
      );
    },
  );

  extraction('R-FMT-04: a heading is never the last thing on a page', async () => {
    const onFirst = new Set<boolean>();
    for (let before = 17; before <= 26; before += 1) {
      const lines = Array.from({ length: before }, () => 'Một dòng.');
      const result = await layOut(body(['Mở đầu.', ...lines, { level: 'clause', title: 'Tiêu đề' }, long, long, long]));
      const first = words(result.pdf, 1);
      expect({ before, last: first.endsWith('Tiêu đề') }).toEqual({ before, last: false });
      onFirst.add(first.includes('Tiêu đề'));
    }
    expect(onFirst).toEqual(new Set([true, false]));
  });

  test('R-FMT-04: the signature never stands on a page without at least two lines of the body', async () => {
    const twoLines = (2 * 14 * 1.15 * 1.1 * 25.4) / 72 - 1;
    const pages = new Set<number>();
    for (let count = 3; count <= 40; count += 1) {
      const lines = Array.from({ length: count }, () => 'Một dòng.');
      const result = await layOut(body(['Mở đầu.', ...lines, 'Dòng cuối.']));
      const [title] = boxes(result, '7a');
      const text = boxes(result, '6').find(({ page }) => page === title?.page)?.rectMm;
      expect({ count, lines: (text?.height ?? 0) >= twoLines }).toEqual({ count, lines: true });
      pages.add(result.pages);
    }
    expect(pages).toEqual(new Set([1, 2]));
  });
});

describe('tables', () => {
  const rows = Array.from({ length: 60 }, (_, at) => [
    String(at + 1),
    `Đơn vị số ${at + 1}`,
    '10',
    '10',
    '100,00',
    long.slice(0, (at % 5) * 40),
  ]);
  const content: GeneralContent = {
    ...head('bao-cao', 'Bảng dài'),
    kind: 'bao-cao',
    body: ['Số liệu:', { ...figures, rows }, 'Hết.'],
  };

  extraction('R-FMT-04: the heading is repeated on every page, and no row is lost', async () => {
    const result = await layOut(content);
    expect(result.pages).toBeGreaterThan(3);
    const text = words(result.pdf);
    const withTable = boxes(result, '6').filter(({ rectMm }) => rectMm.width > 164);
    expect(text.match(/STT/g)).toHaveLength(withTable.length);
    for (const [, name = ''] of rows) expect(text).toContain(name);
  });

  test('a row taller than a page is set over several pages', async () => {
    const tall = await layOut({
      ...content,
      body: ['Số liệu:', { columns: figures.columns, rows: [['1', long.repeat(9)]] }],
    });
    expect(tall.pages).toBeGreaterThan(2);
  });

  test('a row with too many cells and a division without words are refused with sentences', async () => {
    const wrong = {
      ...content,
      body: ['Số liệu:', { columns: [{ heading: 'A' }], rows: [['1'], ['1', '2']] }, { level: 'clause' }],
    } as GeneralContent;
    const refused = await layOut(wrong).catch((error: unknown) => error);
    expect((refused as LayoutError).problems).toEqual([
      'Dòng 2 của bảng có 2 ô, bảng có 1 cột.',
      'Khoản không có tiêu đề và nội dung.',
    ]);
  });
});
