import { type ReadingRefusal, refuse } from '../refusal.js';
import type { DocumentText, Margins, TextPage } from '../text.js';
import { AssumedPage, type Piece } from './assumed-page.js';
import { type DocxLimits, openDocx } from './open-docx.js';
import { Styles } from './styles.js';
import { child, numberIn, parseXml, value, type XmlNode } from './xml.js';

const twipMm = 25.4 / 1440;

/**
 * Text and styles of a DOCX (ECMA-376 part 1 §17). It has no pages: the text is put on one, line under line, in the columns of
 * its tables; see `DocumentText.positions`. Macros, encryption and damage are refused by code.
 */
export function readDocxText(bytes: Uint8Array, limits: DocxLimits = {}): DocumentText | ReadingRefusal {
  const parts = openDocx(bytes, limits);
  if ('code' in parts) return parts;
  const root = parseXml(parts.get('word/document.xml') ?? '');
  const body = child(root ?? undefined, 'w:body');
  if (!body) return refuse('PAGES.DAMAGED');
  const { widthMm, heightMm, margins } = sheetOf(firstSection(body));
  const sheet = new AssumedPage({ left: margins.left, right: widthMm - margins.right, top: margins.top });
  new Reader(new Styles(parts), sheet).blocks(body.children);
  const page: TextPage = { number: 1, widthMm, heightMm, margins, words: sheet.words, strokes: [] };
  return { source: 'docx', positions: 'assumed', pages: [page] };
}

/** The first section decides: of the head and the body; landscape annexes come later. */
function firstSection(body: XmlNode): XmlNode | undefined {
  for (const node of body.children) {
    const inParagraph = child(child(node, 'w:pPr'), 'w:sectPr');
    if (inParagraph) return inParagraph;
    if (node.name === 'w:sectPr') return node;
  }
  return undefined;
}

function sheetOf(section: XmlNode | undefined): { widthMm: number; heightMm: number; margins: Margins } {
  const size = child(section, 'w:pgSz');
  const edge = child(section, 'w:pgMar');
  const mm = (node: XmlNode | undefined, name: string, usual: number) => (numberIn(node, name) ?? usual) * twipMm;
  return {
    widthMm: mm(size, 'w:w', 11_906),
    heightMm: mm(size, 'w:h', 16_838),
    margins: {
      top: mm(edge, 'w:top', 1_440),
      bottom: mm(edge, 'w:bottom', 1_440),
      left: mm(edge, 'w:left', 1_440),
      right: mm(edge, 'w:right', 1_440),
    },
  };
}

class Reader {
  constructor(
    private readonly styles: Styles,
    private readonly sheet: AssumedPage,
  ) {}

  blocks(nodes: readonly XmlNode[]): void {
    for (const node of nodes) {
      if (node.name === 'w:p') this.paragraph(node);
      else if (node.name === 'w:tbl') this.table(node);
      else if (node.name === 'w:sdt') this.blocks(child(node, 'w:sdtContent')?.children ?? []);
    }
  }

  private paragraph(node: XmlNode): void {
    const properties = child(node, 'w:pPr');
    const pieces = node.children.flatMap((one) => this.pieces(one, properties));
    this.sheet.paragraph(pieces, this.styles.paragraph(properties));
    // Boxes stand beside the text; what they say comes after it.
    for (const box of boxesIn(node)) this.blocks(box.children);
  }

  private pieces(node: XmlNode, paragraph: XmlNode | undefined): Piece[] {
    if (node.name === 'w:r') return this.run(node, paragraph);
    if (['w:hyperlink', 'w:ins', 'w:smartTag', 'w:sdt', 'w:sdtContent', 'w:fldSimple'].includes(node.name))
      return node.children.flatMap((one) => this.pieces(one, paragraph));
    return [];
  }

  private run(node: XmlNode, paragraph: XmlNode | undefined): Piece[] {
    const look = this.styles.run(child(node, 'w:rPr'), paragraph);
    return node.children.flatMap((one): Piece[] => {
      if (one.name === 'w:t') return [{ kind: 'text', text: one.text.normalize('NFC'), look }];
      if (one.name === 'w:noBreakHyphen') return [{ kind: 'text', text: '-', look }];
      if (one.name === 'w:tab') return [{ kind: 'tab' }];
      if (one.name === 'w:br' || one.name === 'w:cr') return [{ kind: 'break' }];
      return [];
    });
  }

  private table(node: XmlNode): void {
    const widths = (child(node, 'w:tblGrid')?.children ?? []).map((one) => (numberIn(one, 'w:w') ?? 0) * twipMm);
    for (const row of node.children.filter((one) => one.name === 'w:tr')) {
      let column = 0;
      const cells = row.children.filter((one) => one.name === 'w:tc');
      this.sheet.row(
        cells.map((cell) => {
          const span = Number(value(child(cell, 'w:tcPr'), 'w:gridSpan') ?? 1);
          const from = column;
          column += Number.isSafeInteger(span) && span > 0 ? Math.min(span, 100) : 1;
          return {
            from: sum(widths.slice(0, from)),
            width: sum(widths.slice(from, column)),
            fill: () => this.blocks(cell.children),
          };
        }),
      );
    }
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

function boxesIn(node: XmlNode): XmlNode[] {
  if (node.name === 'w:txbxContent') return [node];
  // The same box again, for older programs.
  if (node.name === 'mc:Fallback') return [];
  return node.children.flatMap(boxesIn);
}
