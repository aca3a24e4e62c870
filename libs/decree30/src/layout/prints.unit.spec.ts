import { beforeAll, describe, expect, test } from '@jest/globals';
import { figures, long } from '../../test/kind-samples.js';
import { render, testWith, words } from '../../test/poppler.js';
import { createdAt } from '../../test/samples.js';
import { civilDate } from '../dates/civil-date.js';
import { incomingRegister, outgoingRegister, type RegisterBook } from '../registers/register-columns.js';
import { attachmentMark, copyMark } from '../signing/text-marks.js';
import { type DocumentFonts, loadTinos } from './fonts.js';
import { layOutAttachment } from './lay-out-attachment.js';
import { layOutRegister } from './lay-out-register.js';
import { layOutReport } from './lay-out-report.js';
import { textMark } from './text-mark.js';

let fonts: DocumentFonts;
beforeAll(async () => {
  fonts = await loadTinos();
});

const extraction = testWith('pdftotext');
const rendering = testWith('pdftoppm');

describe('separate attachments', () => {
  const attachment = {
    ...{ title: 'Danh sách thành viên', ordinal: 2, agencyName: 'Ủy ban nhân dân xã' },
    documentKind: 'quyet-dinh',
    body: [long, figures],
  } as const;

  test('R-ORG-06: the only field stands at the top right of page 1, above the text', async () => {
    const { fields } = await layOutAttachment(attachment, fonts, { createdAt });
    expect(fields).toHaveLength(1);
    expect(fields[0]).toMatchObject({ name: 'ky_co_quan_1', type: 'signature', page: 1 });
    const { x, y, width, height } = (fields[0] as (typeof fields)[0]).rectMm;
    expect(x + width).toBeCloseTo(195, 1);
    expect(y).toBeGreaterThan(4);
    expect(y + height).toBeLessThan(20);
    expect(width).toBeGreaterThan((fonts.regular.widthOf(attachmentMark('12345/QĐ-UBND', createdAt), 10) * 25.4) / 72);
  });

  extraction('R-ORG-09: it is numbered in Roman and its (Kèm theo …) is not filled', async () => {
    const text = words((await layOutAttachment(attachment, fonts, { createdAt })).pdf);
    expect(text).toContain('Phụ lục II DANH SÁCH THÀNH VIÊN (Kèm theo Quyết định số ………… ngày');
  });
});

describe('text marks on any file', () => {
  const page = { widthPt: 595.28, heightPt: 841.89 };

  test('R-ORG-06: number, date and time stand on one line of 10 pt at the top right', () => {
    const mark = textMark(attachmentMark('125/QĐ-UBND', createdAt), page, fonts);
    expect(mark).toMatchObject({ fontSizePt: 10, align: 'right' });
    expect(mark.lines).toHaveLength(1);
    const [left, bottom, right, top] = mark.boxPt;
    expect(right - left).toBeGreaterThan(fonts.regular.widthOf(mark.lines[0] as string, 10) + 4);
    expect([bottom > 785, top < 841, right < 560]).toEqual([true, true, true]);
  });

  test('R-CPY-03: the name of a long agency goes over several lines, date and time stay whole', () => {
    const agency = 'Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện Gò Công Tây, tỉnh Tiền Giang';
    const text = copyMark('sao-y', agency, createdAt);
    const { lines, boxPt } = textMark(text, page, fonts);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join(' ')).toBe(text);
    expect(lines.at(-1)).toMatch(/05\/03\/2025; 09:00:00 \+07:00$/);
    for (const line of lines) expect(fonts.regular.widthOf(line, 10)).toBeLessThan(boxPt[2] - boxPt[0] - 4);
    expect(boxPt[3] - boxPt[1]).toBeGreaterThanOrEqual(lines.length * 12);
  });
});

