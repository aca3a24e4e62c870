import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFont } from '../appearance/truetype.js';
import { inspectPdf } from '../inspect/inspect-pdf.js';
import { isPrefix } from '../revisions.js';
import { addEmptyFields, type EmptyField, type FormFont } from './add-empty-fields.js';
import { prepareSignature } from './prepare-signature.js';

const place = { x: 100, y: 50, width: 60, height: 18 };
const number: EmptyField = {
  ...{ name: 'so_van_ban', tooltip: 'Số', page: 1, place },
  text: { fontName: 'F0', sizePt: 13, align: 'right' },
};
const signature: EmptyField = {
  ...{ name: 'ky_ca_nhan_1', tooltip: 'Chữ ký', page: 2, place: { ...place, height: 80 } },
  lock: { action: 'Exclude', fields: ['so_van_ban'] },
};

let fonts: FormFont[];
beforeAll(async () => {
  const path = createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf');
  fonts = [{ name: 'F0', font: readFont(await readFile(path)), characters: '0123456789' }];
});

async function pages(change: (pdf: PDFDocument) => void = () => {}, useObjectStreams = false): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (let page = 0; page < 2; page += 1) pdf.addPage([595, 842]).drawText('Trang');
  change(pdf);
  return pdf.save({ useObjectStreams });
}
const added = (pdf: Uint8Array, fields: readonly EmptyField[]): Uint8Array => {
  const done = addEmptyFields(pdf, fields, fonts);
  if (done.kind === 'refusal') throw new Error(`${done.code}: ${done.message}`);
  return done.pdf;
};
const refusal = (pdf: Uint8Array, fields: readonly EmptyField[]) => {
  const done = addEmptyFields(pdf, fields, fonts);
  return done.kind === 'refusal' ? [done.code, done.details] : [];
};

describe('empty fields in a document of others', () => {
  it.each([false, true])(
    'stand where they were asked for, behind the bytes that were given (cross-reference stream: %s)',
    async (streams) => {
      const source = await pages(undefined, streams);
      const pdf = added(source, [number, signature]);
      expect(isPrefix(source, pdf)).toBe(true);
      const found = inspectPdf(pdf);
      expect(found.damaged).toBe(false);
      expect(found.textFields.map(({ name, page, rect }) => [name, page, rect])).toEqual([
        ['so_van_ban', 1, [100, 774, 160, 792]],
      ]);
      expect(found.signatureFields).toEqual([
        {
          ...{ name: 'ky_ca_nhan_1', page: 2, rect: [100, 712, 160, 792], isSigned: false },
          lock: { action: 'Exclude', fields: ['so_van_ban'] },
        },
      ]);
      expect(added(source, [number, signature])).toEqual(pdf);
      const filled = prepareSignature(pdf, { fieldName: 'ky_ca_nhan_1', fill: [{ field: 'so_van_ban', value: '07' }] });
      expect(filled.kind).toBe('prepared');
    },
  );

  it('counts from the corner that is seen, on a page that is cut', async () => {
    const cut = await pages((pdf) => pdf.getPage(0).setCropBox(10, 20, 500, 700));
    expect(inspectPdf(added(cut, [number])).textFields[0]?.rect).toEqual([110, 652, 170, 670]);
  });

  it('not where there is a form, no page, no room, or a page lies on its side', async () => {
    const form = await pages((pdf) => pdf.getForm().createTextField('ho_ten').addToPage(pdf.getPage(0)));
    expect(refusal(form, [number])).toEqual(['PADES.FIELD_NAME', { field: 'ho_ten' }]);
    const plain = await pages();
    expect(refusal(plain, [{ ...number, page: 3 }])).toEqual(['PADES.NO_ROOM', { field: 'so_van_ban', page: 3 }]);
    const outside = { ...number, place: { ...place, x: 560 } };
    expect(refusal(plain, [outside])).toEqual(['PADES.NO_ROOM', { field: 'so_van_ban', page: 1 }]);
    const turned = await pages((pdf) => pdf.getPage(0).setRotation(degrees(90)));
    expect(refusal(turned, [number])).toEqual(['PADES.NO_ROOM', { field: 'so_van_ban', page: 1, reason: 'rotated' }]);
    expect(refusal(plain, [{ ...number, name: 'so.van' }])).toEqual(['PADES.FIELD_NAME', { field: 'so.van' }]);
  });
});
