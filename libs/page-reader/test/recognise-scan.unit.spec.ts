import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { GreyPicture } from '@vanthu/decree30';
import { pdfOfPages } from '@vanthu/testing';
import { findRecogniser, isReadingRefusal, readFields, recogniseScan, renderFirstPage } from '../src/index.js';
import { extractPdfText } from '../src/pdf/extract-pdf-text.js';
import { mendedWords } from '../src/scan/mended-words.js';
import { softened } from '../src/scan/soften.js';
import { straightened } from '../src/scan/straighten.js';
import { compare } from './compare.js';
import type { Expected } from './pages/varied.js';

const programs = findRecogniser(process.env.PATH);
const pages = join(import.meta.dirname, 'pages/tuned');

(programs ? describe : describe.skip)('scans of 200 dpi [skipped without tesseract and pdftoppm]', () => {
  const { tesseract = '', renderer = '' } = programs ?? {};

  it('give at least 90 % of the nine fields that fill the clerk’s form', async () => {
    const expected = JSON.parse(readFileSync(join(pages, 'expected.json'), 'utf8')) as Record<string, Expected>;
    const results = [];
    for (const name of ['01-quyet-dinh', '06-cong-van']) {
      const { place, capacityLines, recipients, ...nine } = expected[name] as Expected;
      const drawn = await renderFirstPage(readFileSync(join(pages, `${name}.pdf`)), { renderer, dpi: 200 });
      if (drawn === null) throw new Error(`${name} could not be drawn`);
      const scan = pdfOfPages([drawn]);
      const born = await extractPdfText(scan);
      expect(isReadingRefusal(born) || born.pages.some(({ words }) => words.length > 0)).toBe(false);
      const text = await recogniseScan(scan, { tesseract, renderer, pages: 1 });
      if (isReadingRefusal(text)) throw new Error(text.code);
      results.push(compare(name, nine, readFields(text)));
    }
    const all = results.reduce((sum, one) => sum + one.all, 0);
    const wrong = results.flatMap((one) => one.wrong);
    console.log(`scans: ${all - wrong.length} of ${all} fields right\n${wrong.join('\n')}`);
    expect((all - wrong.length) / all).toBeGreaterThanOrEqual(0.9);
  }, 120_000);

  it('are given up when the time is over', async () => {
    const scan = readFileSync(join(pages, '01-quyet-dinh.pdf'));
    expect(await recogniseScan(scan, { tesseract, renderer, pages: 1, timeLimitMs: 1 })).toMatchObject({
      code: 'PAGES.TOO_LONG',
    });
  });

  it('are refused when nothing can be drawn of them', async () => {
    expect(await recogniseScan(Buffer.from('%PDF-1.7 broken'), { tesseract, renderer, pages: 1 })).toMatchObject({
      code: 'PAGES.DAMAGED',
    });
  });
});

describe('words of the field', () => {
  const mended = (text: string) =>
    mendedWords(text.split(' ').map((one) => ({ text: one })))
      .map((word) => word.text)
      .join(' ');
  it.each([
    ['TUQ. CHU TỊCH', 'TUQ. CHỦ TỊCH'],
    ['Uy ban nhân dân các xã', 'Ủy ban nhân dân các xã'],
    ['SỞ TÀI CHINH', 'SỞ TÀI CHÍNH'],
    ['Cống Thông tin điện tử; Báo', 'Cổng Thông tin điện tử; Báo'],
    ['(Hà Nôi),', '(Hà Nội),'],
    // One word alone may be another: nothing is guessed.
    ['Ông Chu Văn An', 'Ông Chu Văn An'],
  ])('"%s" is "%s"', (seen, right) => expect(mended(seen)).toBe(right));
});

describe('a sheet that lies askew', () => {
  /** Level lines of ink, turned by so many degrees. */
  function lines(degrees: number): GreyPicture {
    const [width, height] = [800, 1000];
    const dots = new Uint8Array(width * height).fill(240);
    const slope = Math.tan((degrees * Math.PI) / 180);
    for (let line = 100; line < 900; line += 40)
      for (let x = 60; x < 740; x += 1)
        for (let y = 0; y < 8; y += 1) dots[Math.round(line + y - slope * (x - 400)) * width + x] = 20;
    return { width, height, dots, dpi: 100 };
  }
  /** Rows without ink between the lines: none when they run into each other. */
  const blankRows = ({ width, height, dots }: GreyPicture) =>
    Array.from({ length: height }, (_, y) =>
      dots.subarray(y * width + 100, y * width + 700).every((dot) => dot > 128),
    ).filter(Boolean).length;

  it.each([-1.5, 0.7, 2])('of %d degrees is put straight', (degrees) => {
    const askew = lines(degrees);
    expect(blankRows(straightened(askew))).toBeGreaterThan(blankRows(askew) + 50);
  });

  it('that is straight stays as it is', () => {
    const straight = lines(0);
    expect(straightened(straight)).toBe(straight);
  });

  it('has its paper made white and its ink black', () => {
    const { dots } = softened(lines(0));
    expect([...new Set(dots)].sort((a, b) => a - b)).toEqual(expect.arrayContaining([0, 255]));
  });
});
