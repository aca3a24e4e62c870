import { PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import { printDate, printNumber } from '@vanthu/decree30';
import * as fontkit from 'fontkit';
import type { LetterPlan } from '../plan/plan.js';
import { uprightFont } from '../texts/upright-font.js';

/** The laid-out page written again with object streams and a cross-reference stream (ISO 32000-1 7.5.7, 7.5.8), fields kept. */
export async function withObjectStreams(pdf: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  return document.save({ useObjectStreams: true, updateFieldAppearances: false });
}

type Rect = readonly [x0: number, y0: number, x1: number, y1: number];
/** Rectangles of fields, by name: points from the bottom left corner of their page. */
export type Places = ReadonlyMap<string, { readonly page: number; readonly rect: Rect }>;

/**
 * The page of a system that prepares no fields. Number and date are printed, or left as gaps ("ngày … tháng … năm …") that later
 * signatures fill. Annotations of each page lie in an array of their own, as most producers write them; there is a form, empty, only
 * where a desktop signer adds to it.
 */
export async function withoutFields(
  pdf: Uint8Array,
  letter: LetterPlan,
  numbered: boolean,
): Promise<{ pdf: Uint8Array; places: Places }> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const places = new Map<string, { page: number; rect: Rect }>();
  for (const [index, page] of document.getPages().entries()) {
    const annots = page.node.Annots();
    for (let i = 0; annots && i < annots.size(); i++) {
      const widget = annots.lookup(i) as unknown as { get(name: PDFName): { toString(): string } | undefined };
      const name = widget.get(PDFName.of('T'));
      const text = name instanceof PDFHexString || name instanceof PDFString ? name.decodeText() : '';
      const [x0, y0, x1, y1] = (String(widget.get(PDFName.of('Rect'))).match(/-?[\d.]+/g) ?? []).map(Number);
      if (x0 !== undefined && y0 !== undefined && x1 !== undefined && y1 !== undefined)
        places.set(text, { page: index, rect: [x0, y0, x1, y1] });
    }
  }
  await printHead(document, places, letter, numbered);
  for (const page of document.getPages())
    page.node.set(PDFName.of('Annots'), document.context.register(document.context.obj([])));
  document.catalog.delete(PDFName.of('AcroForm'));
  if (!numbered) document.catalog.set(PDFName.of('AcroForm'), document.context.register(emptyForm(document)));
  return { pdf: await document.save({ useObjectStreams: false, updateFieldAppearances: false }), places };
}

const emptyForm = ({ context }: PDFDocument) =>
  context.obj({ Fields: context.register(context.obj([])), SigFlags: 3, DA: PDFString.of('/Helv 0 Tf 0 g') });

async function printHead(document: PDFDocument, places: Places, letter: LetterPlan, numbered: boolean): Promise<void> {
  document.registerFontkit(fontkit as never);
  const font = await document.embedFont(uprightFont(), { subset: true });
  const date = numbered ? printDate(letter.documentDate) : 'ngày        tháng        năm';
  const texts = [
    ...(numbered ? [['so_van_ban', printNumber(letter.number)] as const] : []),
    ['ngay_ban_hanh', date] as const,
  ];
  for (const [field, text] of texts) {
    const place = places.get(field);
    if (place)
      document.getPage(place.page).drawText(text, { x: place.rect[0] + 1, y: place.rect[1] + 4, size: 13, font });
  }
}
