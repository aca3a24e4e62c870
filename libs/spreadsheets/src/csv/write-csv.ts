import type { TableCell } from '../table.js';
import { wouldRun } from './formula-guard.js';

/**
 * Rows as CSV (RFC 4180): commas, CRLF, UTF-8 with byte order mark, so that spreadsheets read the Vietnamese. Text that a
 * spreadsheet would run as a formula begins with an apostrophe; numbers are written as they are.
 */
export function writeCsv(rows: readonly (readonly TableCell[])[]): string {
  return `\ufeff${rows.map((cells) => `${cells.map(printed).join(',')}\r\n`).join('')}`;
}

function printed(cell: TableCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const composed = cell.normalize('NFC');
  const safe = wouldRun.test(composed) ? `'${composed}` : composed;
  return /[",\r\n;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
