import { beforeAll, describe, expect } from '@jest/globals';
import { render, testWith, words } from '../../test/poppler.js';
import {
  createdAt,
  letter,
  longDecision,
  longNames,
  shortDecision,
  stacked,
  urgentLetter,
} from '../../test/samples.js';
import type { DocumentContent } from './document-content.js';
import { type DocumentFonts, loadTinos } from './fonts.js';
import { layOutDocument } from './lay-out-document.js';
import { type BoxName, type LayoutResult } from './layout-result.js';

let fonts: DocumentFonts;
beforeAll(async () => {
  fonts = await loadTinos();
});

const layOut = (content: DocumentContent) => layOutDocument(content, fonts, { createdAt });
const box = (result: LayoutResult, name: BoxName) => {
  const found = result.boxes.find((one) => one.name === name);
  if (!found) throw new Error(`no box ${name}`);
  return found.rectMm;
};

const rendering = testWith('pdftoppm');
const extraction = testWith('pdftotext');

describe('pages as poppler shows them', () => {
  rendering('R-FMT-04: text is really drawn where the boxes are, and nothing where signatures will stand', async () => {
    const result = await layOut(shortDecision);
    const picture = render(result.pdf, 1);
    for (const name of ['1', '2', '5a', '6', '7a', '7b', '9b'] as const) {
      expect({ name, drawn: picture.ink(box(result, name)) > 0.04 }).toEqual({ name, drawn: true });
      expect({ name, tooDark: picture.ink(box(result, name)) > 0.45 }).toEqual({ name, tooDark: false });
    }
    expect(picture.ink(box(result, '7c'))).toBe(0);
    for (const field of result.fields.filter((one) => one.type === 'text')) {
      const { x, y, width, height } = field.rectMm;
      // Without the padding, which lies over the slash and the blank beside it.
      expect(picture.ink({ x: x + 0.9, y, width: width - 1.8, height })).toBe(0);
    }
  });

  rendering('R-FMT-01: the margins are white', async () => {
    const picture = render((await layOut(longDecision)).pdf, 1);
    expect(picture.ink({ x: 0, y: 0, width: 29.5, height: 297 })).toBe(0);
    expect(picture.ink({ x: 195.5, y: 0, width: 14, height: 297 })).toBe(0);
    expect(picture.ink({ x: 0, y: 0, width: 210, height: 19.5 })).toBe(0);
    expect(picture.ink({ x: 0, y: 277.5, width: 210, height: 19 })).toBe(0);
  });

  rendering(
    'R-FMT-04: the line under Tiêu ngữ is as long as the text, the one under the agency 1/3 to 1/2 of it',
    async () => {
      const result = await layOut(shortDecision);
      const picture = render(result.pdf, 1, 200);
      const lineBelow = (name: BoxName) => {
        const rect = box(result, name);
        let longest = 0;
        for (let y = rect.y + rect.height; y < rect.y + rect.height + 2; y += 0.1) {
          let dark = 0;
          for (let x = rect.x; x < rect.x + rect.width; x += 0.1) if (picture.at(x, y)[0] < 128) dark += 0.1;
          longest = Math.max(longest, dark);
        }
        return longest;
      };
      const toMm = 25.4 / 72;
      expect(lineBelow('1')).toBeCloseTo(fonts.bold.widthOf('Độc lập - Tự do - Hạnh phúc', 14) * toMm, 0);
      const share = lineBelow('2') / box(result, '2').width;
      expect(share).toBeGreaterThan(1 / 3 - 0.01);
      expect(share).toBeLessThan(1 / 2 + 0.01);
    },
  );

  rendering('R-FMT-04: the body is justified: full lines end at the right margin', async () => {
    const result = await layOut(longDecision);
    const picture = render(result.pdf, 2);
    const body = result.boxes.find((one) => one.name === '6' && one.page === 2);
    expect(body?.rectMm.x).toBeCloseTo(30, 0);
    expect((body?.rectMm.x ?? 0) + (body?.rectMm.width ?? 0)).toBeCloseTo(195, 1);
    const strip = { x: 193, y: body?.rectMm.y ?? 0, width: 2.2, height: body?.rectMm.height ?? 0 };
    expect(picture.ink(strip)).toBeGreaterThan(0.03);
  });

  rendering('R-GEN-03: the urgency stamp is bright red, and nothing else is', async () => {
    const urgent = await layOut(urgentLetter);
    const picture = render(urgent.pdf, 1);
    expect(picture.red(box(urgent, '10b'))).toBeGreaterThan(0.1);
    expect(picture.red(box(urgent, '6'))).toBe(0);
    const veryUrgent = await layOut(longNames);
    expect(render(veryUrgent.pdf, 1).red(box(veryUrgent, '10b'))).toBeGreaterThan(0.1);
    expect(render((await layOut(letter)).pdf, 1).red({ x: 0, y: 0, width: 210, height: 297 })).toBe(0);
  });

  rendering('R-FMT-02: letters with stacked marks are drawn with their marks, in every face', async () => {
    // Two documents' worth, so that each fits on one page.
    const groups = [
      ['aằ', 'aậ', 'eể', 'eệ', 'oỗ', 'oợ', 'dđ'],
      ['uữ', 'yỵ', 'AẲ', 'EỆ', 'OỔ', 'UỮ', 'DĐ'],
    ];
    const styles = [{}, { bold: true }, { italic: true }, { bold: true, italic: true }];
    for (const style of styles) {
      const inkOf = async (letters: string[]) => {
        const paragraphs = letters.map((character) => ({ ...style, text: character.repeat(25) }));
        const result = await layOut({ ...letter, paragraphs: [...paragraphs, 'Hết.'] });
        const { y, height } = box(result, '6');
        const line = ((fonts.regular.ascent + fonts.regular.descent) * 14 * 25.4) / 72;
        const pitch = (height - line) / letters.length;
        const picture = render(result.pdf, 1, 120);
        return letters.map((_, at) => picture.ink({ x: 40, y: y + at * pitch - 1, width: 120, height: line + 1 }));
      };
      for (const pairs of groups) {
        const plain = await inkOf(pairs.map((pair) => pair.charAt(0)));
        const marked = await inkOf(pairs.map((pair) => pair.charAt(1)));
        const blank = pairs.filter((_, at) => !((marked[at] ?? 0) > (plain[at] ?? 1) * 1.03));
        expect({ style, blank }).toEqual({ style, blank: [] });
      }
    }
  });

  extraction('R-FMT-02: the text of the file is the text that was handed in, composed, in reading order', async () => {
    for (const content of [shortDecision, longDecision]) {
      const text = words((await layOut(content)).pdf);
      expect(text).toBe(text.normalize('NFC'));
      const body = content.articles.flatMap((article) =>
        article.paragraphs.map((each) => (typeof each === 'string' ? each : 'text' in each ? (each.text ?? '') : '')),
      );
      // Page numbers stand between the lines of a paragraph that goes over the page.
      const flowing = text.replace(/ \d (?=\p{Ll}|\d\. )/gu, ' ');
      const last = body.pop() as string;
      expect(body.filter((paragraph) => !text.includes(paragraph) && !flowing.includes(paragraph))).toEqual([]);
      expect(text).toContain(last.slice(-30).replace(/\.$/, './.'));
      expect(text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
      expect(text).toContain('ỦY BAN NHÂN DÂN');
      for (const line of content.recipients) expect(text).toContain(line);
    }
    expect(words((await layOut(longDecision)).pdf)).toContain(stacked);
  });

  extraction('R-FMT-05, R-FMT-06: a công văn reads V/v, Kính gửi with dashes, and ends with ./. once', async () => {
    const text = words((await layOut(letter)).pdf);
    expect(text).toContain('V/v đẩy mạnh ký số và gửi, nhận văn bản điện tử trên địa bàn xã quý II năm 2025');
    expect(text).toContain('Kính gửi: - Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã; - Phòng Kinh tế;');
    expect(text).toContain('xã Châu Minh, tỉnh Đồng Tháp.');
    expect(text.match(/\.\/\./g)).toHaveLength(1);
    expect(text).not.toContain('CÔNG VĂN');
    expect(words((await layOut(urgentLetter)).pdf)).toContain('Kính gửi: Sở Nội vụ tỉnh Đồng Tháp');
  });
});
