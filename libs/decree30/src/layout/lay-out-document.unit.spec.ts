import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  createdAt,
  jointDecision,
  letter,
  longDecision,
  longNames,
  shortDecision,
  urgentLetter,
} from '../../test/samples.js';
import type { DocumentContent } from './document-content.js';
import { type DocumentFonts, loadTinos } from './fonts.js';
import { layOutDocument } from './lay-out-document.js';
import { type BoxName, LayoutError, type LayoutResult, type RectMm } from './layout-result.js';
import { sealOverlap } from './seal-geometry.js';

let fonts: DocumentFonts;
beforeAll(async () => {
  fonts = await loadTinos();
});

const layOut = (content: DocumentContent) => layOutDocument(content, fonts, { createdAt });
const box = (result: LayoutResult, name: BoxName, page?: number): RectMm => {
  const found = result.boxes.find((one) => one.name === name && (page === undefined || one.page === page));
  if (!found) throw new Error(`no box ${name}`);
  return found.rectMm;
};
const right = (rect: RectMm) => rect.x + rect.width;
const bottom = (rect: RectMm) => rect.y + rect.height;
const middle = (rect: RectMm) => rect.x + rect.width / 2;

const samples = { shortDecision, longDecision, letter, urgentLetter, longNames, jointDecision };

