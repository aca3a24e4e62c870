import { countVi } from '../../coverage/domain/percent.js';
import { indicators, shares, splits } from './indicators.js';

/** What is given of the report, by code: counts in digits, texts as they are. */
export type Values = ReadonlyMap<string, string>;

export interface Problem {
  readonly code: string;
  readonly messageVi: string;
}

const wholeNumber = /^(0|[1-9][0-9]{0,8})$/;
/** As people here write it: a point between thousands. A comma is a fraction, and fractions of dossiers are none. */
const grouped = /^[1-9][0-9]{0,2}(\.[0-9]{3}){1,2}$/;

/** The value as it is kept, or why it cannot be one. Empty stays empty: taken away. */
export function readValue(code: string, written: string): string | Problem {
  const indicator = indicators.get(code);
  if (indicator === undefined) return { code, messageVi: `Không có chỉ tiêu ${code}.` };
  const value = written.normalize('NFC').trim();
  if (value === '' || indicator.kind === 'text') return value;
  if (wholeNumber.test(value)) return value;
  if (grouped.test(value)) return value.replaceAll('.', '');
  return { code, messageVi: `${indicator.nameVi}: “${value}” không phải là số nguyên không âm.` };
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
