import { decodeStream, type InflateBudget } from './filters.js';
import { Lexer } from './lexer.js';
import type { PdfLimits } from './limits.js';
import { numberOf, PdfArray, PdfDict, type PdfObject, PdfStream } from './objects.js';
import { PdfError } from './pdf-error.js';
import { readStreamBody } from './stream-body.js';

/** ISO 32000-1 7.5.4, 7.5.8.3: free; at an offset; or the n-th object of an object stream. */
export type XrefEntry =
  | { readonly kind: 'free'; readonly gen: number }
  | { readonly kind: 'offset'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'compressed'; readonly stream: number; readonly index: number };

export interface XrefSection {
  readonly offset: number;
  readonly kind: 'table' | 'stream' | 'hybrid';
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly trailer: PdfDict;
  /** Where the trailer or the cross-reference stream ends. */
  readonly end: number;
  readonly prev: number | undefined;
  /** Deviations from the letter of 7.5.4 that readers may take differently. */
  readonly irregular: readonly string[];
}

export interface SectionContext {
  readonly bytes: Uint8Array;
  readonly limits: PdfLimits;
  readonly budget: InflateBudget;
  entriesLeft: number;
}

export function readSection(context: SectionContext, offset: number): XrefSection {
  const lexer = new Lexer(context.bytes, offset, context.limits);
  if (offset >= context.bytes.length) throw new PdfError('PDF.XREF', 'cross-reference offset past the end', offset);
  lexer.skipWhite();
  if (!lexer.startsWith('xref')) return readXrefStream(context, offset);
  lexer.position += 4;
  const entries = new Map<number, XrefEntry>();
  const irregular: string[] = [];
  readTable(context, lexer, entries, irregular);
  const trailer = lexer.object();
  if (!(trailer instanceof PdfDict)) throw new PdfError('PDF.XREF', 'trailer is no dictionary', lexer.position);
  const end = lexer.position;
  const hidden = trailer.get('XRefStm');
  if (typeof hidden === 'number') addHidden(readXrefStream(context, hidden).entries, entries);
  return {
    offset,
    kind: hidden === undefined ? 'table' : 'hybrid',
    entries,
    trailer,
    end,
    prev: prevOf(trailer),
    irregular,
  };
}

/* 7.5.8.4: objects that the table calls free are looked up in the stream named by XRefStm. */
function addHidden(hidden: ReadonlyMap<number, XrefEntry>, entries: Map<number, XrefEntry>): void {
  for (const [num, entry] of hidden) {
    const own = entries.get(num);
    if (own === undefined || own.kind === 'free') entries.set(num, entry);
  }
}

function prevOf(trailer: PdfDict): number | undefined {
  const prev = trailer.get('Prev');
  if (prev === undefined || prev === null) return undefined;
  if (typeof prev !== 'number' || !Number.isSafeInteger(prev) || prev < 0)
    throw new PdfError('PDF.XREF', '/Prev is no offset', trailer.span.start);
  return prev;
}

function readTable(context: SectionContext, lexer: Lexer, entries: Map<number, XrefEntry>, irregular: string[]): void {
  for (;;) {
    lexer.skipWhite();
    if (lexer.startsWith('trailer')) {
      lexer.position += 7;
      return;
    }
    const first = lexer.integer();
    lexer.skipWhite();
    const count = lexer.integer();
    if (first === undefined || count === undefined) lexer.fail('cross-reference subsection malformed');
    takeEntries(context, count, lexer.position);
    lexer.skipWhite();
    for (let num = first; num < first + count; num++) {
      lexer.skipWhite();
      const start = lexer.position;
      const offset = lexer.integer();
      lexer.skipWhite();
      const gen = lexer.integer();
      lexer.skipWhite();
      const kind = lexer.keyword();
      if (offset === undefined || gen === undefined || (kind !== 'n' && kind !== 'f'))
        lexer.fail('cross-reference entry malformed', start);
      if (lexer.position - start !== 18 && irregular.length < 4) irregular.push('entry-not-20-bytes');
      if (entries.has(num)) {
        if (irregular.length < 4) irregular.push('entry-twice');
        continue;
      }
      entries.set(num, kind === 'f' ? { kind: 'free', gen } : { kind: 'offset', offset, gen });
    }
  }
}

