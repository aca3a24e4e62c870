import { type ReadTable, Refused, RowsWithin, type TableLimits } from '../table.js';
import { dateOfSerial, dateStylesOf } from './dates.js';
import { sharedStringsOf, unescaped } from './shared-strings.js';
import { unpack } from './unpack.js';
import { walkXml } from './walk-xml.js';
import { openWorkbook } from './workbook.js';

interface OpenCell {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly style: number;
}

/** The cells of one sheet (18.3.1.4 `c`). */
export function readXlsx(bytes: Uint8Array, limits: TableLimits, wanted?: string): ReadTable {
  const parts = unpack(bytes, limits.maxUnpackedBytes);
  const { sheet, cells, from1904 } = openWorkbook(parts, wanted);
  const strings = sharedStringsOf(parts.get('xl/sharedstrings.xml'));
  const dateStyles = dateStylesOf(parts.get('xl/styles.xml'));
  const rows = new RowsWithin(limits);

  let row = 0;
  let column = 0;
  let cell: OpenCell | null = null;
  let value = '';
  let inValue = false;
  const put = ({ type, style, ...at }: OpenCell) => {
    const text = textOf(value, type, strings);
    const serial = type === 'n' && dateStyles.has(style) && text !== '' ? Number(text) : Number.NaN;
    rows.put(at.row, at.column, (Number.isNaN(serial) ? null : dateOfSerial(serial, from1904)) ?? text);
  };
  walkXml(cells, {
    open(name, attributes) {
      if (name === 'row') {
        row = attributes.r === undefined ? row + 1 : placeOf(attributes.r);
        column = 0;
      } else if (name === 'c') {
        const at = attributes.r === undefined ? { row, column: column + 1 } : addressOf(attributes.r);
        column = at.column;
        cell = { ...at, type: attributes.t ?? 'n', style: Number(attributes.s ?? 0) };
        value = '';
      } else if (name === 'v' || name === 't') inValue = cell !== null;
      else if (name === 'rPh') inValue = false;
    },
    text(piece) {
      if (inValue) value += piece;
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false;
      if (name === 'c' && cell !== null) {
        put(cell);
        cell = null;
      }
    },
  });
  return { sheet, rows: rows.done() };
}

function textOf(value: string, type: string, strings: readonly string[]): string {
  switch (type) {
    case 's': {
      const text = strings[Number(value)];
      if (text === undefined) throw new Refused('TABLE.NOT_A_WORKBOOK', { problem: 'sharedStrings' });
      return text;
    }
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    // A division by zero is no figure.
    case 'e':
      return '';
    case 'n': {
      const number = Number(value);
      return value.trim() === '' || Number.isNaN(number) ? '' : String(number);
    }
    default:
      return unescaped(value);
  }
}

function placeOf(text: string): number {
  const place = Number(text);
  if (!Number.isInteger(place) || place < 1) throw new Refused('TABLE.NOT_A_WORKBOOK', { problem: 'row' });
  return place;
}

/** `AB12`: column 28, row 12. */
function addressOf(reference: string): { row: number; column: number } {
  const [, letters, digits] = /^([A-Za-z]{1,3})([0-9]{1,7})$/.exec(reference) ?? [];
  if (letters === undefined || digits === undefined) throw new Refused('TABLE.NOT_A_WORKBOOK', { problem: 'cell' });
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: placeOf(digits), column };
}
