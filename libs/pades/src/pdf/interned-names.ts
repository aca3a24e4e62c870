import { latin1 } from './characters.js';
import { PdfName } from './objects.js';

/* Names repeat thousands of times in a file: one object for each, in a table that never grows. */
const size = 4_096;
const longest = 32;
const table: (PdfName | undefined)[] = new Array<PdfName | undefined>(size).fill(undefined);

/** The name that the regular characters of `bytes` from `start` to `end` spell, none of them escaped. */
export function internedName(bytes: Uint8Array, start: number, end: number): PdfName {
  const length = end - start;
  if (length > longest) return new PdfName(latin1(bytes, start, end));
  let hash = length;
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0;
  hash = (hash ^ (hash >>> 13)) & (size - 1);
  const known = table[hash];
  if (known !== undefined && spells(known.name, bytes, start, length)) return known;
  const name = new PdfName(latin1(bytes, start, end));
  table[hash] = name;
  return name;
}

function spells(text: string, bytes: Uint8Array, start: number, length: number): boolean {
  if (text.length !== length) return false;
  for (let i = 0; i < length; i++) if (text.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}
