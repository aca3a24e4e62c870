import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { bomb, catalog, hostileFiles, packedPdf, pages, pdfOf, stream } from '../../test/hostile-files.js';
import { collect, inspectPdf, prepareSignature, revisions } from '../index.js';
import { PdfDocument } from './document.js';
import { PdfError } from './pdf-error.js';

/** Everything that a stranger's file goes through. */
function handle(pdf: Uint8Array): void {
  inspectPdf(pdf);
  collect(pdf);
  prepareSignature(pdf, { fieldName: 'x' });
}

describe('hostile files are read to an end', () => {
  it.each(hostileFiles)('%s', (_, make) => {
    const pdf = make();
    handle(pdf);
    expect(collect(pdf).signatures).toEqual([]);
  });

  it('a bomb is not inflated past the allowance', () => {
    const pdf = pdfOf([catalog, pages, stream('/Filter /FlateDecode', bomb)]);
    const limits = { ...new PdfDocument(pdf).limits, maxStreamBytes: 1_000_000 };
    const document = new PdfDocument(pdf, limits);
    const value = document.last.object(3) as never;
    expect(() => document.decode(value, document.last)).toThrow(PdfError);
  });
});

describe('reading', () => {
  it('finds objects in object streams', () => {
    const body = deflateSync(Buffer.from('5 0 << /Fields [] /SigFlags 3 >>'));
    const pdf = packedPdf(stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', body));
    const form = new PdfDocument(pdf).last.object(5) as { get(key: string): unknown } & object;
    expect(form.get('SigFlags')).toBe(3);
  });

  it('shows each revision as it was', () => {
    const first = Buffer.from(pdfOf([catalog, pages, '(một)']));
    const at = first.length;
    const prev = new PdfDocument(first).revisions[0]!.startxref;
    const body = '3 0 obj\n(hai)\nendobj\n';
    const table = `xref\n3 1\n${String(at).padStart(10, '0')} 00000 n\r\ntrailer\n<< /Size 4 /Root 1 0 R /Prev ${prev} >>\n`;
    const second = Buffer.concat([first, Buffer.from(`${body}${table}startxref\n${at + body.length + 0}\n%%EOF\n`)]);
    const document = new PdfDocument(second);
    const text = (revision: number) =>
      Buffer.from((document.view(revision).object(3) as { bytes: Uint8Array } & object).bytes).toString();
    expect([text(0), text(1)]).toEqual(['một', 'hai']);
    expect(revisions(second).map(({ length }) => length)).toEqual([first.length, second.length]);
  });

  it('says where and why it stopped', () => {
    const pdf = Buffer.from(Buffer.from(pdfOf([catalog, pages, '<< /A'])).toString('latin1'));
    try {
      new PdfDocument(pdf).last.object(3);
      throw new Error('read');
    } catch (error) {
      expect(error).toMatchObject({ name: 'PdfError', code: 'PDF.SYNTAX', offset: expect.any(Number) });
    }
  });

  it.each([
    ['722.17', 722.17],
    ['-.5', -0.5],
    ['+7', 7],
    ['4.', 4],
    ['0.1', 0.1],
    ['--5', -5],
    ['123456789.123456', 123456789.123456],
  ])('reads the number %s', (source, expected) => {
    expect(new PdfDocument(pdfOf([catalog, pages, source])).last.object(3)).toBe(expected);
  });

  it.each([
    ['(a\\(b\\)\\051\\n(c))', 'a(b))\n(c)'],
    ['(line\\\r\nend)', 'lineend'],
    ['<48 656C 6c6F2>', 'Hello '],
  ])('reads the string %s', (source, expected) => {
    const value = new PdfDocument(pdfOf([catalog, pages, source])).last.object(3) as { bytes: Uint8Array } & object;
    expect(Buffer.from(value.bytes).toString('latin1')).toBe(expected);
  });
});

describe('hostile files meet their limits', () => {
  const manyFields = (count: number) => Array.from({ length: count }, (_, i) => `${i + 4} 0 R`).join(' ');
  const expectRefused = (pdf: Uint8Array, code: string) => {
    expect(inspectPdf(pdf).reasons).toEqual([code]);
    handle(pdf);
  };

  it('1.5 million keys in one dictionary', () => {
    expectRefused(pdfOf([catalog, pages, `<<${'/ / '.repeat(750_000)}>>`]), 'PDF.TOO_MANY_OBJECTS');
  });

  it('three million empty arrays, strings and numbers', () => {
    for (const item of ['[]', '()', '1 '])
      expectRefused(pdfOf([catalog, pages, `[${item.repeat(1_000_000)}]`]), 'PDF.TOO_MANY_OBJECTS');
  });

  it('a hundred thousand form fields', () => {
    const fields = Array.from({ length: 100_000 }, (_, i) => `<</FT/Tx/T(f${i})/Rect[0 0 1 1]>>`);
    const root = '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields 3 0 R >> >>';
    expectRefused(pdfOf([root, pages, `[${manyFields(fields.length)}]`, ...fields]), 'PDF.TOO_MANY_OBJECTS');
  });

  it('pages that share a long list of annotations', () => {
    const tree = `<< /Kids [${'<</Annots 4 0 R>>'.repeat(30_000)}] >>`;
    const list = `[${'5 0 R '.repeat(100_000)}]`;
    expectRefused(pdfOf(['<< /Pages 2 0 R >>', tree, 'null', list]), 'PDF.TOO_MANY_OBJECTS');
  });

  it('a table of half a million entries that lead nowhere', () => {
    const rows = Buffer.alloc(500_000 * 20, '0000000009 00000 n\r\n');
    const end = 'trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n';
    const pdf = Buffer.concat([Buffer.from('%PDF-1.7\nxref\n0 500000\n'), rows, Buffer.from(end)]);
    expect(inspectPdf(pdf).isReadable).toBe(false);
    handle(pdf);
  });

  it('streams whose lengths need each other', () => {
    const chain = Array.from({ length: 3_000 }, (_, i) => `<< /Length ${i + 5} 0 R >>\nstream\nx\nendstream`);
    const pdf = pdfOf([catalog, pages, 'null', ...chain]);
    handle(pdf);
    expect(collect(pdf).signatures).toEqual([]);
  });
});

describe('an object stream that a later revision replaces', () => {
  const body = (flags: number) => Buffer.from(`5 0 << /Fields [] /SigFlags ${flags} >>`);
  const objectStream = (flags: number) => stream('/Type /ObjStm /N 1 /First 4', body(flags));

  it('is not read: readers would differ on what lies in it', () => {
    const first = packedPdf(objectStream(3));
    const at = first.length;
    const replaced = Buffer.concat([Buffer.from('3 0 obj\n'), objectStream(0), Buffer.from('\nendobj\n')]);
    const xref = at + replaced.length;
    const row = (value: number) => [1, value >> 16, (value >> 8) & 255, value & 255, 0];
    const dict = `/Type /XRef /Size 7 /W [1 3 1] /Index [3 1 6 1] /Root 1 0 R /Prev ${new PdfDocument(first).revisions[0]!.startxref}`;
    const table = stream(dict, Uint8Array.from([...row(at), ...row(xref)]));
    const second = Buffer.concat([
      ...[first, replaced, Buffer.from('6 0 obj\n'), table],
      Buffer.from(`\nendobj\nstartxref\n${xref}\n%%EOF\n`),
    ]);
    const document = new PdfDocument(second);
    expect((document.view(0).object(5) as { get(key: string): unknown } & object).get('SigFlags')).toBe(3);
    expect(() => document.last.object(5)).toThrow(expect.objectContaining({ code: 'PDF.XREF' }));
  });
});

describe('what readers may take differently', () => {
  const text = (document: PdfDocument, num: number) =>
    Buffer.from((document.last.object(num) as { bytes: Uint8Array } & object).bytes).toString();

  it('a number twice in one table: the first counts, and the file is irregular', () => {
    const pdf = Buffer.from(pdfOf([catalog, pages, '(one)', '(two)'])).toString('latin1');
    const renumbered = pdf.replace('0 5\n', '0 4\n').replace(/(\d{10} 00000 n\r\n)trailer/, '3 1\n$1trailer');
    const document = new PdfDocument(Buffer.from(renumbered, 'latin1'));
    expect([text(document, 3), [...document.irregular]]).toEqual(['one', ['entry-twice']]);
  });

  it('a trailer with a key twice is refused', () => {
    expect(inspectPdf(pdfOf([catalog, pages], '/Root 1 0 R /Root 2 0 R')).reasons).toEqual(['PDF.STRUCTURE']);
  });

  const hybrid = (table: string) => {
    const bodies = `%PDF-1.7\n1 0 obj\n${catalog}\nendobj\n2 0 obj\n${pages}\nendobj\n`;
    const hiddenAt = bodies.length;
    const shownAt = hiddenAt + '3 0 obj\n(hidden)\nendobj\n'.length;
    const streamAt = shownAt + '3 0 obj\n(shown)\nendobj\n'.length;
    const row = [1, hiddenAt >> 8, hiddenAt & 255, 0];
    const xref = stream('/Type /XRef /Size 4 /W [1 2 1] /Index [3 1]', Uint8Array.from(row));
    const start = Buffer.concat([
      Buffer.from(`${bodies}3 0 obj\n(hidden)\nendobj\n3 0 obj\n(shown)\nendobj\n4 0 obj\n`),
      xref,
      Buffer.from('\nendobj\n'),
    ]);
    const line = (offset: number, kind: string) => `${String(offset).padStart(10, '0')} 00000 ${kind}\r\n`;
    const third = table === 'free' ? line(0, 'f') : line(shownAt, 'n');
    const rows = [line(0, 'f'), line(9, 'n'), line(bodies.indexOf('2 0 obj'), 'n'), third].join('');
    const end = `trailer\n<< /Size 5 /Root 1 0 R /XRefStm ${streamAt} >>\nstartxref\n${start.length}\n%%EOF\n`;
    return new PdfDocument(Buffer.concat([start, Buffer.from(`xref\n0 4\n${rows}${end}`)]));
  };

  it('a hybrid file shows hidden objects where its table says free', () => {
    const document = hybrid('free');
    expect([text(document, 3), [...document.irregular]]).toEqual(['hidden', []]);
  });

  it('a hybrid file whose table says something else is irregular, and the table counts', () => {
    const document = hybrid('in use');
    expect([text(document, 3), [...document.irregular]]).toEqual(['shown', ['hybrid-conflict']]);
  });

  it('an object that is not where the table says', () => {
    const pdf = Buffer.from(pdfOf([catalog, pages, '(a)', '(b)']))
      .toString('latin1')
      .replace('4 0 obj', '5 0 obj');
    const document = new PdfDocument(Buffer.from(pdf, 'latin1'));
    document.checkPlaces();
    expect([...document.irregular]).toEqual(['object-misplaced']);
    expect(prepareSignature(document.bytes, { fieldName: 'x' })).toMatchObject({ code: 'PADES.DAMAGED' });
  });
});