function takeEntries(context: SectionContext, count: number, offset: number): void {
  context.entriesLeft -= count;
  if (context.entriesLeft < 0) throw new PdfError('PDF.TOO_MANY_OBJECTS', 'too many cross-reference entries', offset);
}

function readXrefStream(context: SectionContext, offset: number): XrefSection {
  const { bytes, limits } = context;
  const lexer = new Lexer(bytes, offset, limits);
  lexer.skipWhite();
  const num = lexer.integer();
  lexer.skipWhite();
  const gen = lexer.integer();
  lexer.skipWhite();
  if (num === undefined || gen === undefined || lexer.keyword() !== 'obj')
    throw new PdfError('PDF.XREF', 'no cross-reference section here', offset);
  const dict = lexer.object();
  if (!(dict instanceof PdfDict)) throw new PdfError('PDF.XREF', 'cross-reference stream malformed', offset);
  const body = readStreamBody(lexer, dict, numberOf(dict.get('Length')), { left: limits.maxScanBytes });
  if (!body) throw new PdfError('PDF.XREF', 'cross-reference stream malformed', offset);
  const stream = new PdfStream(dict, body.raw);
  const direct = (value: PdfObject | undefined) => value;
  const data = decodeStream(stream, direct, limits, context.budget);
  const entries = new Map<number, XrefEntry>();
  const irregular = body.exact ? [] : ['stream-length'];
  readRows(context, dict, data, entries, offset);
  return { offset, kind: 'stream', entries, trailer: dict, end: lexer.position, prev: prevOf(dict), irregular };
}

/* 7.5.8.2, 7.5.8.3 */
function readRows(
  context: SectionContext,
  dict: PdfDict,
  data: Uint8Array,
  entries: Map<number, XrefEntry>,
  offset: number,
): void {
  const numbers = (value: PdfObject | undefined) =>
    value instanceof PdfArray ? value.items.map((item) => (typeof item === 'number' ? item : Number.NaN)) : undefined;
  const widths = numbers(dict.get('W'));
  const size = numberOf(dict.get('Size')) ?? 0;
  const index = numbers(dict.get('Index')) ?? [0, size];
  if (widths?.length !== 3 || !widths.every((w) => Number.isInteger(w) && w >= 0 && w <= 8) || index.length % 2)
    throw new PdfError('PDF.XREF', 'cross-reference stream dictionary malformed', offset);
  const [w0, w1, w2] = widths as [number, number, number];
  const row = w0 + w1 + w2;
  if (row === 0) throw new PdfError('PDF.XREF', 'cross-reference rows are empty', offset);
  let at = 0;
  const field = (width: number): number => {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 256 + data[at++]!;
    return value;
  };
  for (let i = 0; i < index.length; i += 2) {
    const first = index[i]!;
    const count = index[i + 1]!;
    if (!(Number.isInteger(first) && Number.isInteger(count) && first >= 0 && count >= 0))
      throw new PdfError('PDF.XREF', '/Index malformed', offset);
    takeEntries(context, Math.min(count, Math.ceil((data.length - at) / row)), offset);
    for (let num = first; num < first + count && at + row <= data.length; num++) {
      const type = w0 === 0 ? 1 : field(w0);
      const second = field(w1);
      const third = field(w2);
      if (entries.has(num)) continue;
      if (type === 0) entries.set(num, { kind: 'free', gen: third });
      else if (type === 1) entries.set(num, { kind: 'offset', offset: second, gen: third });
      else if (type === 2) entries.set(num, { kind: 'compressed', stream: second, index: third });
      // 7.5.8.3: any other type is a reference to the null object.
    }
  }
}
