import {
  AlignmentType,
  Document,
  Header,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  Table,
  TextRun,
} from 'docx';
import { annexBlocks } from '../layout/annexes.js';
import { contentProblems } from '../layout/check-content.js';
import type { DocumentContent } from '../layout/document-content.js';
import type { DocumentFonts } from '../layout/fonts.js';
import { blocksOf } from '../layout/forms/blocks-of.js';
import { LayoutError, type LayoutOptions } from '../layout/layout-result.js';
import { type Style, styleOf, toMm } from '../layout/style.js';
import { cleanAll, Measure } from '../layout/text.js';
import { kindByCode } from '../vocabulary/kinds.js';
import { annexHeadOf, closingOf, headOf, titleOf } from './head-and-closing.js';
import { blockOf, centred, fontName, twipsOfMm } from './paragraphs.js';

type WordOptions = Pick<LayoutOptions, 'sizes' | 'margins' | 'lineSpacing' | 'paragraphSpacingPt' | 'indentMm'>;

/**
 * The document as DOCX, to go on writing in Word: the same templates, sizes and words as `layOutDocument`, with room where
 * number, date and signatures come. All kinds; annexes follow in sections of their own. Joint documents set Nơi nhận as the
 * PDF does. The file carries the time of its making, so its bytes differ from call to call.
 *
 * @throws LayoutError when something is missing or cannot be printed
 * @throws RangeError when an option lies outside Annex I
 */
export async function layOutWord(
  content: DocumentContent,
  fonts: DocumentFonts,
  options: WordOptions = {},
): Promise<Uint8Array> {
  const document = cleanAll(content);
  const problems = contentProblems(document, fonts);
  if (problems.length > 0) throw new LayoutError(problems);
  const measure = new Measure(fonts);
  const style = styleOf({ createdAt: new Date(0), ...options });
  const body = blocksOf(document, style, measure).flatMap((block) => blockOf(style, block));
  const [head, title, closing] = [
    headOf(style, measure, document),
    titleOf(style, measure, document),
    closingOf(style, document),
  ];
  const gap = centred('', 'regular', 6);
  const file = new Document({
    creator: [document.agencyName].flat().join(' '),
    title: `${kindByCode(document.kind).nameVi}: ${document.abstract}`,
    styles: {
      default: {
        document: {
          run: { font: fontName, size: style.sizes.body * 2, language: { value: 'vi-VN' } },
          paragraph: { spacing: { before: 0, after: 0 } },
        },
      },
    },
    sections: [
      section(style, [head, ...title, ...body, gap, closing], false),
      ...annexBlocks(style, document).map(({ blocks, landscape, isIssued, style: own }) => {
        const flowing = blocks.flatMap((block) => blockOf(own, block));
        return section(own, isIssued ? [annexHeadOf(own, measure, document), gap, ...flowing] : flowing, landscape);
      }),
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}

/** Page numbers in the middle of the top margin from the second page on, anew in each section (R-FMT-03, R-FMT-08). */
function section(style: Style, children: (Paragraph | Table)[], isLandscape: boolean): ISectionOptions {
  const { page } = style;
  const [width, height] = [toMm(page.width), toMm(page.height)].map(twipsOfMm) as [number, number];
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], font: fontName, size: style.sizes.pageNumber * 2 })],
  });
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: true,
      page: {
        // The library turns the sheet itself.
        size: isLandscape
          ? { width: height, height: width, orientation: PageOrientation.LANDSCAPE }
          : { width, height },
        margin: {
          top: twipsOfMm(toMm(style.top)),
          bottom: twipsOfMm(toMm(page.height - style.bottom)),
          left: twipsOfMm(toMm(style.left)),
          right: twipsOfMm(toMm(page.width - style.right)),
          header: twipsOfMm(10),
        },
        pageNumbers: { start: 1 },
      },
    },
    headers: {
      default: new Header({ children: [number] }),
      first: new Header({ children: [centred('', 'regular', 2)] }),
    },
    children,
  };
}
