import { type RuleRefusal, refuse } from '../refusal.js';
import { type CopyFormCode, copyFormByCode, type KindCode, kindByCode, kinds } from './kinds.js';

const article = 'NĐ 30/2020, Phụ lục I phần I, II.3';

/** 1–9 print as 01–09, everything else as it is. Annex I part I, II.3.c (R-OUT-11). @throws RangeError below 1 */
export function printNumber(number: number): string {
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError(`not a document number: ${number}`);
  return number < 10 ? `0${number}` : String(number);
}

export interface SymbolParts {
  readonly kind: KindCode;
  /** Laid down by the head of the agency: `UBND`. */
  readonly agencyAbbreviation: string;
  /** Unit or field, used by công văn only: `VX`. `null` when the agency has no units. */
  readonly unitAbbreviation: string | null;
}

/**
 * `QĐ-UBND`; công văn carries no kind, `UBND-VX`. Annex I part I, II.3 (R-OUT-12). Thư công has no abbreviation
 * either and the Decree shows no example; it is written like công văn.
 */
export function symbol(parts: SymbolParts): string {
  const kind = kindByCode(parts.kind).abbreviation;
  const agency = group(parts.agencyAbbreviation);
  if (kind !== null) return `${kind}-${agency}`;
  return parts.unitAbbreviation === null ? agency : `${agency}-${group(parts.unitAbbreviation)}`;
}

/** `SY-UBND`: number and symbol of copies on paper. Annex I part II, II.1.c (R-CPY-04). */
export function copySymbol(form: CopyFormCode, agencyAbbreviation: string): string {
  return `${copyFormByCode(form).abbreviation}-${group(agencyAbbreviation)}`;
}

/** `07/QĐ-UBND`: slash without spaces. Annex I part I, II.3 (R-OUT-11, R-OUT-12). */
export function numberAndSymbol(number: number, documentSymbol: string): string {
  return `${printNumber(number)}/${documentSymbol.normalize('NFC')}`;
}

export interface ParsedNumberAndSymbol {
  readonly number: number;
  /** Only normative documents carry one, `15/2025/QĐ-UBND`; administrative documents never do. */
  readonly year: number | null;
  readonly symbol: string;
  /** By the first group of the symbol; `null` for công văn and for kinds outside Art. 7 (NĐ, TT, …). */
  readonly kind: KindCode | null;
}

// Capital letters, also Vietnamese ones, begin a group; TTr, QyĐ, TTg keep their small letters.
const letters = 'A-ZĐÀ-Ỹ';
const shape = new RegExp(
  `^(0[1-9]|[1-9][0-9]{1,5})(?:/((?:19|20)[0-9]{2}))?/([${letters}][\\p{L}]*(?:-[0-9\\p{L}&.]+){1,3})$`,
  'u',
);
// A công văn of an agency without units: `12/UBND`.
const bare = new RegExp(`^(0[1-9]|[1-9][0-9]{1,5})()/([${letters}][\\p{L}]*)$`, 'u');

/**
 * Reads a printed number and symbol strictly as the Decree writes it: leading zero below 10 and only there, slash and
 * hyphens without spaces (R-OUT-11, R-OUT-12). What other agencies print may deviate; keep their text as it came.
 */
export function parseNumberAndSymbol(text: string): ParsedNumberAndSymbol | RuleRefusal {
  const printed = text.normalize('NFC');
  const match = shape.exec(printed) ?? bare.exec(printed);
  if (match) {
    const documentSymbol = match[3] as string;
    const first = documentSymbol.split('-')[0];
    return {
      number: Number(match[1]),
      year: match[2] ? Number(match[2]) : null,
      symbol: documentSymbol,
      kind: kinds.find((kind) => kind.abbreviation === first)?.code ?? null,
    };
  }
  if (/\s/.test(printed)) {
    return refuse('NUMBER.SPACES', 'R-OUT-12', article, 'Số, ký hiệu viết liền, không có khoảng trắng: 07/QĐ-UBND.');
  }
  const digits = /^[0-9]+(?=\/|$)/.exec(printed)?.[0];
  if (digits && Number(digits) > 0 && !/^(0[1-9]|[1-9][0-9]+)$/.test(digits)) {
    return refuse(
      'NUMBER.LEADING_ZERO',
      'R-OUT-11',
      article,
      'Số dưới 10 ghi thêm một số 0 phía trước (07); số từ 10 không ghi thêm.',
    );
  }
  return refuse('NUMBER.SHAPE', 'R-OUT-12', article, 'Số, ký hiệu phải có dạng 07/QĐ-UBND, công văn 12/UBND-VX.');
}

/** Whether an agency or unit abbreviation may stand in a symbol: letters, digits, `&`, `.`, without spaces or slashes (R-OUT-12). */
export function isAbbreviation(text: string): boolean {
  return /^[\p{Lu}\d][\p{L}\d&.]*$/u.test(text.normalize('NFC'));
}

function group(abbreviation: string): string {
  const text = abbreviation.normalize('NFC').trim();
  // A unit below an agency may itself be written with a hyphen: `TCHC-QT`.
  if (!text.split('-').every(isAbbreviation)) throw new RangeError(`not an abbreviation: ${abbreviation}`);
  return text;
}
