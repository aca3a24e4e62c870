import type { BodyItem, Division, Table as TableContent } from '@vanthu/decree30';
import {
  AlignmentType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';

const text = (words: string, bold = false): TextRun => new TextRun({ text: words.normalize('NFC'), bold });
/** Between the margins, in twentieths of a point: 210 − 30 − 15 mm. */
const room = 9354;
/** First-line indent of 12.7 mm and 6 points between paragraphs (Annex I part I, II.6). */
const prose = (words: string): Paragraph => paragraph(text(words), false);
/** Never alone at the foot of a page. */
const heading = (words: string): Paragraph => paragraph(text(words, true), true);
const paragraph = (child: TextRun, keepNext: boolean): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.BOTH,
    indent: { firstLine: 720 },
    spacing: { after: 120, line: 264, lineRule: 'auto' },
    keepNext,
    children: [child],
  });

/** Divisions, sentences and tables; the numbers of divisions are set here, clauses anew in each part. */
export function bodyOf(items: readonly BodyItem[]): (Paragraph | Table)[] {
  let part = 0;
  let clause = 0;
  return items.flatMap((item, index): (Paragraph | Table)[] => {
    const made = blockOf(index === items.length - 1 ? ended(item) : item);
    // A table and what follows it would touch.
    return 'columns' in Object(item) && index < items.length - 1 ? [made, gap()] : [made];
  });

  function blockOf(item: BodyItem): Paragraph | Table {
    if (typeof item === 'string') return prose(item);
    if ('columns' in item) return tableOf(item);
    if (!('level' in item)) return item.bold ? heading(item.text) : prose(item.text);
    if (item.level === 'roman') {
      part += 1;
      clause = 0;
      return heading(`${roman(part)}. ${(item.title ?? '').toLocaleUpperCase('vi')}`);
    }
    clause += 1;
    return clauseOf(item, clause);
  }
}

/** `./.` after the last word of the content (Annex III). */
function ended(item: BodyItem): BodyItem {
  const close = (words: string) => `${words.replace(/[.\s]+$/, '')}./.`;
  if (typeof item === 'string') return close(item);
  return 'level' in item && item.text ? { ...item, text: close(item.text) } : item;
}

const gap = (): Paragraph => new Paragraph({ spacing: { line: 120, lineRule: 'exact' } });

const clauseOf = ({ title, text: words }: Division, number: number): Paragraph =>
  title ? heading(`${number}. ${title}`) : prose(`${number}. ${words ?? ''}`);

const roman = (number: number): string =>
  ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'][number - 1] ?? String(number);

function tableOf({ columns, rows }: TableContent): Table {
  const aligned = { left: AlignmentType.LEFT, centre: AlignmentType.CENTER, right: AlignmentType.RIGHT };
  const widths = widthsOf(columns, rows.map(cellsOf));
  const cell = (words: string, index: number, heading: boolean) =>
    new TableCell({
      verticalAlign: VerticalAlignTable.CENTER,
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: [
        new Paragraph({
          alignment: heading ? AlignmentType.CENTER : aligned[columns[index]?.align ?? 'left'],
          children: [new TextRun({ text: words.normalize('NFC'), bold: heading, size: 26 })],
        }),
      ],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: room, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      new TableRow({ tableHeader: true, children: columns.map(({ heading }, index) => cell(heading, index, true)) }),
      ...rows.map((row) => {
        const cells = cellsOf(row);
        return new TableRow({
          cantSplit: true,
          children: columns.map((_, index) => cell(cells[index] ?? '', index, false)),
        });
      }),
    ],
  });
}

const cellsOf = (row: TableContent['rows'][number]): readonly string[] => ('cells' in row ? row.cells : row);

/** Twentieths of a point that a letter at 13 points takes at most on average, and what stands beside the text of a cell. */
const [letter, beside] = [140, 200];

/** The first column holds words, the others figures: as wide as their longest, so that none is broken (`100,00%`). */
function widthsOf(columns: TableContent['columns'], rows: readonly (readonly string[])[]): number[] {
  const wanted = columns.slice(1).map(({ heading }, at) => {
    const words = heading.split(' ').map((word) => word.length + 1);
    const longest = Math.max(...words, ...rows.map((cells) => cells[at + 1]?.length ?? 0));
    return Math.min(1400, beside + letter * longest);
  });
  const sum = wanted.reduce((all, one) => all + one, 0);
  const most = Math.min(sum, 6000);
  const figures = wanted.map((one) => Math.floor((one * most) / Math.max(1, sum)));
  return [room - figures.reduce((all, one) => all + one, 0), ...figures];
}
