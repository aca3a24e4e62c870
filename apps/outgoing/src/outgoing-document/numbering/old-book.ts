import { isRuleRefusal, outgoingRegister, parseCivilDate, parseNumberAndSymbol } from '@vanthu/decree30';
import { fold } from '../domain/fold.js';
import type { LineWithoutDocument } from './lines-without-document.js';

export interface OldBookProblem {
  /** As the spreadsheet counts its rows. */
  readonly row: number;
  readonly why: string;
}

export interface OldBook {
  readonly lines: readonly LineWithoutDocument[];
  readonly problems: readonly OldBookProblem[];
  /** In which row of the spreadsheet a number stands. */
  rowOf(number: number): number;
}

type Column = (typeof outgoingRegister)['columns'][number]['key'];
const needed: readonly Column[] = ['numberAndSymbol', 'documentDate', 'kindAndAbstract'];
/** Books have a cover, a title and empty rows above their headings. */
const headingsWithin = 30;
const longest = { text: 1000, kindAndAbstract: 600 } as const;

/**
 * The lines of a register of outgoing documents as agencies keep them in spreadsheets: found by the headings of Annex IV part
 * I, with or without diacritics, in any order of columns.
 *
 * @param until  the last number that the series was opened behind; later ones are this system's
 * @returns null when there are no such headings
 */
export function readOldBook(rows: readonly (readonly string[])[], year: number, until: number): OldBook | null {
  const at = rows.slice(0, headingsWithin).findIndex((row) => needed.every((key) => placeOf(row, key) >= 0));
  const headings = rows[at];
  if (headings === undefined) return null;
  const places = new Map(outgoingRegister.columns.map(({ key }) => [key, placeOf(headings, key)]));
  const lines: LineWithoutDocument[] = [];
  const problems: OldBookProblem[] = [];
  const seen = new Map<number, number>();
  rows.slice(at + 1).forEach((cells, index) => {
    const row = at + index + 2;
    const cell = (key: Column) => cells[places.get(key) ?? -1] ?? '';
    // Empty rows, and the `(1) (2) …` under the headings.
    if (cells.every((one) => one === '') || /^\(1\)$/.test(cell('numberAndSymbol'))) return;
    const line = lineOf(cell, year, until);
    if (typeof line === 'string') problems.push({ row, why: line });
    else if (seen.has(line.number))
      problems.push({ row, why: `số ${line.number} đã có ở dòng ${seen.get(line.number)}` });
    else {
      seen.set(line.number, row);
      lines.push(line);
    }
  });
  return { lines, problems, rowOf: (number) => seen.get(number) ?? 0 };
}

const headingOf = (key: Column): string =>
  fold(outgoingRegister.columns.find((column) => column.key === key)?.headingVi ?? '');
const bare = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
const placeOf = (row: readonly string[], key: Column): number =>
  row.findIndex((cell) => bare(cell) === bare(headingOf(key)));

/** The line, or why it is none. */
function lineOf(cell: (key: Column) => string, year: number, until: number): LineWithoutDocument | string {
  const numberAndSymbol = cell('numberAndSymbol').normalize('NFC');
  const parsed = parseNumberAndSymbol(numberAndSymbol);
  if (isRuleRefusal(parsed)) return `số, ký hiệu “${numberAndSymbol}”: ${parsed.messageVi}`;
  if (parsed.number > until) return `số ${parsed.number} lớn hơn số cuối của sổ cũ (${until})`;
  const documentDate = dateIn(cell('documentDate'));
  if (documentDate === null) return `ngày “${cell('documentDate')}” không phải ngày tháng`;
  if (!documentDate.startsWith(`${year}-`)) return `ngày ${cell('documentDate')} không thuộc năm ${year}`;
  const kindAndAbstract = cell('kindAndAbstract');
  if (kindAndAbstract === '') return 'thiếu tên loại và trích yếu';
  if (kindAndAbstract.length > longest.kindAndAbstract) return `trích yếu dài hơn ${longest.kindAndAbstract} ký tự`;
  const handedOver = cell('handedOverOn');
  const handedOverOn = handedOver === '' ? null : dateIn(handedOver);
  if (handedOver !== '' && handedOverOn === null) return `ngày chuyển “${handedOver}” không phải ngày tháng`;
  const copies = cell('copies') === '' ? 1 : Number(cell('copies'));
  if (!Number.isInteger(copies) || copies < 0) return `số lượng bản “${cell('copies')}” không phải số`;
  const rest = ['signer', 'recipients', 'fileCopyHolder', 'receivedBy', 'remarks'] as const;
  if (rest.some((key) => cell(key).length > longest.text)) return `có ô dài hơn ${longest.text} ký tự`;
  const { number, symbol } = parsed;
  return {
    ...{ number, symbol, numberAndSymbol, documentDate, kindAndAbstract, copies, handedOverOn },
    ...{ signer: cell('signer'), recipients: cell('recipients'), fileCopyKeeper: cell('fileCopyHolder') },
    ...{ receivedBy: cell('receivedBy'), note: cell('remarks') },
  };
}

/** `2025-03-05` as spreadsheets give it, `5/3/2025` as people write it. */
function dateIn(text: string): string | null {
  const iso = /^(\d{4}-\d\d-\d\d)(?:T00:00:00)?$/.exec(text)?.[1];
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  return parseCivilDate(iso ?? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
