import { inflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { samplesByKind } from '../../test/kind-samples.js';
import { createdAt, jointDecision, letter, shortDecision } from '../../test/samples.js';
import type { DocumentContent } from './document-content.js';
import { type DocumentFonts, loadTinos } from './fonts.js';
import { desktopFieldNames, lockedBy } from './form.js';
import { layOutDocument } from './lay-out-document.js';
import { type LayoutResult } from './layout-result.js';

let fonts: DocumentFonts;
beforeAll(async () => {
  fonts = await loadTinos();
});

const name = (key: string) => PDFName.of(key);

async function read(content: DocumentContent) {
  const result: LayoutResult = await layOutDocument(content, fonts, { createdAt });
  const pdf = await PDFDocument.load(result.pdf, { updateMetadata: false });
  const form = pdf.catalog.lookup(name('AcroForm'), PDFDict);
  const fields = form.lookup(name('Fields'), PDFArray);
  const byName = new Map<string, PDFDict>();
  for (const entry of fields.asArray()) {
    const dict = pdf.context.lookup(entry, PDFDict);
    byName.set(dict.lookup(name('T'), PDFString).decodeText(), dict);
  }
  return { result, pdf, form, fields, byName };
}

/** A stream of the file; its type has no public constructor, which `lookup` would want. */
function inflated(pdf: PDFDocument, reference: PDFObject | undefined): Buffer {
  const stream = pdf.context.lookup(reference);
  if (!(stream instanceof PDFRawStream)) throw new Error('not a stream');
  return inflateSync(stream.contents);
}

const strings = (array: PDFArray) => array.asArray().map((entry) => (entry as PDFString).decodeText());

describe('the form before the first signature', () => {
  test('number, date, personal signature and seal are there, empty, flat and printed, and nothing else', async () => {
    const { byName, result, form } = await read(shortDecision);
    expect([...byName.keys()]).toEqual(['so_van_ban', 'ngay_ban_hanh', 'ky_ca_nhan_1', 'ky_co_quan_1']);
    expect(result.fields.map((field) => field.name)).toEqual([...byName.keys()]);
    expect(form.keys().map(String)).toEqual(['/Fields', '/SigFlags', '/DR', '/DA']);
    expect(form.lookup(name('SigFlags'), PDFNumber).asNumber()).toBe(3);
    for (const dict of byName.values()) {
      const keys = dict.keys().map(String);
      for (const key of ['/V', '/MK', '/BS', '/Border', '/AA', '/A', '/Kids']) expect(keys).not.toContain(key);
      expect(dict.lookup(name('F'), PDFNumber).asNumber()).toBe(4);
      expect(dict.lookup(name('Subtype'))).toBe(name('Widget'));
    }
  });

  test('widgets stand in the annotations of their page, with the rectangle that the layout reports', async () => {
    const { byName, result, pdf } = await read(jointDecision);
    for (const field of result.fields) {
      const page = pdf.getPage(field.page - 1);
      const dict = byName.get(field.name) as PDFDict;
      const annotations = page.node.lookup(name('Annots'), PDFArray).asArray();
      expect(annotations.map((entry) => pdf.context.lookup(entry))).toContain(dict);
      const rect = dict
        .lookup(name('Rect'), PDFArray)
        .asArray()
        .map((entry) => (entry as PDFNumber).asNumber());
      expect(rect).toEqual([...field.rectPt]);
      expect(dict.get(name('P'))).toBe(page.ref);
    }
  });

  test('the number is set against the slash, the date after the place, one line each', async () => {
    const { byName, result } = await read(letter);
    const number = byName.get('so_van_ban') as PDFDict;
    const date = byName.get('ngay_ban_hanh') as PDFDict;
    expect(number.lookup(name('Q'), PDFNumber).asNumber()).toBe(2);
    expect(date.lookup(name('Q'), PDFNumber).asNumber()).toBe(0);
    expect(number.lookup(name('Ff'), PDFNumber).asNumber()).toBe(0);
    expect(number.lookup(name('DA'), PDFString).decodeText()).toBe('/VTRegular 13 Tf 0 g');
    expect(date.lookup(name('DA'), PDFString).decodeText()).toBe('/VTItalic 14 Tf 0 g');
    const [numberField, dateField] = result.fields as [LayoutResult['fields'][0], LayoutResult['fields'][0]];
    const roomPt = numberField.rectPt[2] - numberField.rectPt[0] - 4;
    expect(roomPt).toBeCloseTo(fonts.regular.widthOf('12345', 13), 2);
    const widest = fonts.italic.widthOf('ngày 30 tháng 12 năm 2026', 14);
    expect(dateField.rectPt[2] - dateField.rectPt[0] - 4).toBeGreaterThanOrEqual(widest - 0.01);
  });

  test.each(['VTRegular', 'VTItalic'])(
    '%s holds every character of numbers and dates, each with a glyph of its own',
    async (font) => {
      const { form, pdf } = await read(shortDecision);
      const dict = form.lookup(name('DR'), PDFDict).lookup(name('Font'), PDFDict).lookup(name(font), PDFDict);
      expect(dict.lookup(name('Subtype'))).toBe(name('Type0'));
      expect(dict.lookup(name('Encoding'))).toBe(name('Identity-H'));
      const cmap = inflated(pdf, dict.get(name('ToUnicode'))).toString('latin1');
      const codes = new Map(
        [...cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})>/gi)].map(([, code, text]) => [
          String.fromCharCode(Number.parseInt(text as string, 16)),
          Number.parseInt(code as string, 16),
        ]),
      );
      const needed = 'ngày tháng năm 0123456789/-.ABCDEFGHIJKLMNOPQRSTUVWXYZĐ';
      expect([...needed].filter((character) => !codes.get(character))).toEqual([]);
      expect(new Set([...new Set(needed)].map((character) => codes.get(character))).size).toBe(new Set(needed).size);

      // The outlines are in the font file, too: the subset is read back and every glyph has contours.
      const descendant = pdf.context.lookup(dict.lookup(name('DescendantFonts'), PDFArray).get(0), PDFDict);
      const file = descendant.lookup(name('FontDescriptor'), PDFDict).get(name('FontFile2'));
      const bytes = inflated(pdf, file);
      const lengths = glyphLengths(bytes);
      expect([...needed].filter((character) => character !== ' ' && !lengths[codes.get(character) as number])).toEqual(
        [],
      );
    },
  );

  test('R-ORG-08: each signature locks all but the number, the date and what is still to be signed; the last seal locks all', async () => {
    const { byName, pdf } = await read(jointDecision);
    const lock = (field: string) => {
      const reference = (byName.get(field) as PDFDict).get(name('Lock'));
      expect(reference).toBeInstanceOf(PDFRef);
      return pdf.context.lookup(reference, PDFDict);
    };
    const excluded = (field: string) => strings(lock(field).lookup(name('Fields'), PDFArray));
    expect(excluded('ky_ca_nhan_1')).toEqual([
      'so_van_ban',
      'ngay_ban_hanh',
      'ky_ca_nhan_2',
      'ky_ca_nhan_3',
      'ky_co_quan_1',
      'ky_co_quan_2',
      ...desktopFieldNames,
    ]);
    expect(excluded('ky_ca_nhan_3')).toEqual([
      ...['so_van_ban', 'ngay_ban_hanh', 'ky_co_quan_1', 'ky_co_quan_2'],
      ...desktopFieldNames,
    ]);
    expect(lock('ky_ca_nhan_1').lookup(name('Action'))).toBe(name('Exclude'));
    expect(excluded('ky_co_quan_1')).toEqual(['ky_co_quan_2', ...desktopFieldNames]);
    expect(lock('ky_co_quan_2').lookup(name('Action'))).toBe(name('All'));
    expect(lock('ky_co_quan_2').get(name('Fields'))).toBeUndefined();
  });

  test('R-ORG-08: in minutes, which have no date field, the secretary leaves number, chair and seal open', async () => {
    const minutes = samplesByKind.get('bien-ban') as DocumentContent;
    const { byName, pdf } = await read(minutes);
    const locked = pdf.context.lookup((byName.get('ky_ca_nhan_1') as PDFDict).get(name('Lock')), PDFDict);
    expect(strings(locked.lookup(name('Fields'), PDFArray))).toEqual([
      ...['so_van_ban', 'ky_ca_nhan_2', 'ky_co_quan_1'],
      ...desktopFieldNames,
    ]);
  });

  test('R-ORG-08: with one signer and one seal the lock is as the flow wants it', () => {
    expect(lockedBy('ky_ca_nhan_1', ['ky_ca_nhan_1'], ['ky_co_quan_1'])).toEqual({
      exclude: ['so_van_ban', 'ngay_ban_hanh', 'ky_co_quan_1', ...desktopFieldNames],
    });
    expect(lockedBy('ky_co_quan_1', ['ky_ca_nhan_1'], ['ky_co_quan_1'])).toBe('all');
  });

  test('the file is plain: classic cross-reference table, no scripts, title and language of the document', async () => {
    const { result, pdf } = await read(shortDecision);
    const text = Buffer.from(result.pdf).toString('latin1');
    expect(text).toMatch(/^%PDF-1\.7/);
    expect(text).toMatch(/\nxref\n/);
    expect(text).not.toMatch(/\/ObjStm|\/JavaScript|\/JS\b|\/OpenAction|NeedAppearances/);
    expect(text.match(/\/AcroForm/g)).toHaveLength(1);
    expect(pdf.getTitle()).toBe('Quyết định: Về việc thành lập Tổ công tác chuyển đổi số');
    expect(pdf.catalog.lookup(name('Lang'), PDFString).decodeText()).toBe('vi-VN');
    expect(pdf.getCreationDate()).toEqual(createdAt);
    expect(pdf.context.trailerInfo.ID).toBeDefined();
  });
});

/** Lengths in the `loca` table of a TrueType file: bytes of outline per glyph. */
function glyphLengths(file: Buffer): number[] {
  const tables = new Map<string, { offset: number; length: number }>();
  for (let at = 12; at < 12 + 16 * file.readUInt16BE(4); at += 16) {
    const tag = file.toString('latin1', at, at + 4);
    tables.set(tag, { offset: file.readUInt32BE(at + 8), length: file.readUInt32BE(at + 12) });
  }
  const loca = tables.get('loca') as { offset: number; length: number };
  const long = file.readInt16BE((tables.get('head') as { offset: number }).offset + 50) === 1;
  const step = long ? 4 : 2;
  const read = (index: number) =>
    long ? file.readUInt32BE(loca.offset + index * 4) : 2 * file.readUInt16BE(loca.offset + index * 2);
  return Array.from({ length: loca.length / step - 1 }, (_, glyph) => read(glyph + 1) - read(glyph));
}
