import { kindByCode } from '../vocabulary/kinds.js';
import { placeAnnex } from './annexes.js';
import { annexProblems } from './check-content.js';
import type { AttachmentContent } from './document-content.js';
import type { DocumentFonts } from './fonts.js';
import { LayoutError, type LayoutOptions, type LayoutResult } from './layout-result.js';
import { placePageNumbers } from './opening.js';
import { Sheets } from './sheets.js';
import { mm, styleOf } from './style.js';
import { cleanAll, Measure } from './text.js';
import { fieldsOf, writePdf } from './write-pdf.js';

/** Top right of page 1, in the margin: room for two lines of 10 pt and for number, symbol, date, time and zone in one. */
const mark = { topMm: 6, widthMm: 100, heightMm: 11 };

/**
 * Prints an annex as a file of its own (Annex III template 2.2). Its only field, `ky_co_quan_1` at the top right of page 1
 * (box 14), takes the organisation's signature with the text mark (`attachmentMark`) and without seal image; the line
 * `(Kèm theo …)` is not filled (R-ORG-06, R-ORG-09). On paper there is no field.
 *
 * @throws LayoutError when something is missing or cannot be printed
 * @throws RangeError when an option lies outside Annex I
 */
export async function layOutAttachment(
  attachment: AttachmentContent,
  fonts: DocumentFonts,
  options: LayoutOptions,
): Promise<LayoutResult> {
  const annex = cleanAll(attachment);
  const problems = annexProblems(annex, fonts);
  if (problems.length > 0) throw new LayoutError(problems);
  const sheets = new Sheets(styleOf(options), new Measure(fonts));
  const reference = { documentName: kindByCode(annex.documentKind).nameVi, filled: null };
  const pages = placeAnnex(sheets, annex, 1, { ordinal: annex.ordinal, reference, names: annex });
  placePageNumbers(sheets, pages);
  const { style } = pages;
  const rect = {
    x: style.right - mm(mark.widthMm),
    y: mm(mark.topMm),
    width: mm(mark.widthMm),
    height: mm(mark.heightMm),
  };
  sheets.box('14', 1, rect);
  if (!options.paper) sheets.field({ name: 'ky_co_quan_1', page: 1, rect });
  const pdf = await writePdf(sheets, fonts, {
    title: annex.title,
    author: [annex.agencyName].flat().join(' '),
    createdAt: options.createdAt,
  });
  return { pdf, pages: sheets.pages, boxes: sheets.boxes, fields: fieldsOf(sheets) };
}