describe('positions by the scheme of Annex I', () => {
  test.each(Object.entries(samples))('R-FMT-01: everything of %s lies inside the margins', async (_name, content) => {
    const result = await layOut(content);
    for (const { name, rectMm } of result.boxes.filter((one) => one.name !== 'page-number')) {
      // The seal may reach above or below its line of text, never beyond the paper.
      const slack = name === '8' ? 5 : 0.5;
      expect({ name, left: rectMm.x >= 30 - slack, right: right(rectMm) <= 195 + slack }).toEqual({
        name,
        left: true,
        right: true,
      });
      expect({ name, top: rectMm.y >= 20 - slack, bottom: bottom(rectMm) <= 277 + slack }).toEqual({
        name,
        top: true,
        bottom: true,
      });
    }
  });

  test.each(Object.entries(samples))(
    'R-FMT-04: no two boxes of %s overlap, but for the seal',
    async (_name, content) => {
      const { boxes } = await layOut(content);
      const overlapping = boxes.flatMap((one, at) =>
        boxes.slice(at + 1).flatMap((other) => {
          if (one.page !== other.page || one.name === '8' || other.name === '8') return [];
          const [a, b] = [one.rectMm, other.rectMm];
          const x = Math.min(right(a), right(b)) - Math.max(a.x, b.x);
          const y = Math.min(bottom(a), bottom(b)) - Math.max(a.y, b.y);
          // Lines set solid touch; half a millimetre is the white above the letters.
          return x > 0.01 && y > 0.5 ? [`${one.name} × ${other.name}: ${x.toFixed(1)} × ${y.toFixed(1)} mm`] : [];
        }),
      );
      expect(overlapping).toEqual([]);
    },
  );

  test('R-FMT-04: boxes of a decision stand where the scheme has them', async () => {
    const result = await layOut(shortDecision);
    expect(result.pages).toBe(1);
    const [one, two, three, four] = (['1', '2', '3', '4'] as const).map((name) => box(result, name)) as [
      RectMm,
      RectMm,
      RectMm,
      RectMm,
    ];
    expect(one.y).toBeCloseTo(20, 1);
    expect(right(one)).toBeCloseTo(195, 1);
    expect(one.width).toBeCloseTo(95.6, 0);
    expect(two.y).toBeCloseTo(20, 1);
    expect(middle(three)).toBeCloseTo(middle(two), 0);
    expect(middle(four)).toBeCloseTo(middle(one), 0);
    // Number and date share a line, below both heads.
    expect(bottom(three)).toBeCloseTo(bottom(four), 0);
    expect(three.y).toBeGreaterThan(Math.max(bottom(one), bottom(two)));
    expect(middle(box(result, '5a'))).toBeCloseTo(112.5, 1);
    expect(middle(box(result, '7a'))).toBeCloseTo(150, 1);
    expect(middle(box(result, '7b'))).toBeCloseTo(150, 1);
    expect(box(result, '9b').x).toBeCloseTo(30, 1);
    expect(box(result, '9b').y).toBeCloseTo(box(result, '7a').y, 1);
  });

  test('R-SIG-11: the personal signature lies centred between title and name', async () => {
    const result = await layOut(shortDecision);
    const [title, signature, name] = [box(result, '7a'), box(result, '7c'), box(result, '7b')];
    expect(signature).toMatchObject({ width: 50, height: 30 });
    expect(middle(signature)).toBeCloseTo(middle(title), 1);
    expect(signature.y - bottom(title)).toBeCloseTo(name.y - bottom(signature), 2);
    // As much as the seal of 36 mm reaches above and below the signature of 30 mm: it covers neither title nor name.
    expect(signature.y - bottom(title)).toBeCloseTo(3, 2);
    const seal = box(result, '8');
    expect([seal.y >= bottom(title) - 0.01, bottom(seal) <= name.y + 0.01]).toEqual([true, true]);
  });

  test.each([33, 36, 40])(
    'R-ORG-04: a seal of %d mm has its real size and covers the left third of the signature',
    async (sealMm) => {
      const result = await layOutDocument(shortDecision, fonts, { createdAt, sealMm });
      const [signature, seal] = [box(result, '7c'), box(result, '8')];
      expect(seal.width).toBeCloseTo(sealMm, 2);
      expect(seal.height).toBeCloseTo(sealMm, 2);
      expect(right(seal)).toBeCloseTo(signature.x + signature.width / 3, 2);
      expect(seal.y + sealMm / 2).toBeCloseTo(signature.y + signature.height / 2, 2);
      expect(sealOverlap(signature, seal)).toBeCloseTo(1 / 3, 3);
      expect(right(box(result, '9b'))).toBeLessThan(seal.x);
    },
  );

  test('R-FMT-05: a công văn has its abstract 6 pt below the number and no kind name', async () => {
    const result = await layOut(letter);
    expect(() => box(result, '5a')).toThrow();
    expect(middle(box(result, '5b'))).toBeCloseTo(middle(box(result, '2')), 1);
    expect(box(result, '5b').y - bottom(box(result, '3'))).toBeGreaterThan((5 * 25.4) / 72);
    expect(box(result, '5b').y - bottom(box(result, '3'))).toBeLessThan((9 * 25.4) / 72);
    expect(box(result, '9a').y).toBeGreaterThan(bottom(box(result, '5b')));
    expect(box(result, '6').y).toBeGreaterThan(bottom(box(result, '9a')));
  });

  test('R-FMT-04: an urgent document carries the stamp in its real size, the address stands under a full-width line', async () => {
    const result = await layOut(urgentLetter);
    expect(box(result, '10b')).toMatchObject({ width: 20, height: 8 });
    expect(box(result, '13')).toMatchObject({ x: 30, width: 165 });
    expect(bottom(box(result, '13'))).toBeCloseTo(277, 1);
    expect(box(await layOut(longNames), '10b')).toMatchObject({ width: 40, height: 8 });
  });

  test('R-FMT-03: page numbers begin on page 2, centred in the top margin', async () => {
    const result = await layOut(longDecision);
    expect(result.pages).toBe(3);
    const numbers = result.boxes.filter((one) => one.name === 'page-number');
    expect(numbers.map((one) => one.page)).toEqual([2, 3]);
    for (const { rectMm } of numbers) {
      expect(middle(rectMm)).toBeCloseTo(112.5, 1);
      expect(rectMm.y + rectMm.height / 2).toBeCloseTo(10, 0);
    }
  });
});

