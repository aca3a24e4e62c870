import { describe, expect, it } from '@jest/globals';
import { type ScanFacts, type ScanPage, scanProblem } from './scan-rules.js';

const page = (own: Partial<ScanPage> = {}): ScanPage => ({
  widthMm: 210,
  heightMm: 297,
  dpi: 200,
  isColour: true,
  ...own,
});
const scan = (own: Partial<ScanFacts> = {}): ScanFacts => ({ version: '1.4', pages: [page()], ...own });

describe('a scan of a paper document', () => {
  it.each([
    ['1.4, colour, 200 dpi, A4', scan()],
    [
      'PDF 2.0, two pages, one across',
      scan({ version: '2.0', pages: [page(), page({ widthMm: 297, heightMm: 210 })] }),
    ],
    ['with a rim', scan({ pages: [page({ widthMm: 216, heightMm: 300 })] })],
  ])('R-IN-16: %s is taken', (_, facts) => expect(scanProblem(facts)).toBeNull());

  it.each([
    ['PDF 1.3', scan({ version: '1.3' }), /1\.4/],
    ['no version', scan({ version: undefined }), /1\.4/],
    ['a page without picture', scan({ pages: [page(), page({ dpi: 0 })] }), /trang 2 không có ảnh/],
    ['150 dpi', scan({ pages: [page({ dpi: 150 })] }), /150 dpi/],
    ['grey', scan({ pages: [page({ isColour: false })] }), /ảnh màu/],
    ['half size', scan({ pages: [page({ widthMm: 148, heightMm: 210 })] }), /148 × 210 mm/],
    ['nothing', scan({ pages: [] }), /không có trang/],
  ])('R-IN-16: %s is refused with the reason', (_, facts, why) => expect(scanProblem(facts)).toMatch(why));
});
