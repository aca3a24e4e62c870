import type { RuleRefusal } from '../refusal.js';
import { refuse } from '../refusal.js';
import { printNumber } from './number-and-symbol.js';

/**
 * Kinds of legal normative documents (văn bản quy phạm pháp luật) that agencies receive or register. They follow their own
 * law (Art. 4.2.a): they are registered, never drafted or laid out here, each kind has a series of its own (R-OUT-09), and
 * their number carries the year.
 */
export const normativeKinds = [
  { code: 'vbqppl-luat', nameVi: 'Luật', abbreviation: 'L' },
  { code: 'vbqppl-phap-lenh', nameVi: 'Pháp lệnh', abbreviation: 'PL' },
  { code: 'vbqppl-lenh', nameVi: 'Lệnh', abbreviation: 'L' },
  { code: 'vbqppl-nghi-quyet', nameVi: 'Nghị quyết', abbreviation: 'NQ' },
  { code: 'vbqppl-nghi-quyet-lien-tich', nameVi: 'Nghị quyết liên tịch', abbreviation: 'NQLT' },
  { code: 'vbqppl-nghi-dinh', nameVi: 'Nghị định', abbreviation: 'NĐ' },
  { code: 'vbqppl-quyet-dinh', nameVi: 'Quyết định', abbreviation: 'QĐ' },
  { code: 'vbqppl-thong-tu', nameVi: 'Thông tư', abbreviation: 'TT' },
  { code: 'vbqppl-thong-tu-lien-tich', nameVi: 'Thông tư liên tịch', abbreviation: 'TTLT' },
] as const satisfies readonly { code: string; nameVi: string; abbreviation: string }[];

export type NormativeKindCode = (typeof normativeKinds)[number]['code'];

/** Whether the text is the code of a kind that is registered only. Art. 4.2.a. */
export function isNormativeKind(code: string): code is NormativeKindCode {
  return normativeKinds.some((kind) => kind.code === code);
}

/**
 * `15/2025/QĐ-UBND`: normative documents carry the year between number and symbol, administrative ones never. Annex I part
 * I, II.3 and the law on normative documents (R-OUT-12).
 *
 * @throws RangeError for a number below 1 or a year that is not of four digits
 */
export function normativeNumberAndSymbol(number: number, year: number, documentSymbol: string): string {
  if (!Number.isSafeInteger(year) || year < 1900 || year > 9999) throw new RangeError(`not a year: ${year}`);
  return `${printNumber(number)}/${year}/${documentSymbol.normalize('NFC')}`;
}

/** Why a normative document cannot be drafted here. Art. 4.2.a (R-DRF-02). */
export function refuseNormativeDraft(code: string): RuleRefusal | null {
  if (!isNormativeKind(code)) return null;
  return refuse(
    'KIND.NORMATIVE',
    'R-DRF-02',
    'NĐ 30/2020, Điều 4 khoản 2 điểm a',
    'Văn bản quy phạm pháp luật được soạn thảo theo pháp luật riêng; hệ thống chỉ đăng ký, không soạn thảo.',
  );
}
