import type { RegisterBook, RegisterRow } from './register-columns.js';

/**
 * A book as CSV (RFC 4180): the headings of Annex IV, one line per entry, all columns in order, CRLF, UTF-8 with byte order
 * mark so that spreadsheets read the Vietnamese. Art. 16.2.b, Annex IV (R-OUT-14, R-IN-06).
 *
 * A cell that a spreadsheet would run as a formula begins with an apostrophe.
 */
export function registerCsv<Key extends string>(book: RegisterBook<Key>, rows: readonly RegisterRow<Key>[]): string {
  const lines = [
    book.columns.map((column) => column.headingVi),
    ...rows.map((row) => book.columns.map(({ key }) => row[key])),
  ];
  return `\ufeff${lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')}`;
}

function cellOf(text: string): string {
  const composed = text.normalize('NFC');
  const safe = /^\s*[=+@]|^[\t\r]|^\s*-\s*(?=[\d=+(@-]|[\w.]+\s*[(|!])/.test(composed) ? `'${composed}` : composed;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
