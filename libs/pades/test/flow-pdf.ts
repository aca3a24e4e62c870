import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import { PDFDocument, type PDFFont, PDFHexString, PDFName, type PDFPage, PDFString } from '@cantoo/pdf-lib';
import * as fontkit from 'fontkit';

const fontPath = createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf');

export interface FlowPdfOptions {
  readonly useObjectStreams?: boolean;
  /** Filled with incompressible bytes, to measure larger files. */
  readonly extraBytes?: number;
  /** Lock written on ky_ca_nhan_1 by whoever laid the page out. */
  readonly lockAll?: boolean;
}

/** The page as the layout of a document leaves it: two empty text fields, empty signature fields, all with widgets. */
export async function flowPdf(options: FlowPdfOptions = {}): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit as never);
  const font = await document.embedFont(readFileSync(fontPath), { subset: false });
  const page = document.addPage([595, 842]);
  page.drawText('Số:          /QĐ-UBND', { x: 80, y: 760, size: 13, font });
  page.drawText('QUYẾT ĐỊNH về việc thử nghiệm chữ ký số', { x: 120, y: 700, size: 13, font });
  if (options.extraBytes) page.node.set(PDFName.of('PieceInfo'), filler(document, options.extraBytes));
  const fields = [
    textField(document, page, 'so_van_ban', [105, 755, 145, 772]),
    textField(document, page, 'ngay_ban_hanh', [330, 755, 520, 772]),
    signatureField(document, page, 'ky_ca_nhan_1', [330, 200, 500, 270], options.lockAll),
    signatureField(document, page, 'ky_co_quan_1', [270, 190, 390, 310]),
  ];
  const context = document.context;
  const form = context.obj({
    Fields: fields,
    DA: PDFString.of('/Tinos 13 Tf 0 g'),
    DR: { Font: { Tinos: await embedded(document, font) } },
  });
  document.catalog.set(PDFName.of('AcroForm'), context.register(form));
  return document.save({ useObjectStreams: options.useObjectStreams ?? false, updateFieldAppearances: false });
}

async function embedded(document: PDFDocument, font: PDFFont) {
  await document.flush();
  return font.ref;
}

function filler(document: PDFDocument, size: number) {
  const bytes = new Uint8Array(size);
  let seed = 1;
  for (let i = 0; i < size; i++) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    bytes[i] = seed >> 16;
  }
  return document.context.register(document.context.stream(bytes));
}

function textField(document: PDFDocument, page: PDFPage, name: string, rect: number[]) {
  const ref = document.context.register(
    document.context.obj({
      ...{ Type: 'Annot', Subtype: 'Widget', FT: 'Tx', F: 4, Rect: rect, P: page.ref },
      T: PDFHexString.fromText(name),
      DA: PDFString.of('/Tinos 13 Tf 0 g'),
    }),
  );
  page.node.addAnnot(ref);
  return ref;
}

function signatureField(document: PDFDocument, page: PDFPage, name: string, rect: number[], lockAll = false) {
  const ref = document.context.register(
    document.context.obj({
      ...{ Type: 'Annot', Subtype: 'Widget', FT: 'Sig', F: 132, Rect: rect, P: page.ref, T: PDFString.of(name) },
      ...(lockAll ? { Lock: { Type: 'SigFieldLock', Action: 'All' } } : {}),
    }),
  );
  page.node.addAnnot(ref);
  return ref;
}

/** A transparent disc of one colour, as a PNG. */
export function discPng(
  size: number,
  [red, green, blue]: readonly [number, number, number],
  aroundAlpha = 0,
): Uint8Array {
  const rows = Buffer.alloc((size * 4 + 1) * size);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const inside = Math.hypot(x - size / 2, y - size / 2) < size / 2;
      rows.set([red, green, blue, inside ? 200 : aroundAlpha], y * (size * 4 + 1) + 1 + x * 4);
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const chunk = (type: string, data: Uint8Array) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  };
  const magic = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    magic,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ]);
}
