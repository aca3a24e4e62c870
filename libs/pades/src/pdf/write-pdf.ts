import { bufferOf, latin1 } from './characters.js';
import type { PdfDict } from './objects.js';
import { PdfError } from './pdf-error.js';
import { sourceText } from './source-text.js';

/**
 * Text or bytes that are written as they are, also into an encrypted file: /ByteRange, and /Contents, which is never
 * encrypted (ISO 32000-2 7.6.2). `AppendedPdf.placeOf` tells where they came to lie.
 */
export class Verbatim {
  constructor(readonly content: string | Uint8Array) {}
}

/**
 * Text is PDF syntax in Latin-1 with whole strings in it, which are enciphered when the file is encrypted; bytes and
 * `Verbatim` stay as they are.
 */
export type Chunk = string | Uint8Array | Verbatim;

export const contentOf = (chunk: Chunk): string | Uint8Array => (chunk instanceof Verbatim ? chunk.content : chunk);

/** Writes the chunks one behind the other. */
export function joined(chunks: readonly Chunk[], length: number): Uint8Array {
  const out = Buffer.allocUnsafeSlow(length);
  let at = 0;
  for (const chunk of chunks) {
    const content = contentOf(chunk);
    if (typeof content === 'string') out.write(content, at, 'latin1');
    else out.set(content, at);
    at += content.length;
  }
  return new Uint8Array(out.buffer, 0, length);
}

/** The source followed by the increment, in new memory. */
export function concatenated(source: Uint8Array, increment: Uint8Array): Uint8Array {
  const out = Buffer.allocUnsafeSlow(source.length + increment.length);
  bufferOf(source).copy(out);
  out.set(increment, source.length);
  return new Uint8Array(out.buffer, 0, out.length);
}

/** Ascending numbers as stretches without a hole. */
export function runs(sorted: readonly number[]): number[][] {
  const out: number[][] = [];
  for (const num of sorted) {
    const run = out.at(-1);
    if (run && run.at(-1) === num - 1) run.push(num);
    else out.push([num]);
  }
  return out;
}

/** The entries as they stand in their source, but for those named. */
export function copyEntries(dict: PdfDict, without: readonly string[]): string {
  let text = '';
  for (const [key, span] of dict.spans)
    if (!without.includes(key)) text += ` ${writeName(key)} ${latin1(dict.source, span.start, span.end)}`;
  return text;
}

/**
 * The dictionary as it stands in its source, with some values exchanged or added. Nothing else is typed anew: a
 * number written differently already counts as a change for some judges. Strings of an encrypted file come out in
 * clear, as `PdfUpdate` wants them.
 */
export function rewriteDict(dict: PdfDict, values: Readonly<Record<string, string>>): string {
  if (dict.hasDuplicateKeys) throw new PdfError('PDF.STRUCTURE', 'dictionary with a key twice', dict.span.start);
  const { source, span, spans } = dict;
  let text = '';
  let at = span.start;
  const replaced = [...spans].filter(([key]) => values[key] !== undefined).sort((a, b) => a[1].start - b[1].start);
  for (const [key, place] of replaced) {
    text += sourceText(dict, at, place.start) + pad(source[place.start - 1], values[key]!);
    at = place.end;
  }
  text += sourceText(dict, at, span.end - 2);
  for (const [key, value] of Object.entries(values)) if (!spans.has(key)) text += ` ${writeName(key)} ${value}`;
  return `${text} >>`;
}

/* `/SigFlags/Off` and `/A(x)` need no space before their value; what replaces it may. */
function pad(before: number | undefined, value: string): string {
  return before !== undefined && before > 32 ? ` ${value} ` : `${value} `;
}

export const writeName = (name: string): string =>
  `/${name.replace(/[^!-~]|[#()<>[\]{}/%]/g, (char) => `#${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;

/** A number without exponent and with at most four decimals. */
export const writeNumber = (value: number): string => String(Math.round(value * 10_000) / 10_000);
