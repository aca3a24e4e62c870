import { describe, expect, it } from '@jest/globals';
import { encryptedSample, encryptedSamples } from '../../test/encrypted-samples.js';
import { formFields } from '../form/fields.js';
import { collect, inspectPdf, prepareSignature } from '../index.js';
import { PdfDocument } from './document.js';
import { type PdfDict, PdfStream } from './objects.js';
import { textOf } from './text-string.js';
import { PdfUpdate, rewriteDict, Verbatim } from './update.js';

const open = (pdf: Uint8Array, password: string) => new PdfDocument(pdf, undefined, password);
const fieldNames = (document: PdfDocument) => formFields(document.last).map(({ name }) => name);

function contentOf(document: PdfDocument): string {
  const page = document.last.object(3) as PdfDict;
  const found: string[] = [];
  document.forEachObject(
    (value) => {
      if (value instanceof PdfStream && value.dict.get('Type') === undefined)
        found.push(Buffer.from(document.last.decode(value)).toString('latin1'));
    },
    () => undefined,
  );
  expect(page).toBeDefined();
  return found.join();
}

describe.each(encryptedSamples().map(({ name, pdf }) => [name, pdf] as const))('a file encrypted with %s', (_, pdf) => {
  it.each([
    ['mo', false],
    ['chu', true],
  ])('is read with the password %s', (password, isOwner) => {
    const document = open(pdf, password);
    expect(document.encryption).toMatchObject({ isOpen: true, isOwner });
    expect(fieldNames(document)).toEqual(['so_van_ban', 'ky_ca_nhan_1']);
    expect(textOf(formFields(document.last)[0]!.dict.get('TU'))).toBe('Sô (v)');
    expect(contentOf(document)).toContain('(Mat) Tj');
  });

  it('stays closed with another password, which inspecting and signing say', () => {
    expect(open(pdf, 'khac').encryption?.isOpen).toBe(false);
    expect(inspectPdf(pdf)).toMatchObject({ isReadable: true, encrypted: true, reasons: ['PDF.ENCRYPTED'] });
    expect(prepareSignature(pdf, { fieldName: 'ky_ca_nhan_1' })).toMatchObject({ code: 'PADES.ENCRYPTED' });
    expect(collect(pdf).signatures).toEqual([]);
  });

  it('is added to under the same /Encrypt: strings and streams enciphered, what is verbatim as it is', () => {
    const document = open(pdf, 'mo');
    const field = formFields(document.last)[0]!;
    const update = new PdfUpdate(document);
    update.replace(field.ref!.num, field.ref!.gen, rewriteDict(field.dict, { V: '(s\\(7\\))' }));
    const stream = update.addStream('/Type /XObject /Note (bí)', Buffer.from('BT ET bytes in clear'));
    const contents = new Verbatim('<3000>');
    const signature = update.add('<< /ByteRange [0 1 2 3] /Reason (ly do) /Contents ', contents, ' >>');
    const appended = update.append();
    const text = Buffer.from(appended.bytes).toString('latin1');
    expect(text.slice(0, pdf.length)).toBe(Buffer.from(pdf).toString('latin1'));
    expect(text.slice(pdf.length)).not.toMatch(/ly do|in clear|s\\\(7/);
    expect(text.slice(appended.placeOf(contents)).startsWith('<3000> >>')).toBe(true);

    const again = open(appended.bytes, 'chu');
    const [filled] = formFields(again.last);
    expect([textOf(filled!.value), textOf(filled!.dict.get('TU'))]).toEqual(['s(7)', 'Sô (v)']);
    const added = again.last.object(stream) as PdfStream;
    expect(Buffer.from(again.last.decode(added)).toString()).toBe('BT ET bytes in clear');
    const dict = again.last.object(signature) as PdfDict;
    expect([textOf(dict.get('Reason')), textOf(dict.get('Contents'))]).toEqual(['ly do', '0\0']);
  });

  it('gives the same bytes when the same is added twice', () => {
    const bytes = () => {
      const update = new PdfUpdate(open(pdf, 'mo'));
      update.add('(một)');
      return Buffer.from(update.append().bytes);
    };
    expect(bytes().equals(bytes())).toBe(true);
  });
});

describe('permissions of an encrypted file', () => {
  const pdf = encryptedSample('no-changes');

  it('are those of /P for the user, and all for the owner', () => {
    expect(open(pdf, '').encryption).toMatchObject({ isOpen: true, mayFillForms: false, mayAddFields: false });
    expect(open(pdf, 'chu').encryption).toMatchObject({ isOwner: true, mayFillForms: true, mayAddFields: true });
  });

  it('refuse signing without the owner password', () => {
    const options = { fieldName: 'ky_ca_nhan_1' };
    expect(prepareSignature(pdf, options)).toMatchObject({ code: 'PADES.PERMISSION' });
    expect(prepareSignature(pdf, { ...options, password: 'chu' })).toMatchObject({ kind: 'prepared' });
  });
});

describe('another /Encrypt in a later revision', () => {
  /* The trailer is copied on from the last one; here it gets another /Encrypt. */
  const later = (pdf: Uint8Array, encrypt: string) => {
    const update = new PdfUpdate(open(pdf, 'mo'));
    update.add('null');
    const { source, increment } = update.append();
    const text = Buffer.from(increment)
      .toString('latin1')
      .replace(/\/Encrypt \d+ 0 R/, encrypt);
    const startxref = source.length + text.indexOf('xref\n');
    const end = text.replace(/startxref\n\d+/, `startxref\n${startxref}`);
    return Buffer.concat([source, Buffer.from(end, 'latin1')]);
  };

  it('is refused: it would change what signed bytes show', () => {
    const encrypted = encryptedSample('rc4-128');
    expect(collect(later(encrypted, '/Encrypt 99 0 R'), undefined, 'mo').problem?.code).toBe('PDF.ENCRYPTED');
    expect(inspectPdf(later(encrypted, ''), undefined, 'mo').reasons).toEqual(['PDF.ENCRYPTED']);
    const same = /\/Encrypt \d+ 0 R/.exec(Buffer.from(encrypted).toString('latin1'))![0];
    expect(inspectPdf(later(encrypted, same), undefined, 'mo').revisions).toBe(2);
  });
});

describe('a malformed /Encrypt is refused', () => {
  const edited = (find: string | RegExp, replacement: string) =>
    Buffer.from(Buffer.from(encryptedSample('aes-256-r5')).toString('latin1').replace(find, replacement), 'latin1');

  it.each([
    ['a key entry cut short', edited(/\/OE <[0-9a-f]{60}/, `/OE <${' '.repeat(60)}`)],
    ['no permissions', edited('/P -4', '/Q -4')],
    ['an unknown revision', edited('/R 5', '/R 9')],
    ['/V that does not fit /R', edited('/V 5', '/V 1')],
    ['an unknown crypt filter', edited('/CFM /AESV3', '/CFM /AESV9')],
  ])('%s', (_, pdf) => {
    expect(inspectPdf(pdf).reasons).toEqual(['PDF.ENCRYPTED']);
  });
});
