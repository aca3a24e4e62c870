import type { DocumentFonts } from './fonts.js';
import { capitals, clean } from './text.js';

/** Characters of a text that some face cannot print, as they are or as capitals, and control characters. */
export function unprintable(text: string, fonts: DocumentFonts): string[] {
  const faces = Object.values(fonts);
  return [...new Set(clean(text))].filter((character) => {
    const printed = character + capitals(character);
    // Fonts have glyphs for some control characters (U+0000 in Tinos), which print as nothing.
    return /\p{Cc}/u.test(character) || faces.some((face) => face.missing(printed).length > 0);
  });
}

/** A plain value that is printed whatever was written in it: every string with □ for what cannot be. */
export function printable<T>(value: T, fonts: DocumentFonts): T {
  if (typeof value === 'string') {
    const missing = unprintable(value, fonts);
    const composed = missing.length === 0 ? value : value.normalize('NFC');
    return missing.reduce((text, character) => text.replaceAll(character, '□'), composed as string) as T;
  }
  if (Array.isArray(value)) return value.map((one) => printable(one, fonts)) as T;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, printable(inner, fonts)])) as T;
  }
  return value;
}