describe('books', () => {
  const cells = (book: RegisterBook, at: number) =>
    Object.fromEntries(book.columns.map(({ key, position }) => [key, `c${position}.${at}`])) as Record<string, string>;
  const register = (book: RegisterBook, count: number) => ({
    ...{ book, superiorName: null, agencyName: 'Ủy ban nhân dân huyện Châu Minh', year: 2023, volume: '01' },
    ...{ from: civilDate('2022-12-15'), to: civilDate('2023-03-14'), numbers: { from: '01', to: '99' } },
    rows: Array.from({ length: count }, (_, at) => cells(book, at + 1)),
  });

  extraction('R-OUT-14, R-IN-06: a cover, then ten columns with headings and (1) … (10) on every page', async () => {
    for (const book of [outgoingRegister, incomingRegister] as const) {
      const { pdf, pages } = await layOutRegister(register(book, 40), fonts, { createdAt });
      const text = words(pdf);
      expect(text.startsWith('ỦY BAN NHÂN DÂN HUYỆN CHÂU MINH')).toBe(true);
      for (const line of [
        book.titleVi,
        'Năm: 2023',
        'Từ ngày 15/12/2022 đến ngày 14/03/2023',
        'Từ số 01 đến số 99',
        'Quyển số: 01',
      ])
        expect(text).toContain(line);
      expect(pages).toBeGreaterThan(2);
      expect(text.match(/\(10\)/g)).toHaveLength(pages - 1);
      for (const { position } of book.columns)
        expect(text.match(new RegExp(`c${position}\\.40 ?`, 'g'))).toHaveLength(1);
    }
  });

  rendering('R-OUT-14: pages lie on their side, nothing outside the margins but the page number', async () => {
    const { pdf } = await layOutRegister(register(outgoingRegister, 30), fonts, { createdAt });
    const picture = render(pdf, 2, 72);
    expect(picture.ink({ x: 0, y: 0, width: 29, height: 209 })).toBe(0);
    expect(picture.ink({ x: 283, y: 0, width: 13, height: 209 })).toBe(0);
    expect(picture.ink({ x: 140, y: 5, width: 30, height: 10 })).toBeGreaterThan(0);
    expect(picture.ink({ x: 31, y: 21, width: 250, height: 60 })).toBeGreaterThan(0.02);
  });

  extraction('R-OUT-14: several books are bound in one file, each with its cover and pages of its own', async () => {
    const [first, second] = [register(incomingRegister, 30), { ...register(incomingRegister, 1), year: 2024 }];
    const alone = await layOutRegister(first, fonts, { createdAt });
    const { pdf, pages } = await layOutRegister([first, second], fonts, { createdAt });
    expect(pages).toBe(alone.pages + 2);
    expect(words(pdf, alone.pages + 1)).toContain('Năm: 2024');
    expect(words(pdf, pages).startsWith('Ngày đến')).toBe(true);
    expect(words(pdf, pages).endsWith('2')).toBe(true);
    await expect(layOutRegister([], fonts, { createdAt })).rejects.toThrow(RangeError);
  });

  extraction('a character that no font has becomes a box instead of stopping the book', async () => {
    const one = register(incomingRegister, 1);
    const rows = [{ ...(one.rows[0] as Record<string, string>), remarks: 'Vui 😀' }];
    expect(words((await layOutRegister({ ...one, rows }, fonts, { createdAt })).pdf)).toContain('Vui □');
  });
});

describe('report', () => {
  extraction('title, sentences, table and notes fit on one page', async () => {
    const { pdf, pages } = await layOutReport(
      {
        ...{ agencyName: 'Ủy ban nhân dân huyện Châu Minh', title: 'Tỷ lệ ký số', subtitle: 'Quý I năm 2023' },
        sentences: ['617/623 văn bản có đủ hai chữ ký số, đạt 99,04%.'],
        tables: [{ caption: 'Văn bản chỉ có chữ ký của cơ quan', table: figures }],
        notes: ['Số liệu được tính từ các chữ ký đã kiểm tra.'],
      },
      fonts,
      { createdAt },
    );
    expect(pages).toBe(1);
    const text = words(pdf);
    for (const line of [
      'TỶ LỆ KÝ SỐ Quý I năm 2023',
      '617/623 văn bản',
      'Văn bản chỉ có',
      'Cộng 549',
      'Số liệu được tính',
    ])
      expect(text).toContain(line);
  });
});
