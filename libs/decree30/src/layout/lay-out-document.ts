import { kindByCode } from '../vocabulary/kinds.js';
import { blocksOf } from './body.js';
import { contentProblems } from './check-content.js';
import { closingOf } from './closing.js';
import { type DocumentContent, LayoutError, type LayoutOptions, type LayoutResult } from './document-content.js';
import { flowBody } from './flow.js';
import type { DocumentFonts } from './fonts.js';
import { placeHead } from './head.js';
import { placeFooter, placeOpening, placePageNumbers } from './opening.js';
import { Sheets } from './sheets.js';
import { styleOf } from './style.js';
import { cleanAll, Measure } from './text.js';
import { fieldsOf, writePdf } from './write-pdf.js';

/**
 * Prints a quyết định (Annex III template 1.2) or a công văn (template 1.5) as A4 PDF by Annex I, complete but for number,
 * date, signatures and seal, whose empty form fields are in place. Every string is composed to NFC first.
 *
 * The same content, fonts and options give the same bytes.
 *
 * @throws LayoutError when something is missing or cannot be printed
 * @throws RangeError when an option lies outside Annex I
 */
export async function layOutDocument(
  content: DocumentContent,
  fonts: DocumentFonts,
  options: LayoutOptions,
): Promise<LayoutResult> {
  const document = cleanAll(content);
  const problems = contentProblems(document, fonts);
  if (problems.length > 0) throw new LayoutError(problems);

  const measure = new Measure(fonts);
  const sheets = new Sheets(styleOf(options), measure);
  const { style } = sheets;
  const headEnd = placeHead(sheets, document);
  const bodyTop = placeOpening(sheets, document, headEnd);
  const footerTop = document.footer && document.footer.length > 0 ? placeFooter(sheets, document.footer) : style.bottom;
  const bottomOf = (page: number) => (page === 1 ? footerTop : style.bottom);

  const closing = closingOf(sheets, document.signers, document.recipients);
  const end = flowBody(sheets, blocksOf(document, style, measure), bodyTop, bottomOf, closing.height);
  closing.place(end.page, end.y, bottomOf);
  const { pages } = sheets;
  placePageNumbers(sheets, pages);

  const pdf = await writePdf(sheets, fonts, {
    title: `${kindByCode(document.kind).nameVi}: ${document.abstract}`,
    author: [document.agencyName].flat().join(' '),
    createdAt: options.createdAt,
  });
  return { pdf, pages, boxes: sheets.boxes, fields: fieldsOf(sheets) };
}
