import type { GeneralContent } from '@vanthu/decree30';
import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';

interface Face {
  readonly bold?: boolean;
  readonly italics?: boolean;
  /** Points. */
  readonly size?: number;
}

const line = (text: string, { size = 14, ...face }: Face = {}, more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    ...more,
    children: [new TextRun({ text: text.normalize('NFC'), size: size * 2, ...face })],
  });

/** The solid line below a name: half as long as what stands above it, or as long (Annex I part I, II.1 and II.2). */
const rule = (indent: number): Paragraph =>
  new Paragraph({
    indent: { left: indent, right: indent },
    spacing: { line: 90, lineRule: 'exact', after: 60 },
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 0, color: '000000' } },
  });

/** Two columns without lines. */
function columns(widths: readonly [number, number], ...rows: readonly [Paragraph[], Paragraph[]][]): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths[0] + widths[1], type: WidthType.DXA },
    columnWidths: [...widths],
    borders: TableBorders.NONE,
    rows: rows.map(
      (cells) =>
        new TableRow({
          children: cells.map(
            (children, index) =>
              new TableCell({
                children,
                verticalAlign: VerticalAlignTable.TOP,
                margins: { left: 0, right: 0 },
                width: { size: widths[index] ?? 0, type: WidthType.DXA },
              }),
          ),
        }),
    ),
  });
}

const capitals = (text: string): string => text.normalize('NFC').toLocaleUpperCase('vi');
const linesOf = (names: string | readonly string[] | null): readonly string[] => (names === null ? [] : [names].flat());

/** Boxes 1 to 4: Quốc hiệu, names of the agencies, number and symbol, place and date. */
export function headOf({ superiorName, agencyName, symbol, place }: GeneralContent): Table {
  return columns(
    [3700, 5650],
    [
      [
        ...linesOf(superiorName).map((name) => line(capitals(name), { size: 13 })),
        ...linesOf(agencyName).map((name) => line(capitals(name), { bold: true, size: 13 })),
        rule(1250),
      ],
      [
        line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true, size: 13 }),
        line('Độc lập - Tự do - Hạnh phúc', { bold: true }),
        rule(1050),
      ],
    ],
    [
      [line(`Số:          /${symbol}`, { size: 13 }, { spacing: { before: 120 } })],
      [line(`${place}, ngày        tháng        năm          `, { italics: true }, { spacing: { before: 120 } })],
    ],
  );
}

/** Box 5a: the name of the kind and the abstract. */
export const titleOf = ({ abstract }: GeneralContent): Paragraph[] => [
  line('BÁO CÁO', { bold: true }, { spacing: { before: 360 } }),
  line(abstract, { bold: true }),
  rule(3400),
  new Paragraph({ spacing: { after: 60 } }),
];

/** Boxes 7 and 9: who signs, with room for the signature, and the recipients. */
export function closingOf({ recipients, signers: [signer] }: GeneralContent): Table {
  const left = { alignment: AlignmentType.LEFT };
  return columns(
    [4600, 4750],
    [
      [
        line('Nơi nhận:', { bold: true, italics: true, size: 12 }, left),
        ...recipients.map((one) => line(one, { size: 11 }, left)),
      ],
      [
        ...signer.capacityLines.map((one) => line(one, { bold: true })),
        ...Array.from({ length: 5 }, () => new Paragraph({})),
        line(signer.name, { bold: true }),
      ],
    ],
  );
}
