/** What a cell of a written table may hold. Numbers stay numbers, so that a spreadsheet can add them up. */
export type TableCell = string | number | null;

/** Bounds of what a stranger's file may cost. Every one of them refuses, none of them cuts off. */
export interface TableLimits {
  /** Of the file as it came. Default: 10 MiB. */
  readonly maxBytes: number;
  /** Of the parts of a workbook that are unpacked, together. Default: 64 MiB. */
  readonly maxUnpackedBytes: number;
  /** Last row that holds something, counted from 1. Default: 50 000. */
  readonly maxRows: number;
  /** Last column that holds something. Default: 200. */
  readonly maxColumns: number;
  /** UTF-16 units of one cell; a workbook itself knows 32 767. Default: 32 767. */
  readonly maxCellLength: number;
}

export const usualLimits: TableLimits = {
  maxBytes: 10 * 1024 * 1024,
  maxUnpackedBytes: 64 * 1024 * 1024,
  maxRows: 50_000,
  maxColumns: 200,
  maxCellLength: 32_767,
};

export interface ReadOptions {
  /** What the file is said to be. Default: told by its first bytes. */
  readonly kind?: 'xlsx' | 'csv';
  /** Name of the sheet of a workbook. Default: its first sheet that is not hidden. */
  readonly sheet?: string;
  readonly limits?: Partial<TableLimits>;
}

export interface ReadTable {
  /** `null` for CSV. */
  readonly sheet: string | null;
  /**
   * Row n of the file is `rows[n - 1]`, also when rows above it are empty, so that people can be told where something
   * stands. Cells are trimmed and composed (NFC); what is empty at the end of a row, and rows at the end, are left away.
   * Numbers as JavaScript prints them, dates of workbooks as `2023-03-14` or `2023-03-14T08:30:00`, truth as `TRUE`.
   */
  readonly rows: readonly (readonly string[])[];
}

const messages = {
  'TABLE.TOO_LARGE': 'Tệp lớn hơn {limit} byte; không nhận.',
  'TABLE.UNPACKS_TOO_LARGE': 'Nội dung giải nén của tệp lớn hơn {limit} byte; không nhận.',
  'TABLE.TOO_MANY_ROWS': 'Bảng có hơn {limit} dòng; hãy chia thành nhiều tệp.',
  'TABLE.TOO_MANY_COLUMNS': 'Bảng có hơn {limit} cột (dòng {row}).',
  'TABLE.CELL_TOO_LONG': 'Ô ở dòng {row} dài hơn {limit} ký tự.',
  'TABLE.ENCRYPTED_OR_OLD': 'Tệp đặt mật khẩu hoặc là định dạng .xls cũ; hãy lưu lại thành .xlsx không mật khẩu.',
  'TABLE.NOT_A_WORKBOOK': 'Tệp không phải là bảng tính .xlsx hoặc bị hỏng ({problem}).',
  'TABLE.NO_SUCH_SHEET': 'Bảng tính không có trang {sheet}; có: {sheets}.',
  'TABLE.NOT_UTF8': 'Tệp CSV không phải mã UTF-8; hãy lưu lại là "CSV UTF-8".',
  'TABLE.MALFORMED_CSV': 'Tệp CSV sai cú pháp ở dòng {row}.',
  'TABLE.EMPTY': 'Bảng không có dòng nào.',
} as const;
export type TableRefusalCode = keyof typeof messages;

/** Why a file is not read. Expected, therefore returned. */
export interface TableRefusal {
  readonly refused: true;
  readonly code: TableRefusalCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export const isTableRefusal = (value: object): value is TableRefusal =>
  (value as { refused?: unknown }).refused === true;

/** Carries a refusal out of the callbacks of a parser; never leaves this package. */
export class Refused extends Error {
  readonly refusal: TableRefusal;
  constructor(code: TableRefusalCode, details: Record<string, unknown> = {}) {
    super(code);
    const message = messages[code].replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''));
    this.refusal = { refused: true, code, message, details };
  }
}

/** Rows as they are filled, each cell within the limits. */
export class RowsWithin {
  private readonly rows: string[][] = [];
  constructor(private readonly limits: TableLimits) {}

  /** @param row, column  from 1; empty text costs nothing, wherever it stands */
  put(row: number, column: number, raw: string): void {
    if (raw.length > this.limits.maxCellLength)
      throw new Refused('TABLE.CELL_TOO_LONG', { row, limit: this.limits.maxCellLength });
    const text = raw.normalize('NFC').trim();
    if (text === '') return;
    if (row > this.limits.maxRows) throw new Refused('TABLE.TOO_MANY_ROWS', { limit: this.limits.maxRows });
    if (column > this.limits.maxColumns)
      throw new Refused('TABLE.TOO_MANY_COLUMNS', { row, limit: this.limits.maxColumns });
    while (this.rows.length < row) this.rows.push([]);
    const cells = this.rows[row - 1] as string[];
    while (cells.length < column) cells.push('');
    cells[column - 1] = text;
  }

  done(): readonly (readonly string[])[] {
    if (this.rows.length === 0) throw new Refused('TABLE.EMPTY');
    return this.rows;
  }
}
