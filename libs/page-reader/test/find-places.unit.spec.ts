import { describe, expect, test } from '@jest/globals';
import { findPlaces } from '../src/places/find-places.js';
import { printedText } from '../src/printed-text.js';
import type { DocumentText, Word } from '../src/text.js';

/** A page from lines: each word as wide as its letters, on the line and from the edge given. */
const line = (text: string, x: number, baseline: number, own: Partial<Word> = {}): Word[] => {
  let at = x;
  return text.split(/(\s+)/).flatMap((part) => {
    const width = part.length * 2;
    at += width;
    if (part.trim() === '') return [];
    return [
      {
        ...{ text: part, x: at - width, width, baseline, sizePt: 13, font: 'TimesNewRomanPSMT' },
        ...{ isBold: false, isItalic: false, color: '#000000', isAnnotation: false, isHidden: false },
        ...own,
      },
    ];
  });
};
const pageOf = (words: readonly Word[]): DocumentText => ({
  source: 'pdf',
  positions: 'measured',
  pages: [{ number: 1, widthMm: 210, heightMm: 297, margins: null, words, strokes: [] }],
});
const wanted = {
  signers: [{ field: 'ky_ca_nhan_1', name: 'Trần Văn Bình' }],
  seal: { field: 'ky_co_quan_1', sealMm: 36 },
  dated: true,
};
const nation = line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 100, 24, { isBold: true });
const head = (number: string, date: string): Word[] => [...nation, ...line(number, 32, 38), ...line(date, 100, 38.4)];
const kinds = (text: DocumentText) => findPlaces(text, wanted).places.map(({ kind, isFound }) => [kind, isFound]);

describe('places that are left for what comes later', () => {
  test.each([
    ['blanks', 'Số:        /KH-UBND', 'Châu Minh, ngày      tháng      năm'],
    ['dots', 'Số: ....../KH-UBND', 'Châu Minh, ngày .... tháng .... năm ......'],
    ['dots without a blank', 'Số:....../KH-UBND', 'Châu Minh, ngày……tháng……năm……'],
  ])('number and the three figures of the date: %s', (_, number, date) => {
    const { places, printed } = findPlaces(pageOf(head(number, date)), wanted);
    expect(places.slice(0, 4).map(({ name, isFound }) => [name, isFound])).toEqual([
      ['so_van_ban', true],
      ['ngay_ban_hanh_ngay', true],
      ['ngay_ban_hanh_thang', true],
      ['ngay_ban_hanh_nam', true],
    ]);
    expect(printed).toEqual({ number: null, day: null, month: null, year: null });
  });

  test('the number ends at the slash, whatever room there is', () => {
    const words = head('Số:   /KH-UBND', 'Châu Minh, ngày      tháng      năm');
    const slash = words.find(({ text }) => text.startsWith('/'));
    const [place] = findPlaces(pageOf(words), wanted).places;
    if (!slash || !place) throw new Error('no number');
    expect(place.rect.x + place.rect.width).toBeCloseTo(slash.x - 0.2 + (2 * 25.4) / 72, 3);
    expect(place.rect.width).toBeGreaterThan(9);
  });

  test('figures that are typed already are told and get no field; a year may be typed', () => {
    const text = pageOf(head('Số: 15/KH-UBND', 'Châu Minh, ngày      tháng      năm 2026'));
    const { places, printed } = findPlaces(text, wanted);
    expect(printed).toEqual({ number: '15', day: null, month: null, year: '2026' });
    expect(places.map(({ kind }) => kind)).toEqual(['number', 'day', 'month', 'signature', 'seal']);
  });

  test('between title and name, where the document ends and not where the name is mentioned; the seal over its left third', () => {
    const text = pageOf([
      ...head('Số:        /KH-UBND', 'Châu Minh, ngày      tháng      năm'),
      ...line('Giao ông Trần Văn Bình chủ trì.', 40, 90),
      ...line('KT. CHỦ TỊCH', 140, 150, { isBold: true }),
      ...line('PHÓ CHỦ TỊCH', 140, 156, { isBold: true }),
      ...line('Thiếu tá Trần Văn Bình', 132, 192, { isBold: true }),
    ]);
    const { places } = findPlaces(text, wanted);
    const [signature, seal] = places.slice(-2);
    if (!signature || !seal) throw new Error('no signature');
    expect(signature.isFound && seal.isFound).toBe(true);
    expect(signature.rect.y).toBeGreaterThan(156);
    expect(signature.rect.y + signature.rect.height).toBeLessThan(190);
    const covered = seal.rect.x + seal.rect.width - signature.rect.x;
    expect(covered / signature.rect.width).toBeCloseTo(1 / 3, 6);
    expect([seal.rect.width, seal.rect.height]).toEqual([36, 36]);
  });

  test('what is not found is proposed and says so; minutes have no date', () => {
    const text = pageOf(line('Một trang không có gì.', 40, 90));
    expect(kinds(text)).toEqual([
      ['number', false],
      ['date', false],
      ['signature', false],
      ['seal', false],
    ]);
    expect(findPlaces(text, { ...wanted, dated: false }).places.map(({ kind }) => kind)).not.toContain('date');
  });

  test('places of a page that was not measured are not guessed', () => {
    expect(() => findPlaces({ ...pageOf(nation), positions: 'assumed' }, wanted)).toThrow(RangeError);
  });
});

test('a paragraph is one line of the printed text, wherever its lines break', () => {
  const full = 'x'.repeat(75);
  const text = pageOf([
    ...line(`Điều 1. ${full}`, 30, 60),
    ...line('tiếp theo.', 30, 66),
    ...line('Điều 2. Hết.', 42, 72),
  ]);
  expect(printedText(text)).toEqual([`Điều 1. ${full} tiếp theo.`, 'Điều 2. Hết.']);
});
