import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Block, TableBlock, TextBlock } from '../layout/blocks.js';
import type { Face } from '../layout/fonts.js';
import { type Style, singleSpacing, toMm } from '../layout/style.js';
import { type Word } from '../layout/text.js';

export const fontName = 'Times New Roman';

/** Points and millimetres to what WordprocessingML counts in. */
export const twips = (points: number): number => Math.round(points * 20);
export const twipsOfMm = (mm: number): number => Math.round((mm * 1440) / 25.4);

const looks: Record<Face, Pick<IRunOptions, 'bold' | 'italics'>> = {
  regular: {},
  bold: { bold: true },
  italic: { italics: true },
  boldItalic: { bold: true, italics: true },
};

export const run = (text: string, face: Face, size: number, more: Partial<IRunOptions> = {}): TextRun =>
  new TextRun({ text, font: fontName, size: Math.round(size * 2), ...looks[face], ...more });

/** Words of one face are one run. */
export function runs(words: readonly Word[], size: number): TextRun[] {
  const parts: { face: Face; text: string }[] = [];
  words.forEach((word, index) => {
    const text = index < words.length - 1 ? `${word.text} ` : word.text;
    const last = parts.at(-1);
    if (last?.face === word.face) last.text += text;
    else parts.push({ face: word.face, text });
  });
  return parts.map(({ face, text }) => run(text, face, size));
}

/** Single spacing; without the rule it would be a fixed height. */
export const tight = { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO } as const;

/** One centred line of a head or a closing, single-spaced. */
export const centred = (text: string, face: Face, size: number, more: Partial<IParagraphOptions> = {}): Paragraph =>
  new Paragraph({ alignment: AlignmentType.CENTER, spacing: tight, children: [run(text, face, size)], ...more });

/** A solid line of a length, in the middle of its column: the upper border of an empty line. */
export const ruled = (columnMm: number, lengthMm: number): Paragraph => {
  const side = twipsOfMm(Math.max(0, (columnMm - lengthMm) / 2));
  return new Paragraph({
    spacing: { before: 20, after: 0, line: 60, lineRule: LineRuleType.EXACT },
    indent: { left: side, right: side },
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
    children: [run('', 'regular', 2)],
  });
};

const alignments = { justify: AlignmentType.BOTH, centre: AlignmentType.CENTER, left: AlignmentType.LEFT } as const;

/** A block of the body as it flows: the paragraphs of the layout, without its line breaks. */
export function blockOf(style: Style, block: Block): (Paragraph | Table)[] {
  return block.kind === 'table' ? [tableOf(style, block)] : [paragraphOf(style, block)];
}

function paragraphOf(style: Style, block: TextBlock): Paragraph {
  const hanging = block.firstIndent - block.indent;
  return new Paragraph({
    alignment: alignments[block.align],
    keepNext: block.keepWithNext,
    spacing: {
      before: twips(block.spaceBefore),
      after: 0,
      line: Math.round((style.bodyLine / (style.sizes.body * singleSpacing)) * 240),
      lineRule: LineRuleType.AUTO,
    },
    indent: {
      left: twips(block.indent),
      ...(hanging >= 0 ? { firstLine: twips(hanging) } : { hanging: twips(-hanging) }),
    },
    children: runs(block.words, block.size),
  });
}

function tableOf(style: Style, { table, size }: TableBlock): Table {
  const widthMm = toMm(style.right - style.left);
  const shares = table.columns.map((column) => column.width ?? 1);
  const total = shares.reduce((sum, one) => sum + one, 0);
  const widths = shares.map((share) => twipsOfMm((widthMm * share) / total));
  const cell = (text: string, face: Face, index: number, align: 'left' | 'centre' | 'right') =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      margins: { left: 80, right: 80, top: 40, bottom: 40 },
      children: [
        new Paragraph({
          alignment: { left: AlignmentType.LEFT, centre: AlignmentType.CENTER, right: AlignmentType.RIGHT }[align],
          spacing: tight,
          children: [run(text, face, size)],
        }),
      ],
    });
  const heading = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: table.columns.map((column, index) => cell(column.heading, 'bold', index, 'centre')),
  });
  const rows = table.rows.map((row) => {
    const { cells, bold = false } = 'cells' in row ? row : { cells: row };
    return new TableRow({
      children: table.columns.map((column, index) =>
        cell(cells[index] ?? '', bold ? 'bold' : 'regular', index, column.align ?? 'left'),
      ),
    });
  });
  return new Table({
    width: { size: twipsOfMm(widthMm), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [heading, ...rows],
  });
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const borders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };

/** Two columns without rules, as heads and closings are set; each row has a left and a right cell. */
export function columns(
  widthsMm: readonly [number, number],
  rows: readonly (readonly [readonly Paragraph[], readonly Paragraph[]])[],
): Table {
  const widths = widthsMm.map(twipsOfMm);
  return new Table({
    width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders,
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, index) =>
              new TableCell({
                width: { size: widths[index] ?? 0, type: WidthType.DXA },
                margins: { left: 0, right: 0, top: 0, bottom: 0 },
                children: children.length > 0 ? [...children] : [centred('', 'regular', 11)],
              }),
          ),
        }),
    ),
  });
}
