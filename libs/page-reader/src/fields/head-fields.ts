import { civilDate } from '@vanthu/decree30';
import { partOf, type TextLine } from '../lines.js';
import { fold } from '../words-of-the-field.js';
import { type DocumentFields, readField } from './document-fields.js';
import { datePattern, type Head, numberPattern } from './head.js';

type Names = Pick<DocumentFields, 'agency' | 'parentAgency'>;

/** Words with which the name of an agency begins, folded; below a superior the second of them begins the agency. */
const beginnings =
  /^(bo|so|cuc|tong cuc|chi cuc|vu|vien|van phong|uy ban|ubnd|hoi dong|hdnd|ban|phong|trung tam|truong|benh vien|cong an|toa an|thanh tra|kho bac|bao hiem|quan doan|hoc vien|dai hoc|tram|doi|cong ty|tong cong ty|chinh phu|quoc hoi|tinh uy|huyen uy|dang uy|hat|nha)\b/;
const ownPlace = /^(tinh|thanh pho|tp\.?|quan|huyen|thi xa|thi tran|xa|phuong|dac khu)\b/;

/** Box 2: the issuing agency in bold, above it the superior that is not (Annex I part I, II.2). */
export function readNames(head: Head): Names {
  const lines = head.names.filter((line) => /\p{L}/u.test(line.text));
  const [first] = lines;
  if (!first || (!head.nation && !head.numberRow)) return { agency: null, parentAgency: null };
  const name = (part: readonly TextLine[]) => part.map((line) => line.text.trim()).join(' ');
  const bold = lines.findIndex((line) => line.isBold);
  const sure = head.numberRow !== null && head.nation !== null;
  if (bold > 0 && lines.slice(bold).every((line) => line.isBold)) {
    const [above, own] = [lines.slice(0, bold), lines.slice(bold)];
    return {
      agency: readField(name(own), sure ? 0.97 : 0.8, own),
      parentAgency: readField(name(above), sure ? 0.97 : 0.8, above),
    };
  }
  // All of one weight: by what the lines begin with.
  const begin = lines.findLastIndex((line, index) => index > 0 && beginnings.test(fold(line.text)));
  const isSplit = begin > 0 && !(begin === 1 && !beginnings.test(fold(first.text)) && !ownPlace.test(fold(first.text)));
  if (bold !== 0 && isSplit) {
    const [above, own] = [lines.slice(0, begin), lines.slice(begin)];
    return { agency: readField(name(own), 0.7, own), parentAgency: readField(name(above), 0.7, above) };
  }
  const weight = bold === 0 && sure ? 0.97 : 0.75;
  return { agency: readField(name(lines), weight, lines), parentAgency: null };
}

type Numbering = Pick<DocumentFields, 'number' | 'symbol' | 'numberYear' | 'numberAndSymbol'>;

/** Box 3. Room that is left for the number gives the symbol alone. */
export function readNumber(head: Head): Numbering {
  const row = head.numberRow;
  const found = row && numberPattern.exec(row.text);
  const none: Numbering = { number: null, symbol: null, numberYear: null, numberAndSymbol: null };
  if (!row || !found) return none;
  const digits = (found[1] ?? '').replace(/\s/g, '');
  const year = found[2]?.replace(/\D/g, '');
  const symbol = (found[3] ?? '')
    .replace(/\s/g, '')
    .replaceAll('–', '-')
    .replace(/[.,;]+$/, '');
  const at = [partOf(row, (word) => word.x < Math.max(head.divide, row.rect.x + 10)) ?? row];
  const sure = head.nation ? 0.97 : 0.8;
  const number = Number.parseInt(digits, 10);
  const printed = `${digits}/${year ? `${year}/` : ''}${symbol}`;
  return {
    symbol: readField(symbol, sure, at),
    number: Number.isSafeInteger(number) && number > 0 ? readField(number, sure, at) : null,
    numberYear: year ? readField(Number(year), sure, at) : null,
    numberAndSymbol: digits === '' ? null : readField(printed, sure, at),
  };
}

/** Box 4. */
export function readPlaceAndDate(head: Head): Pick<DocumentFields, 'place' | 'date'> {
  const row = head.dateRow;
  // The number stands on the same row.
  const rest = row?.text.replace(head.numberRow === row ? numberPattern : /$^/, ' ');
  const found = rest === undefined ? null : datePattern.exec(rest);
  if (!row || !found) return { place: null, date: null };
  const right = [partOf(row, (word) => word.x + word.width > head.divide) ?? row];
  const place = found[1]?.trim();
  const [, , day, month, year] = found;
  return {
    place: place ? readField(place, head.nation ? 0.95 : 0.75, right) : null,
    date: dateOf(day, month, year, right),
  };
}

function dateOf(
  day: string | undefined,
  month: string | undefined,
  year: string | undefined,
  at: readonly TextLine[],
): DocumentFields['date'] {
  if (!day || !month || !year) return null;
  try {
    return readField(civilDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`), 0.97, at);
  } catch {
    return null;
  }
}
