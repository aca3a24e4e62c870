import { kindByCode } from '../vocabulary/kinds.js';
import { placeAnnexes } from './annexes.js';
import type { FileInformation } from './archival.js';
import { contentProblems } from './check-content.js';
import { closingOf } from './closing.js';
import type { DocumentContent } from './document-content.js';
import { flowBlocks } from './flow.js';
import type { DocumentFonts } from './fonts.js';
import { blocksOf } from './forms/blocks-of.js';
import { placeHead } from './head.js';
import { LayoutError, type LayoutOptions, type LayoutResult } from './layout-result.js';
import { placeFooter, placeOpening, placePageNumbers } from './opening.js';
import { Sheets } from './sheets.js';
import { styleOf } from './style.js';
import { cleanAll, Measure } from './text.js';
import { fieldsOf, writePdf } from './write-pdf.js';

/**
 * Prints a document of any of the 29 kinds by the templates of Annex III (`formOfKind` says which) as A4 PDF by Annex I,
 * complete but for number, date, signatures and seal, whose empty form fields are in place; annexes follow in the same
 * file. With `paper` it is the copy for ink signature and wet seal, without fields. Every string is composed to NFC first.
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
  const sheets = placeDocument(document, fonts, options);
  const pdf = await writePdf(sheets, fonts, informationOf(document, options));
  return { pdf, pages: sheets.pages, boxes: sheets.boxes, fields: fieldsOf(sheets) };
}

/** What is written into the file about the file. */
export const informationOf = (document: DocumentContent, { createdAt }: LayoutOptions): FileInformation => ({
  title: `${kindByCode(document.kind).nameVi}: ${document.abstract}`,
  author: [document.agencyName].flat().join(' '),
  createdAt,
});

/** Everything on its sheets, before any PDF is written. */
export function placeDocument(document: DocumentContent, fonts: DocumentFonts, options: LayoutOptions): Sheets {
  const measure = new Measure(fonts);
  const sheets = new Sheets(styleOf(options), measure);
  const { style } = sheets;
  const paper = options.paper ?? null;
  const headEnd = placeHead(sheets, document, paper);
  const bodyTop = placeOpening(sheets, document, headEnd);
  const footerTop = document.footer && document.footer.length > 0 ? placeFooter(sheets, document.footer) : style.bottom;
  const bottomOf = (page: number) => (page === 1 ? footerTop : style.bottom);

  const closing = closingOf(sheets, document, paper !== null);
  const frame = { left: style.left, right: style.right, firstTop: bodyTop, top: style.top, page: style.page };
  const blocks = blocksOf(document, style, measure);
  const end = flowBlocks(sheets, blocks, { ...frame, firstPage: 1, bottomOf }, closing.height);
  closing.place(end.page, end.y, bottomOf);
  placePageNumbers(sheets, { first: 1, last: sheets.pages, style });
  placeAnnexes(sheets, document, paper);
  return sheets;
}
