import { countVi } from '../../coverage/domain/percent.js';
import { indicators, shares, splits } from './indicators.js';
import type { Origin } from './stated-figures.js';

/** What is given of the report, by code: counts in digits, texts as they are. */
export type Values = ReadonlyMap<string, string>;

export interface Problem {
  readonly code: string;
  readonly messageVi: string;
}

/** Characters of a text that the report could not be printed with. */
export type Unprintable = (text: string) => readonly string[];

const wholeNumber = /^(0|[1-9][0-9]{0,8})$/;
/** As people here write it: a point between thousands. A comma is a fraction, and fractions of dossiers are none. */
const grouped = /^[1-9][0-9]{0,2}(\.[0-9]{3}){1,2}$/;

/** The value as it is kept, or why it cannot be one. Empty stays empty: taken away. */
export function readValue(code: string, written: string, unprintable: Unprintable): string | Problem {
  const indicator = indicators.get(code);
  if (indicator === undefined) return { code, messageVi: `Không có chỉ tiêu ${code}.` };
  const value = written.normalize('NFC').trim();
  if (value === '') return value;
  if (indicator.kind === 'text') return readText(code, indicator.nameVi, value, unprintable);
  if (wholeNumber.test(value)) return value;
  if (grouped.test(value)) return value.replaceAll('.', '');
  return { code, messageVi: `${indicator.nameVi}: “${value}” không phải là số nguyên không âm.` };
}

/** Source and person as they are kept, or why they cannot be. */
export function readOrigin(code: string, written: Origin, unprintable: Unprintable): Origin | Problem {
  const name = indicators.get(code)?.nameVi ?? code;
  const source = readText(code, `Nguồn của “${name}”`, written.source, unprintable);
  if (typeof source !== 'string') return source;
  const providedBy = readText(code, `Người cung cấp “${name}”`, written.providedBy, unprintable);
  return typeof providedBy === 'string' ? { source, providedBy } : providedBy;
}

export const isProblem = (read: Origin | Problem): read is Problem => 'messageVi' in read;

function readText(code: string, nameVi: string, written: string, unprintable: Unprintable): string | Problem {
  const text = written.normalize('NFC').trim();
  const characters = unprintable(text);
  if (characters.length === 0) return text;
  return { code, messageVi: `${nameVi}: không in được ký tự ${characters.map(shownOf).join(', ')}.` };
}

/** Control characters and halves of a surrogate pair are named, not repeated: no table of the database takes them. */
function shownOf(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return /[\p{Cc}\p{Cs}]/u.test(character) ? `U+${hex}` : `“${character}” (U+${hex})`;
}

/** Parts above their whole, splits that do not add up, numerators above their denominators. */
export function problemsOf(values: Values): Problem[] {
  const number = (code: string): number | null => (values.has(code) ? Number(values.get(code)) : null);
  const name = (code: string): string => indicators.get(code)?.nameVi ?? code;
  const problems: Problem[] = [];
  for (const { whole, parts } of splits) {
    const all = number(whole);
    const given = parts.map(number).filter((part) => part !== null);
    if (given.length === 0) continue;
    if (all === null) {
      problems.push({ code: whole, messageVi: `${name(whole)}: có số của từng cấp nhưng thiếu tổng số.` });
      continue;
    }
    const sum = given.reduce((total, part) => total + part, 0);
    if (sum > all || (given.length === parts.length && sum !== all)) {
      const messageVi = `${name(whole)}: các phần cộng lại là ${countVi(sum)}, tổng số là ${countVi(all)}.`;
      problems.push({ code: whole, messageVi });
    }
  }
  for (const { part, whole, nameVi } of shares) {
    const [numerator, denominator] = [number(part), number(whole)];
    if (numerator === null || denominator === null || numerator <= denominator) continue;
    const messageVi = `${nameVi}: Tử số lớn hơn mẫu số (${countVi(numerator)}/${countVi(denominator)}).`;
    problems.push({ code: part, messageVi });
  }
  return problems;
}
