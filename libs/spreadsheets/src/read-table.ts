import { readCsv } from './csv/read-csv.js';
import { type ReadOptions, type ReadTable, Refused, type TableRefusal, usualLimits } from './table.js';
import { readXlsx } from './xlsx/read-xlsx.js';

/**
 * Reads the table in a file that a stranger has sent: XLSX (ECMA-376 part 1, SpreadsheetML) or CSV (RFC 4180, also with
 * semicolons or tabs, as spreadsheets here write it). Formulas are never run: the value stored beside them is read.
 *
 * What the file costs is bounded before it is paid: packed parts are not unpacked beyond the limit, and a cell far down or
 * far to the right is refused, not padded up to.
 */
export function readTable(bytes: Uint8Array, options: ReadOptions = {}): ReadTable | TableRefusal {
  const limits = { ...usualLimits, ...options.limits };
  try {
    if (bytes.length > limits.maxBytes) throw new Refused('TABLE.TOO_LARGE', { limit: limits.maxBytes });
    if (bytes.length === 0) throw new Refused('TABLE.EMPTY');
    if (startsWith(bytes, compoundFile)) throw new Refused('TABLE.ENCRYPTED_OR_OLD');
    const kind = options.kind ?? (startsWith(bytes, zip) ? 'xlsx' : 'csv');
    return kind === 'xlsx' ? readXlsx(bytes, limits, options.sheet) : { sheet: null, rows: readCsv(bytes, limits) };
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

const zip = [0x50, 0x4b, 0x03, 0x04];
/** [MS-CFB] 2.2: workbooks of before 2007, and encrypted ones of today. */
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);
