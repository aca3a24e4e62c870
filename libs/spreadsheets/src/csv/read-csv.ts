import { CsvError, parse } from 'csv-parse/sync';
import { Refused, RowsWithin, type TableLimits } from '../table.js';
import { wouldRun } from './formula-guard.js';

/** The cells of a CSV in UTF-8, or in UTF-16 with byte order mark ("Unicode text" of spreadsheets). */
export function readCsv(bytes: Uint8Array, limits: TableLimits): readonly (readonly string[])[] {
  const text = textOf(bytes);
  let records: string[][];
  try {
    records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      max_record_size: limits.maxColumns * limits.maxCellLength,
    });
  } catch (error) {
    if (error instanceof CsvError) throw new Refused('TABLE.MALFORMED_CSV', { row: error.lines ?? '' });
    throw error;
  }
  const rows = new RowsWithin(limits);
  for (const [row, record] of records.entries()) {
    for (const [column, cell] of record.entries()) rows.put(row + 1, column + 1, withoutGuard(cell));
  }
  return rows.done();
}

function textOf(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = decoded(bytes, wide ? 'utf-16le' : 'utf-8');
  // No spreadsheet writes it; what has it is no text.
  if (text === null || text.includes('\0')) throw new Refused('TABLE.NOT_UTF8');
  return text;
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    return decoder.decode(bytes);
  } catch {
    // Says nothing else than that these bytes are none of this encoding (Encoding Standard §7.2).
    return null;
  }
}

const delimiters = [',', ';', '\t'] as const;

/** Whichever separates the first line that holds something; spreadsheets with a decimal comma write semicolons. */
function delimiterOf(text: string): string {
  const first = /[^\r\n]+/.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? '';
  const count = (mark: string) => first.split(mark).length - 1;
  return delimiters.reduce<string>((best, mark) => (count(mark) > count(best) ? mark : best), ',');
}

/** The apostrophe that `writeCsv` puts before what a spreadsheet would run. */
const withoutGuard = (cell: string): string => (cell.startsWith("'") && wouldRun.test(cell) ? cell.slice(1) : cell);
