import type { RevisionView } from '../../pdf/document.js';
import { isName, nameOf, PdfDict, type PdfObject, PdfStream } from '../../pdf/objects.js';
import { codesByCharacter } from '../../pdf/to-unicode.js';
import { readable } from '../changes/reference-index.js';

/** Turns the bytes of a shown string into text, or undefined where a code has none. */
export type ReadCodes = (codes: Uint8Array) => string | undefined;

/** What a font says that its codes mean: ToUnicode, else a standard Latin encoding (ISO 32000-1 9.10.2). */
export function fontText(view: RevisionView, value: PdfObject | undefined): ReadCodes | undefined {
  const font = view.resolve(value);
  if (!(font instanceof PdfDict)) return undefined;
  const isComposite = isName(view.resolve(font.get('Subtype')), 'Type0');
  // Drawn by little programs: what they show has no bounds.
  if (isName(view.resolve(font.get('Subtype')), 'Type3')) return undefined;
  const map = view.resolve(font.get('ToUnicode'));
  if (map instanceof PdfStream) {
    const codes = readable(() => codesByCharacter(map.raw, () => view.decode(map)));
    if (!codes) return undefined;
    const characters = new Map([...codes].map(([character, code]) => [code, character] as const));
    return (bytes) => decode(bytes, isComposite ? 2 : 1, (code) => characters.get(code));
  }
  const encoding = nameOf(view.resolve(font.get('Encoding')));
  if (isComposite || (font.get('Encoding') != null && !latinEncodings.has(encoding ?? ''))) return undefined;
  return (bytes) => decode(bytes, 1, (code) => (code >= 32 && code < 127 ? String.fromCharCode(code) : undefined));
}

const latinEncodings = new Set(['WinAnsiEncoding', 'MacRomanEncoding', 'StandardEncoding']);

function decode(bytes: Uint8Array, width: number, character: (code: number) => string | undefined): string | undefined {
  if (bytes.length % width !== 0) return undefined;
  let out = '';
  for (let at = 0; at < bytes.length; at += width) {
    const found = character(width === 2 ? bytes[at]! * 256 + bytes[at + 1]! : bytes[at]!);
    if (found === undefined) return undefined;
    out += found;
  }
  return out;
}
