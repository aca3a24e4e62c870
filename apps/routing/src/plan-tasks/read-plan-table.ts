import { type routing } from '@vanthu/contracts';
import { parseCivilDate } from '@vanthu/decree30';

/** A row of the table as it stands, or what is wrong with it. */
export interface ReadRow {
  readonly row: number;
  readonly number: string;
  readonly content: string;
  readonly task: routing.PlanTask | null;
  readonly problem: string;
}
export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly abbreviation: string;
}

const columns = {
  number: 'stt',
  content: 'nội dung',
  lead: 'chủ trì',
  cooperators: 'phối hợp',
  deadline: 'thời hạn',
  proof: 'minh chứng',
};
type Column = keyof typeof columns;
const needed: readonly Column[] = ['number', 'content', 'lead', 'deadline'];

const plain = (text: string): string => text.normalize('NFC').trim().toLowerCase();

/** Rows below the first that has the headings; `null`: no row has them. */
export function readPlanTable(rows: readonly (readonly string[])[], units: readonly Unit[]): ReadRow[] | null {
  const at = rows.findIndex((cells) => needed.every((column) => cells.some((cell) => plain(cell) === columns[column])));
  if (at === -1) return null;
  const heading = (rows[at] ?? []).map(plain);
  return rows.flatMap((cells, index) => {
    if (index <= at || cells.every((cell) => cell.trim() === '')) return [];
    return [readRow(index + 1, (column) => cells[heading.indexOf(columns[column])]?.trim() ?? '', units)];
  });
}

function readRow(row: number, cell: (column: Column) => string, units: readonly Unit[]): ReadRow {
  const [number, content] = [cell('number'), cell('content')];
  const read = { row, number: number.slice(0, 40), content: content.slice(0, 200) };
  const wrong = (problem: string): ReadRow => ({ ...read, task: null, problem });
  if (!/^\d{1,4}$/.test(number) || Number(number) === 0) return wrong('STT phải là số từ 1 đến 9999.');
  if (content === '') return wrong('Chưa có nội dung.');
  if (content.length > 2_000) return wrong('Nội dung dài hơn 2000 ký tự.');
  const lead = unitNamed(cell('lead'), units);
  if (lead === null) return wrong(`Không có đơn vị chủ trì “${cell('lead').slice(0, 80)}”.`);
  const names = cell('cooperators')
    .split(/[;,]/)
    .map((name) => name.trim())
    .filter(Boolean);
  const cooperators = names.map((name) => unitNamed(name, units));
  const unknown = cooperators.indexOf(null);
  if (unknown !== -1) return wrong(`Không có đơn vị phối hợp “${(names[unknown] ?? '').slice(0, 80)}”.`);
  const deadline = dayOf(cell('deadline'));
  if (deadline === null) return wrong('Thời hạn phải ghi ngày/tháng/năm.');
  const proofWanted = proofOf(cell('proof'));
  if (proofWanted === null) return wrong('Minh chứng ghi “văn bản”, “tệp”, hoặc để trống (một trong hai).');
  const known = cooperators.filter((one) => one !== null);
  return {
    ...read,
    task: { number: Number(number), content, lead, cooperators: known, deadline, proofWanted },
    problem: '',
  };
}

function unitNamed(name: string, units: readonly Unit[]) {
  const found = units.find((unit) => plain(unit.abbreviation) === plain(name) || plain(unit.name) === plain(name));
  return found === undefined ? null : { kind: 'unit' as const, unitId: found.id, name: found.name };
}

/** As people write it (14/3/2023), or as a workbook's date is read (2023-03-14). */
function dayOf(text: string): string | null {
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const [, day = '', month = '', year = ''] = written ?? [];
  return parseCivilDate(
    written === null ? text.slice(0, 10) : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  );
}

function proofOf(text: string): routing.PlanTask['proofWanted'] | null {
  switch (plain(text)) {
    case '':
      return 'either';
    case 'văn bản':
      return 'number';
    case 'tệp':
      return 'file';
    default:
      return null;
  }
}
