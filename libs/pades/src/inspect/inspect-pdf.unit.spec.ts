import { describe, expect, it } from '@jest/globals';
import { append } from '../../test/append.js';
import { flowPdf } from '../../test/flow-pdf.js';
import type { PdfDict, PdfRef } from '../pdf/objects.js';
import { rewriteDict } from '../pdf/update.js';
import { inspectPdf } from './inspect-pdf.js';

const withCatalogEntry = async (key: string, value: string) => {
  const pdf = await flowPdf();
  return append(pdf, (update, view) => {
    const root = view.trailer.get('Root') as PdfRef;
    update.replace(root.num, 0, rewriteDict(view.catalog, { [key]: value }));
  });
};

describe('inspecting an upload', () => {
  it('finds pages, fields and where they stand', async () => {
    const found = inspectPdf(await flowPdf());
    expect(found).toMatchObject({
      isReadable: true,
      pages: 1,
      revisions: 1,
      damaged: false,
      truncated: false,
      encrypted: false,
    });
    expect(found.signatureFields.map(({ name, page, isSigned }) => [name, page, isSigned])).toEqual([
      ['ky_ca_nhan_1', 1, false],
      ['ky_co_quan_1', 1, false],
    ]);
    expect(found.textFields.map(({ name, rect }) => [name, rect])).toEqual([
      ['so_van_ban', [105, 755, 145, 772]],
      ['ngay_ban_hanh', [330, 755, 520, 772]],
    ]);
    expect([found.hasScripts, found.hasLaunchActions, found.hasXfa, found.hasEmbeddedFiles]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it.each([
    ['hasScripts', 'OpenAction', '<< /S /JavaScript /JS (x) >>'],
    ['hasScripts', 'AA', '<< /WC << /S /JavaScript /JS (x) >> >>'],
    ['hasScripts', 'Names', '<< /JavaScript << /Names [] >> >>'],
    ['hasLaunchActions', 'OpenAction', '<< /S /Launch /F (cmd.exe) >>'],
    ['hasEmbeddedFiles', 'Names', '<< /EmbeddedFiles << /Names [] >> >>'],
  ] as const)('%s by /%s', async (flag, key, value) => {
    expect(inspectPdf(await withCatalogEntry(key, value))[flag]).toBe(true);
  });

  it('finds an action whose kind lies in an object of its own', async () => {
    const pdf = append(await flowPdf(), (update, view) => {
      const kind = update.add('/Launch');
      const root = view.trailer.get('Root') as PdfRef;
      const action = `<< /S ${kind} 0 R /F (cmd.exe) >>`;
      update.replace(root.num, 0, rewriteDict(view.catalog, { OpenAction: action }));
    });
    expect(inspectPdf(pdf).hasLaunchActions).toBe(true);
  });

  it('finds an XFA form, also when it is spelled with escapes', async () => {
    const pdf = await flowPdf();
    const form = append(pdf, (update, view) => {
      const place = view.catalog.get('AcroForm') as PdfRef;
      const dict = view.resolve(place) as PdfDict;
      update.replace(place.num, 0, rewriteDict(dict, { XFA: '[]' }).replace('/XFA', '/#58FA'));
    });
    expect(inspectPdf(form).hasXfa).toBe(true);
  });

  it('says why a file is refused: no PDF, cut short, password-protected, lengthened', async () => {
    const pdf = await flowPdf();
    expect(inspectPdf(Buffer.from('PK\x03\x04'))).toMatchObject({ isReadable: false, reasons: ['PDF.NOT_A_PDF'] });
    expect(inspectPdf(pdf.subarray(0, pdf.length - 300))).toMatchObject({ isReadable: false, truncated: true });
    const locked = Buffer.from(Buffer.from(pdf).toString('latin1').replace('/Size', '/Encrypt 1 0 R /Size'), 'latin1');
    expect(inspectPdf(locked)).toMatchObject({ encrypted: true, reasons: ['PDF.ENCRYPTED'] });
    expect(inspectPdf(Buffer.concat([pdf, Buffer.from('MZ')]))).toMatchObject({
      damaged: true,
      reasons: ['bytes-after-end'],
    });
  });
});
