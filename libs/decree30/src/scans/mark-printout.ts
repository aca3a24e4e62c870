import { PDFDocument, rgb } from '@cantoo/pdf-lib';
import type { DocumentFonts } from '../layout/fonts.js';
import { mm } from '../layout/style.js';
import { embed } from '../layout/write-pdf.js';

const sizePt = 7.5;
const lineHeight = 9;
const grey = rgb(0.25, 0.25, 0.25);

/**
 * A copy of the PDF for the printer with a mark in the bottom margin of each page: from which system, whose, under which code it
 * is found again, when and by whom it was printed (Annex VI III.6.k; Decree 137/2024). The bytes that were given stay as they
 * are; signatures in the copy are pictures.
 *
 * @param lines  from top to bottom, made smaller until they fit between the margins
 * @throws Error when the PDF cannot be read
 */
export async function markPrintout(
  original: Uint8Array,
  lines: readonly string[],
  { fonts, at }: { readonly fonts: DocumentFonts; readonly at: Date },
): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(original, { updateMetadata: false });
  pdf.setModificationDate(at);
  const face = (await embed(pdf, fonts, new Set(['regular']))).get('regular');
  if (!face) throw new Error('the face of the mark is embedded');
  for (const page of pdf.getPages()) {
    const { x, y, width } = page.getCropBox();
    const room = width - mm(20);
    lines.forEach((text, index) => {
      const size = Math.min(sizePt, (sizePt * room) / fonts.regular.widthOf(text, sizePt));
      const left = x + (width - fonts.regular.widthOf(text, size)) / 2;
      page.drawText(text, {
        x: left,
        y: y + mm(6) + (lines.length - 1 - index) * lineHeight,
        size,
        font: face,
        color: grey,
      });
    });
  }
  return pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}