describe('pages', () => {
  test('R-FMT-04: the signature never stands on a page without at least two lines of the body', async () => {
    for (let count = 1; count <= 45; count += 1) {
      const paragraphs = Array.from({ length: count }, (_, at) =>
        at % 3 === 0 ? 'Một dòng.' : 'Nội dung dài hơn một dòng. '.repeat(6),
      );
      const result = await layOut({ ...letter, paragraphs });
      const last = box(result, '7a');
      const page = result.boxes.find((one) => one.name === '7a')?.page as number;
      const body = box(result, '6', page);
      const twoLines = (2 * 14 * 1.15 * 25.4) / 72 - 1;
      expect({ count, lines: body.height >= (count === 1 ? 4 : twoLines) }).toEqual({ count, lines: true });
      expect(last.y).toBeGreaterThan(bottom(body));
      expect({ count, fits: bottom(box(result, '7b')) <= 277.01 }).toEqual({ count, fits: true });
    }
  });

  test('R-FMT-06: a list of recipients longer than a page goes on over the page', async () => {
    const recipients = [...Array.from({ length: 90 }, (_, at) => `- Ủy ban nhân dân xã số ${at + 1};`), '- Lưu: VT.'];
    const result = await layOut({ ...shortDecision, recipients });
    expect(result.boxes.filter((one) => one.name === '9b').length).toBeGreaterThan(1);
    for (const { rectMm } of result.boxes.filter((one) => one.name === '9b'))
      expect(bottom(rectMm)).toBeLessThanOrEqual(277.01);
  });

  test('R-FMT-07: the smaller set of sizes goes down together, 12/13/13', async () => {
    const [small, large] = await Promise.all([
      layOutDocument(shortDecision, fonts, { createdAt, sizes: '12/13/13' }),
      layOut(shortDecision),
    ]);
    for (const name of ['1', '2', '4', '5a', '7a'] as const)
      expect(box(small, name).width).toBeLessThan(box(large, name).width);
    expect(small.fields.map((field) => field.text?.sizePt)).toEqual([13, 13, undefined, undefined]);
  });
});

describe('one content, one file', () => {
  test('the same content and instant give the same bytes, another instant others', async () => {
    const [first, second, later] = await Promise.all([
      layOut(longDecision),
      layOutDocument(structuredClone(longDecision), await loadTinos(), { createdAt }),
      layOutDocument(longDecision, fonts, { createdAt: new Date(createdAt.getTime() + 1000) }),
    ]);
    expect(Buffer.compare(first.pdf, second.pdf)).toBe(0);
    expect(Buffer.compare(first.pdf, later.pdf)).not.toBe(0);
  });

  test('decomposed text (NFD) gives the same bytes as composed text', async () => {
    const decomposed = JSON.parse(JSON.stringify(longDecision).normalize('NFD')) as DocumentContent;
    expect(Buffer.compare((await layOut(decomposed)).pdf, (await layOut(longDecision)).pdf)).toBe(0);
  });

  test('what is missing or has no glyph is refused with sentences for people', async () => {
    const broken = { ...shortDecision, abstract: ' ', place: '', symbol: 'qđ ubnd', authorityLine: 'Chủ tịch ✓' };
    const refused = await layOut(broken).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(LayoutError);
    expect((refused as LayoutError).problems).toEqual([
      'Thiếu địa danh.',
      'Thiếu trích yếu nội dung.',
      'Ký hiệu văn bản không đúng thể thức.',
      'Phông chữ không có ký tự: “✓” (U+2713).',
    ]);
  });

  test.each([
    ['R-FMT-01', { margins: { top: 15, bottom: 20, left: 30, right: 15 } }],
    ['R-FMT-01', { margins: { top: 20, bottom: 20, left: 36, right: 15 } }],
    ['R-FMT-04', { lineSpacing: 2 }],
    ['R-FMT-04', { paragraphSpacingPt: 3 }],
    ['R-FMT-04', { indentMm: 5 }],
  ])('%s: options outside Annex I are refused: %j', async (_rule, options) => {
    await expect(layOutDocument(shortDecision, fonts, { createdAt, ...options })).rejects.toThrow(RangeError);
  });
});
