import type { Block } from './blocks.js';
import { centred, paragraphBlock, textBlock } from './blocks.js';
import type { Table } from './body-content.js';
import { flowBlocks } from './flow.js';
import type { DocumentFonts } from './fonts.js';
import type { LayoutOptions } from './layout-result.js';
import { placePageNumbers } from './opening.js';
import { Sheets } from './sheets.js';
import { styleOf } from './style.js';
import { capitals, cleanAll, Measure, wordsOf } from './text.js';
import { writePdf } from './write-pdf.js';

/** A statement of figures that is no document of the Decree: no number, no signature. */
export interface ReportContent {
  readonly agencyName: string | null;
  readonly title: string;
  readonly subtitle?: string | null;
  readonly sentences: readonly string[];
  readonly tables: readonly { readonly caption?: string | null; readonly table: Table }[];
  /** In italics at the end. Default: none. */
  readonly notes?: readonly string[];
}

/** Title, sentences and small tables on upright A4, with the margins and letters of Annex I; one page unless it is long. */
export async function layOutReport(
  report: ReportContent,
  fonts: DocumentFonts,
  options: Pick<LayoutOptions, 'createdAt'>,
): Promise<{ readonly pdf: Uint8Array; readonly pages: number }> {
  const { agencyName, title, subtitle, sentences, tables, notes = [] } = cleanAll(report);
  const style = styleOf(options);
  const sheets = new Sheets(style, new Measure(fonts));
  const heading = (text: string, face: 'regular' | 'bold', spaceBefore: number) =>
    textBlock(style, wordsOf(text, face), { ...centred, balanced: true, keepWithNext: true, spaceBefore });
  const blocks: Block[] = [
    ...(agencyName === null ? [] : [heading(capitals(agencyName), 'bold', 0)]),
    heading(capitals(title), 'bold', 18),
    ...(subtitle ? [heading(subtitle, 'bold', 0)] : []),
    ...sentences.map((text, index) => ({
      ...paragraphBlock(style, text),
      ...(index === 0 ? { spaceBefore: 18 } : {}),
    })),
    ...tables.flatMap(({ caption, table }): Block[] => [
      ...(caption ? [paragraphBlock(style, { text: caption, bold: true })] : []),
      { kind: 'table', table, size: style.sizes.table, spaceBefore: style.paragraphSpacing },
    ]),
    ...notes.map((text) => paragraphBlock(style, { text, italic: true })),
  ];
  const frame = { left: style.left, right: style.right, firstTop: style.top, top: style.top, page: style.page };
  flowBlocks(sheets, blocks, { ...frame, firstPage: 1, bottomOf: () => style.bottom });
  placePageNumbers(sheets, { first: 1, last: sheets.pages, style });
  const author = agencyName ?? title;
  const pdf = await writePdf(sheets, fonts, { title, author, createdAt: options.createdAt });
  return { pdf, pages: sheets.pages };
}
