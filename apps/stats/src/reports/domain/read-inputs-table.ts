import { isProblem, type Problem, readOrigin, readValue, type Unprintable } from './check-inputs.js';
import { indicators } from './indicators.js';

/** Headings of the table of inputs, as the template writes them. */
export const inputColumns = {
  code: 'Mã',
  name: 'Chỉ tiêu',
  unit: 'Đơn vị tính',
  value: 'Giá trị',
  source: 'Nguồn',
  providedBy: 'Người cung cấp',
  period: 'Kỳ',
} as const;
type Column = keyof typeof inputColumns;

export interface TableEntry {
  /** In the file, from 1. */
  readonly row: number;
  readonly code: string;
  readonly value: string;
  readonly source: string;
  readonly providedBy: string;
  readonly problem: Problem | null;
}

const fold = (heading: string): string => heading.normalize('NFC').trim().toLocaleLowerCase('vi');
/** A heading may stand below some lines of title. */
const searched = 12;

/** The entries of a table, row by row; `null` when it has not the columns of one. Rows without a code are words between. */
export function readInputsTable(
  rows: readonly (readonly string[])[],
  period: string,
  unprintable: Unprintable,
): TableEntry[] | null {
  const needed: Column[] = ['code', 'value', 'source', 'providedBy'];
  const heading = rows.slice(0, searched).findIndex((cells) => {
    const words = cells.map(fold);
    return needed.every((column) => words.includes(fold(inputColumns[column])));
  });
  if (heading < 0) return null;
  const words = (rows[heading] ?? []).map(fold);
  const at = (cells: readonly string[], column: Column): string =>
    cells[words.indexOf(fold(inputColumns[column]))]?.normalize('NFC').trim() ?? '';
  const seen = new Set<string>();
  return rows.slice(heading + 1).flatMap((cells, index): TableEntry[] => {
    const code = at(cells, 'code');
    if (code === '') return [];
    const entry = { row: heading + index + 2, code, source: at(cells, 'source'), providedBy: at(cells, 'providedBy') };
    const read = readValue(code, at(cells, 'value'), unprintable);
    const origin = readOrigin(code, entry, unprintable);
    const value = typeof read === 'string' ? read : at(cells, 'value');
    const say = (messageVi: string): Problem => ({ code, messageVi });
    const problems = [
      ...(typeof read === 'string' ? [] : [read]),
      ...(isProblem(origin) ? [origin] : []),
      ...(seen.has(code) ? [say('Mã này đã có ở dòng trên.')] : []),
      ...unitProblem(code, at(cells, 'unit')),
      ...(['', period].includes(at(cells, 'period'))
        ? []
        : [say(`Số liệu của kỳ ${at(cells, 'period')}, không phải ${period}.`)]),
      ...(value !== '' && entry.source === '' ? [say('Chưa ghi nguồn của số liệu.')] : []),
      ...(value !== '' && entry.providedBy === '' ? [say('Chưa ghi người cung cấp số liệu.')] : []),
    ];
    seen.add(code);
    return [{ ...entry, value, problem: problems[0] ?? null }];
  });
}

function unitProblem(code: string, unit: string): Problem[] {
  const expected = indicators.get(code)?.unitVi;
  if (unit === '' || expected === undefined || fold(unit) === fold(expected)) return [];
  return [{ code, messageVi: `Đơn vị tính là “${expected}”, không phải “${unit}”.` }];
}
