import { describe, expect, test } from '@jest/globals';
import { layOutDocument, layOutWord, loadTinos } from '@vanthu/decree30';
import { strToU8, zipSync } from 'fflate';
import { sample } from '../../decree30/test/laid-out.js';
import { createdAt } from '../../decree30/test/samples.js';
import {
  checkLayout,
  convertWordToPdf,
  findLibreOffice,
  isReadingRefusal,
  readDocumentText,
  readDocxText,
  readFields,
  readPdfText,
} from '../src/index.js';
import { writeDocx } from './pages/write-docx.js';

const fonts = loadTinos();
const document = writeDocx([{ runs: [['Quyết định', {}]] }]);

/** The smallest file with these objects; the reader finds them without a table of references. */
const pdfOf = (objects: readonly string[], trailer: string): Uint8Array =>
  strToU8(
    `%PDF-1.7\n${objects.map((one, index) => `${index + 1} 0 obj\n${one}\nendobj\n`).join('')}trailer\n${trailer}\n%%EOF\n`,
  );
const empty = [
  '<</Type/Catalog/Pages 2 0 R>>',
  '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
];

const refusal = async (bytes: Uint8Array, options = {}): Promise<string> => {
  const text = await readDocumentText(bytes, options);
  return isReadingRefusal(text) ? text.code : 'read';
};

describe('files of any kind', () => {
  test('are known by what they begin with, not by their name', async () => {
    expect(await refusal(strToU8('Xin chào'))).toBe('PAGES.NOT_THIS_FORMAT');
    expect(await refusal(document)).toBe('read');
    expect(await refusal(pdfOf(empty, '<</Root 1 0 R>>'))).toBe('read');
  });

  test('a PDF that is damaged, encrypted, too large or has too many pages is refused by code', async () => {
    expect(await refusal(strToU8('%PDF-1.7\nnothing'))).toBe('PAGES.DAMAGED');
    const password = `/Filter/Standard/V 1/R 2/P -4/O<${'41'.repeat(32)}>/U<${'42'.repeat(32)}>`;
    const locked = pdfOf(empty, `<</Root 1 0 R/Encrypt<<${password}>>/ID[<00><00>]>>`);
    expect(await refusal(locked)).toBe('PAGES.ENCRYPTED');
    expect(await refusal(pdfOf(empty, '<</Root 1 0 R>>'), { maxBytes: 100 })).toBe('PAGES.TOO_LARGE');
    const { pdf } = await layOutDocument(sample('bao-cao'), await fonts, { createdAt });
    expect(await refusal(pdf, { maxPages: 2 })).toBe('PAGES.TOO_MANY_PAGES');
  });

  test('a file that does not come to an end costs its thread and is refused; the next one is read', async () => {
    const { pdf } = await layOutDocument(sample('bao-cao'), await fonts, { createdAt });
    expect(await readPdfText(pdf, { timeLimitMs: 1 })).toMatchObject({ code: 'PAGES.TOO_LONG' });
    expect(await refusal(pdf)).toBe('read');
  });

  test('a DOCX with macros, encrypted, of the old format, damaged, or that unpacks to too much is refused by code', async () => {
    expect(await refusal(writeDocx([], { 'word/vbaProject.bin': strToU8('macro') }))).toBe('PAGES.MACROS');
    const compound = Uint8Array.from([
      0xd0,
      0xcf,
      0x11,
      0xe0,
      0xa1,
      0xb1,
      0x1a,
      0xe1,
      ...Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    expect(await refusal(compound)).toBe('PAGES.ENCRYPTED');
    expect(await refusal(compound.subarray(0, 8))).toBe('PAGES.OLD_FORMAT');
    expect(await refusal(document.subarray(0, document.length - 60))).toBe('PAGES.DAMAGED');
    expect(await refusal(zipSync({ 'other.txt': strToU8('x') }))).toBe('PAGES.NOT_THIS_FORMAT');
    const bomb = zipSync({ 'word/document.xml': strToU8(' '.repeat(30_000_000)) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await refusal(bomb)).toBe('PAGES.TOO_LARGE');
  });

  test('a picture of 50 MB inside a DOCX is not unpacked, 200 pages of text are read', async () => {
    const picture = writeDocx([{ runs: [['Có ảnh', {}]] }], { 'word/media/image1.png': new Uint8Array(50_000_000) });
    expect(await refusal(picture)).toBe('read');
    const line = {
      runs: [
        ['Ủy ban nhân dân xã yêu cầu các đơn vị nghiêm túc thực hiện, báo cáo kết quả hằng tháng. '.repeat(6), {}],
      ] as const,
    };
    const text = readDocxText(writeDocx(Array.from({ length: 1_600 }, () => line)));
    if (isReadingRefusal(text)) throw new Error(text.code);
    expect(text.pages[0]?.words.length).toBeGreaterThan(150_000);
  });

  test('decomposed text is composed, entities of an XML part are not expanded', () => {
    const text = readDocxText(writeDocx([{ runs: [['Quyết định'.normalize('NFD'), {}]] }]));
    if (isReadingRefusal(text)) throw new Error(text.code);
    expect(text.pages[0]?.words.map((word) => word.text)).toEqual(['Quyết', 'định']);
    const hostile = zipSync({
      'word/document.xml': strToU8(
        '<!DOCTYPE a [<!ENTITY x "y">]><w:document><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>',
      ),
    });
    expect(readDocxText(hostile)).toMatchObject({ code: 'PAGES.DAMAGED' });
  });
});

describe('what goes out as DOCX', () => {
  test.each(['quyet-dinh', 'cong-van', 'bao-cao', 'to-trinh', 'thong-bao'] as const)(
    'R-FMT-04: a %s is read back as it was meant, and has no fault of style',
    async (kind) => {
      const text = await readDocumentText(await layOutWord(sample(kind), await fonts));
      if (isReadingRefusal(text)) throw new Error(text.code);
      const fields = readFields(text);
      expect(fields.kind?.value).toBe(kind);
      expect(fields.symbol?.value).toBe(sample(kind).symbol);
      expect(fields.abstract?.value).toBe(sample(kind).abstract);
      expect(fields.signer?.value.name).toBe(sample(kind).signers[0].name);
      expect(checkLayout(text).violations.map(({ code, found }) => `${code} ${found ?? ''}`)).toEqual([]);
    },
  );

  const program = findLibreOffice(process.env.PATH);
  (program ? test : test.skip)(
    'R-FMT-01: printed by LibreOffice it is right to the millimetre [skipped: libreoffice-writer-nogui is not installed]',
    async () => {
      const pdf = await convertWordToPdf(await layOutWord(sample('quyet-dinh'), await fonts), {
        program: program ?? '',
      });
      if (isReadingRefusal(pdf)) throw new Error(pdf.code);
      const text = await readDocumentText(pdf);
      if (isReadingRefusal(text)) throw new Error(text.code);
      expect(text.positions).toBe('measured');
      expect(checkLayout(text).violations.map(({ code, page, found }) => `${code} ${page} ${found ?? ''}`)).toEqual([]);
    },
  );
});
