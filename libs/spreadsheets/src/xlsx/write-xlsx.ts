import writeExcelFile, { type Cell, type Sheet as Written } from 'write-excel-file/node';
import type { TableCell } from '../table.js';

export interface SheetColumn {
  readonly heading: string;
  /** In characters. Default: by the longest cell, 8 to 60. */
  readonly width?: number;
  /** Default: numbers right, text left. */
  readonly align?: 'left' | 'center' | 'right';
}

export type SheetRow = readonly TableCell[] | { readonly cells: readonly TableCell[]; readonly bold: boolean };

export interface Sheet {
  /** At most 31 characters; what a workbook does not allow in a name is replaced. */
  readonly name: string;
  /** Lines above the table. Default: none. */
  readonly title?: readonly string[];
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly SheetRow[];
  readonly landscape?: boolean;
}

const border = { borderStyle: 'thin', borderColor: '#808080' } as const;

/**
 * A workbook for people: title lines, a heading that stays in place, ruled cells that wrap. Text is stored as text, whatever
 * it begins with, so nothing in it is run.
 */
export async function writeXlsx(sheets: readonly [Sheet, ...Sheet[]]): Promise<Uint8Array> {
  const names = new Set<string>();
  const written: Written<never>[] = sheets.map((sheet) => sheetOf(sheet, names));
  // The types name a stream or a picture beside; none is among them.
  const buffer = await writeExcelFile(written as Parameters<typeof writeExcelFile>[0] & [], {
    fontFamily: 'Times New Roman',
    fontSize: 12,
  }).toBuffer();
  return new Uint8Array(buffer);
}

function sheetOf(sheet: Sheet, names: Set<string>): Written<never> {
  const title = (sheet.title ?? []).map((line, index): Cell[] => [
    { value: storable(line), type: String, ...(index === 0 ? { fontWeight: 'bold' as const } : {}) },
  ]);
  const heading = sheet.columns.map(
    (column): Cell => ({
      ...border,
      value: storable(column.heading),
      type: String,
      fontWeight: 'bold',
      align: 'center',
      alignVertical: 'center',
      wrap: true,
      backgroundColor: '#eef1f5',
    }),
  );
  const rows = sheet.rows.map((row) => {
    const { cells, bold } = 'cells' in row ? row : { cells: row, bold: false };
    return sheet.columns.map((column, index): Cell => cellOf(cells[index] ?? null, column, bold));
  });
  return {
    sheet: nameOf(sheet.name, names),
    data: [...title, heading, ...rows],
    columns: sheet.columns.map((column, index) => ({ width: column.width ?? widthOf(sheet, index) })),
    stickyRowsCount: title.length + 1,
    ...(sheet.landscape ? { orientation: 'landscape' as const } : {}),
  };
}

function cellOf(value: TableCell, column: SheetColumn, bold: boolean): Cell {
  const style = { ...border, alignVertical: 'top' as const, ...(bold ? { fontWeight: 'bold' as const } : {}) };
  const align = column.align ?? (typeof value === 'number' ? 'right' : 'left');
  if (value === null) return { ...style, value: '', type: String };
  if (typeof value === 'number')
    return { ...style, align, value, type: Number, format: Number.isInteger(value) ? '#,##0' : '#,##0.00' };
  return { ...style, align, value: storable(value), type: String, wrap: true };
}

const widthOf = (sheet: Sheet, index: number): number => {
  const lengths = sheet.rows.map((row) => String(('cells' in row ? row.cells : row)[index] ?? '').length);
  const longest = lengths.reduce((most, length) => Math.max(most, length), sheet.columns[index]?.heading.length ?? 0);
  return Math.min(60, Math.max(8, longest + 2));
};

/** Composed, without what XML 1.0 cannot hold (§2.2), and not longer than a cell may be. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
const unstorable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;
const storable = (text: string): string => text.normalize('NFC').replace(unstorable, '').slice(0, 32_767);

/** A name that no sheet of the workbook has yet; Excel compares them without regard to case. */
function nameOf(wanted: string, names: Set<string>): string {
  const clean =
    storable(wanted)
      .replace(/[[\]:*?/\\']/g, ' ')
      .trim()
      .slice(0, 31) || 'Bảng';
  let name = clean;
  for (let n = 2; names.has(name.toLowerCase()); n++) name = `${clean.slice(0, 27)} (${n})`;
  names.add(name.toLowerCase());
  return name;
}
