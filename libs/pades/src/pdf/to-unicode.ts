import { createHash } from 'node:crypto';
import { Lexer } from './lexer.js';
import { defaultLimits } from './limits.js';
import { PdfArray, type PdfObject, PdfString } from './objects.js';
import { PdfError } from './pdf-error.js';

const maxCodes = 70_000;

const remembered = new Map<string, ReadonlyMap<string, number>>();
const maxRemembered = 8;

/**
 * `readCodes` of a stored (deflated) map: agencies use few fonts, each in thousands of documents, and reading a map
 * takes longer than signing. Remembered by content.
 */
export function codesByCharacter(stored: Uint8Array, decode: () => Uint8Array): ReadonlyMap<string, number> {
  const key = createHash('sha256').update(stored).digest('base64');
  const known = remembered.get(key);
  if (known) return known;
  const codes = readCodes(decode());
  const oldest = remembered.keys().next().value;
  if (remembered.size >= maxRemembered && oldest !== undefined) remembered.delete(oldest);
  remembered.set(key, codes);
  return codes;
}

/** Reads a ToUnicode CMap (ISO 32000-1 9.10.3) backwards: the character code for each single character. */
function readCodes(cmap: Uint8Array): Map<string, number> {
  const out = new Map<string, number>();
  const lexer = new Lexer(cmap, 0, defaultLimits);
  let operands: PdfObject[] = [];
  const put = (text: string, code: number) => {
    if ([...text].length === 1 && !out.has(text)) out.set(text, code);
    if (out.size > maxCodes) throw new PdfError('PDF.TOO_LARGE', 'ToUnicode map too large', 0);
  };
  for (;;) {
    lexer.skipWhite();
    if (lexer.position >= cmap.length) return out;
    const start = lexer.position;
    const word = lexer.keyword();
    if (/^[A-Za-z]/.test(word)) {
      if (word === 'endbfchar') chars(operands, put);
      else if (word === 'endbfrange') ranges(operands, put);
      operands = [];
      continue;
    }
    lexer.position = start;
    operands.push(lexer.object());
    if (operands.length > 200_000) throw new PdfError('PDF.TOO_LARGE', 'ToUnicode map too large', start);
  }
}

type Put = (text: string, code: number) => void;

const codeOf = (value: PdfObject | undefined): number | undefined =>
  value instanceof PdfString && value.bytes.length <= 4
    ? value.bytes.reduce((code, byte) => code * 256 + byte, 0)
    : undefined;

const utf16 = (value: PdfString): string =>
  Buffer.from(value.bytes.subarray(0, value.bytes.length & ~1))
    .swap16()
    .toString('utf16le');

function chars(operands: readonly PdfObject[], put: Put): void {
  for (let i = 0; i + 1 < operands.length; i += 2) {
    const code = codeOf(operands[i]);
    const text = operands[i + 1];
    if (code !== undefined && text instanceof PdfString) put(utf16(text), code);
  }
}

function ranges(operands: readonly PdfObject[], put: Put): void {
  for (let i = 0; i + 2 < operands.length; i += 3) {
    const from = codeOf(operands[i]);
    const to = codeOf(operands[i + 1]);
    const target = operands[i + 2];
    if (from === undefined || to === undefined || to - from > 65_535) continue;
    if (target instanceof PdfArray)
      target.items.forEach((item, j) => {
        if (item instanceof PdfString && from + j <= to) put(utf16(item), from + j);
      });
    else if (target instanceof PdfString) {
      const first = utf16(target).codePointAt(0);
      if (first === undefined || [...utf16(target)].length !== 1) continue;
      for (let code = from; code <= to && first + code - from <= 0x10ffff; code++)
        put(String.fromCodePoint(first + code - from), code);
    }
  }
}
