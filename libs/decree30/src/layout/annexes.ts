import { kindByCode } from '../vocabulary/kinds.js';
import { type Block, centred, textBlock } from './blocks.js';
import { bodyBlocks, roman } from './divisions.js';
import type { Annex, AttachmentContent, DocumentContent } from './document-content.js';
import { flowBlocks } from './flow.js';
import { placeNames } from './head.js';
import type { PaperCopy } from './layout-result.js';
import { type NumberedPages, placePageNumbers } from './opening.js';
import type { Sheets } from './sheets.js';
import { landscape, type Style } from './style.js';
import { capitals, wordsOf } from './text.js';

/** What the line `(Kèm theo …)` may say. */
export interface Reference {
  readonly documentName: string;
  /** `null` in electronic documents, where the line is not filled (Annex I part I, III.1.c; R-ORG-09). */
  readonly filled: { readonly numberAndSymbol: string; readonly date: string; readonly agencyName: string } | null;
}

/** Annexes in the file of their document, each from a new page. Annex I part I, III.1 (R-FMT-08). */
export function placeAnnexes(sheets: Sheets, content: DocumentContent, paper: PaperCopy | null): void {
  const reference = referenceOf(content, paper);
  for (const { annex, ordinal } of numbered(content)) {
    const pages = placeAnnex(sheets, annex, sheets.pages + 1, { ordinal, reference, names: content });
    placePageNumbers(sheets, pages);
  }
}

/** Two or more get a Roman number; documents that are issued are not counted. */
function numbered({ annexes = [] }: DocumentContent): { annex: Annex; ordinal: number | null }[] {
  const counted = annexes.filter((annex) => !annex.kindName);
  return annexes.map((annex) => ({
    annex,
    ordinal: counted.length > 1 && counted.includes(annex) ? counted.indexOf(annex) + 1 : null,
  }));
}

/** The annexes as what flows, for writers that break pages themselves. `isIssued`: it has a head of its own (template 1.3). */
export function annexBlocks(
  style: Style,
  content: DocumentContent,
): { readonly blocks: Block[]; readonly landscape: boolean; readonly isIssued: boolean; readonly style: Style }[] {
  const reference = referenceOf(content, null);
  return numbered(content).map(({ annex, ordinal }) => {
    const own = annex.landscape ? landscape(style) : style;
    const blocks = [...headingBlocks(own, annex, ordinal, reference), ...annexBody(own, annex)];
    return { blocks, landscape: annex.landscape ?? false, isIssued: Boolean(annex.kindName), style: own };
  });
}

const annexBody = (style: Style, { body }: Annex): Block[] =>
  bodyBlocks(style, body).map((block, index) => (index === 0 ? { ...block, spaceBefore: 12 } : block));

export function placeAnnex(
  sheets: Sheets,
  annex: Annex,
  page: number,
  about: {
    readonly ordinal: number | null;
    readonly reference: Reference;
    readonly names: Pick<AttachmentContent, 'agencyName'> & { superiorName?: DocumentContent['superiorName'] };
  },
): NumberedPages {
  const style = annex.landscape ? landscape(sheets.style) : sheets.style;
  sheets.sheet(page, style.page);
  const { agencyName, superiorName = null } = about.names;
  // A document issued with a decision has a head of its own, without number and date (template 1.3).
  const top = annex.kindName ? placeNames(sheets, { agencyName, superiorName }, page, style).bottom + 12 : style.top;
  const heading = headingBlocks(style, annex, about.ordinal, about.reference);
  const end = flowBlocks(sheets, [...heading, ...annexBody(style, annex)], {
    ...{ firstPage: page, left: style.left, right: style.right, firstTop: top, top: style.top, page: style.page },
    bottomOf: () => style.bottom,
  });
  return { first: page, last: end.page, style };
}

function headingBlocks(style: Style, annex: Annex, ordinal: number | null, reference: Reference): Block[] {
  const line = (text: string, face: 'bold' | 'italic', size = style.sizes.body): Block =>
    textBlock(style, wordsOf(text, face), {
      ...{ ...centred, box: 'annex-heading', size, balanced: true, spaceBefore: 0, keepWithNext: true },
    });
  const label = annex.kindName
    ? line(capitals(annex.kindName), 'bold', style.sizes.kind)
    : line(ordinal === null ? 'Phụ lục' : `Phụ lục ${roman(ordinal)}`, 'bold', style.sizes.annexLabel);
  const title = annex.kindName ? annex.title : capitals(annex.title);
  return [label, line(title, 'bold'), line(referenceLine(annex, reference), 'italic')];
}

const room = '…………';

function referenceLine(annex: Annex, { documentName, filled }: Reference): string {
  const verb = annex.kindName ? 'Ban hành kèm theo' : 'Kèm theo';
  const { numberAndSymbol, date, agencyName } = filled ?? {
    ...{ numberAndSymbol: room, date: 'ngày …… tháng …… năm ……', agencyName: room },
  };
  return `(${verb} ${documentName} số ${numberAndSymbol} ${date} của ${agencyName})`;
}

function referenceOf(content: DocumentContent, paper: PaperCopy | null): Reference {
  const documentName = kindByCode(content.kind).nameVi;
  if (paper === null || paper.number === null || paper.date === null) return { documentName, filled: null };
  const numberAndSymbol = `${paper.number}/${content.symbol}`;
  return { documentName, filled: { numberAndSymbol, date: paper.date, agencyName: inSentence(content.agencyName) } };
}

/** `['Ủy ban nhân dân', 'Xã Châu Minh']` → `Ủy ban nhân dân xã Châu Minh`. */
function inSentence(name: string | readonly string[]): string {
  return [name]
    .flat()
    .map((line, index) =>
      index === 0
        ? line
        : line.replace(/^(Xã|Phường|Thị trấn|Thị xã|Quận|Huyện|Tỉnh)(?= \p{L})/u, (unit) =>
            unit.toLocaleLowerCase('vi'),
          ),
    )
    .join(' ');
}
