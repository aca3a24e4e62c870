import { describe, expect, test } from '@jest/globals';
import { figures, long } from '../../test/kind-samples.js';
import { boxes, layOut, layOutSample, right, sample } from '../../test/laid-out.js';
import { testWith, words } from '../../test/poppler.js';
import type { GeneralContent } from './document-content.js';
import type { RectMm } from './layout-result.js';

const extraction = testWith('pdftotext');

describe('annexes in the file', () => {
  test('R-FMT-08: two annexes are numbered in Roman, pages anew in each, wide ones lie on their side', async () => {
    const content = sample('bao-cao') as GeneralContent;
    const annexes: GeneralContent['annexes'] = [
      { title: 'Một', body: Array.from({ length: 40 }, () => long) as [string] },
      { title: 'Hai', landscape: true, body: [figures] },
    ];
    const result = await layOut({ ...content, annexes });
    const headings = boxes(result, 'annex-heading');
    expect(headings).toHaveLength(2);
    const [first, second] = headings as [(typeof headings)[0], (typeof headings)[0]];
    const numbered = boxes(result, 'page-number').map(({ page }) => page);
    expect(numbered).not.toContain(first.page);
    expect(numbered).not.toContain(second.page);
    expect(numbered).toContain(first.page + 1);
    expect(second.rectMm.x + second.rectMm.width / 2).toBeCloseTo(156, 0);
    expect(right(boxes(result, '6').find(({ page }) => page === second.page)?.rectMm as RectMm)).toBeCloseTo(282, 0);
  });

  extraction('R-FMT-08: one annex has no number, and a document issued with a decision is none of them', async () => {
    const text = words((await layOutSample('quyet-dinh')).pdf);
    expect(text).toContain('Phụ lục DANH SÁCH');
    expect(text).toContain('QUY CHẾ Quản lý và sử dụng');
    expect(text).toContain('(Ban hành kèm theo Quyết định số ……');
    expect(words((await layOutSample('bao-cao')).pdf)).toMatch(/Phụ lục I THỐNG KÊ .* Phụ lục II DANH MỤC/);
  });

  extraction('R-ORG-09: (Kèm theo …) is filled on paper only', async () => {
    const electronic = words((await layOutSample('bao-cao')).pdf);
    expect(electronic).toContain('(Kèm theo Báo cáo số ………… ngày …… tháng …… năm …… của …………)');
    const paper = words(
      (await layOut(sample('bao-cao'), { paper: { number: '07', date: 'ngày 05 tháng 3 năm 2023' } })).pdf,
    );
    expect(paper).toContain(
      '(Kèm theo Báo cáo số 07/BC-UBND ngày 05 tháng 3 năm 2023 của Ủy ban nhân dân huyện Châu Minh)',
    );
  });
});

describe('the copy for the ink signature', () => {
  test('the same boxes at the same places, and no field', async () => {
    for (const kind of ['quyet-dinh', 'bien-ban', 'giay-moi'] as const) {
      const [electronic, paper] = await Promise.all([
        layOut(sample(kind)),
        layOut(sample(kind), { paper: { number: null, date: null } }),
      ]);
      expect(paper.boxes).toEqual(electronic.boxes);
      expect(paper.fields).toEqual([]);
      expect(Buffer.from(paper.pdf).toString('latin1')).not.toMatch(/\/AcroForm|\/Widget/);
    }
  });

  extraction('number and date are printed when they are known', async () => {
    const text = words(
      (await layOut(sample('quyet-dinh'), { paper: { number: '07', date: 'ngày 05 tháng 3 năm 2025' } })).pdf,
    );
    expect(text).toMatch(/Số: 07\/QĐ-UBND/);
    expect(text).toContain('Châu Minh, ngày 05 tháng 3 năm 2025');
  });
});
