import { classes } from './characters.js';
import { decodeStream } from './filters.js';
import type { InflateBudget } from './inflate.js';
import { Lexer, type ValueBudget } from './lexer.js';
import type { PdfLimits } from './limits.js';
import { numberOf, PdfArray, PdfDict, type PdfObject, PdfStream } from './objects.js';
import { PdfError } from './pdf-error.js';
import { readStreamBody, type ScanBudget } from './stream-body.js';
import { compressedEntry, freeEntry, offsetEntry, SectionEntries, type XrefIndex } from './xref-index.js';

export interface XrefSection {
  readonly offset: number;
  readonly kind: 'table' | 'stream' | 'hybrid';
  readonly entries: SectionEntries;
  readonly trailer: PdfDict;
  /** Where the trailer or the cross-reference stream ends. */
  readonly end: number;
  readonly prev: number | undefined;
  /** Rows of the index: from, where those of a hybrid's stream begin, and the end. */
  readonly from: number;
  readonly hiddenFrom: number;
  readonly to: number;
  /** Deviations from the letter of 7.5.4 that readers may take differently. */
  readonly irregular: string[];
}

export interface SectionContext {
  readonly bytes: Uint8Array;
  readonly limits: PdfLimits;
  readonly budget: InflateBudget;
  readonly values: ValueBudget;
  readonly scan: ScanBudget;
  readonly index: XrefIndex;
}

/** Reads the section at `offset` into the index, as the `id`-th section of the file. */
export function readSection(context: SectionContext, offset: number, id: number): XrefSection {
  const lexer = new Lexer(context.bytes, offset, context.limits, { budget: context.values });
  if (offset >= context.bytes.length) throw new PdfError('PDF.XREF', 'cross-reference offset past the end', offset);
  const { index } = context;
  const from = index.length;
  lexer.skipWhite();
  if (!lexer.startsWith('xref')) {
    const { trailer, end, irregular } = readXrefStream(context, offset, id);
    const entries = new SectionEntries(index, id, from, index.length);
    const rows = { from, hiddenFrom: index.length, to: index.length };
    return { offset, kind: 'stream', entries, trailer, end, prev: prevOf(trailer), ...rows, irregular };
  }
  lexer.position += 4;
  const irregular: string[] = [];
  readTable(context, lexer, id, irregular);
  const trailer = lexer.object();
  if (!(trailer instanceof PdfDict)) throw new PdfError('PDF.XREF', 'trailer is no dictionary', lexer.position);
  const end = lexer.position;
  const hiddenFrom = index.length;
  const hidden = trailer.get('XRefStm');
  if (typeof hidden === 'number') irregular.push(...readXrefStream(context, hidden, id).irregular);
  const entries = new SectionEntries(index, id, from, index.length);
  const kind = hidden === undefined ? 'table' : 'hybrid';
  return { offset, kind, entries, trailer, end, prev: prevOf(trailer), from, hiddenFrom, to: index.length, irregular };
}

function prevOf(trailer: PdfDict): number | undefined {
  const prev = trailer.get('Prev');
  // Some write 0 for none; a section never stands where the header does.
  if (prev === undefined || prev === null || prev === 0) return undefined;
  if (typeof prev !== 'number' || !Number.isSafeInteger(prev) || prev < 0)
    throw new PdfError('PDF.XREF', '/Prev is no offset', trailer.span.start);
  return prev;
}

function readTable({ index }: SectionContext, lexer: Lexer, id: number, irregular: string[]): void {
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
    index.reserve(Math.min(count, Math.ceil((lexer.end - lexer.position) / 5)), lexer.position);
    lexer.skipWhite();
    for (let num = first; num < first + count; num++)
      if (!readRow(index, lexer, id, num)) {
        readLooseRow(index, lexer, id, num);
        if (!irregular.includes('entry-not-20-bytes')) irregular.push('entry-not-20-bytes');
      }
  }
}

const digits = (bytes: Uint8Array, from: number, to: number): number => {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
};

/* 7.5.4: exactly 20 bytes, `nnnnnnnnnn ggggg n` and a two-character end of line. */
function readRow(index: XrefIndex, lexer: Lexer, id: number, num: number): boolean {
  const { bytes, position: at } = lexer;
  if (at + 20 > lexer.end || bytes[at + 10] !== 32 || bytes[at + 16] !== 32) return false;
  const letter = bytes[at + 17];
  if ((letter !== 0x6e && letter !== 0x66) || classes[bytes[at + 18]!] !== 1) return false;
  const offset = digits(bytes, at, at + 10);
  const gen = digits(bytes, at + 11, at + 16);
  if (offset < 0 || gen < 0) return false;
  index.add(id, num, letter === 0x6e ? offsetEntry : freeEntry, offset, gen, at);
  lexer.position = at + 18;
  lexer.skipWhite();
  return true;
}

function readLooseRow(index: XrefIndex, lexer: Lexer, id: number, num: number): void {
  lexer.skipWhite();
  const start = lexer.position;
  const offset = lexer.integer();
  lexer.skipWhite();
  const gen = lexer.integer();
  lexer.skipWhite();
  const kind = lexer.keyword();
  if (offset === undefined || gen === undefined || (kind !== 'n' && kind !== 'f'))
    lexer.fail('cross-reference entry malformed', start);
  index.add(id, num, kind === 'f' ? freeEntry : offsetEntry, offset, gen, start);
  lexer.skipWhite();
}

interface StreamSection {
  readonly trailer: PdfDict;
  readonly end: number;
  readonly irregular: string[];
}

function readXrefStream(context: SectionContext, offset: number, id: number): StreamSection {
  const { bytes, limits } = context;
  const lexer = new Lexer(bytes, offset, limits, { budget: context.values });
  lexer.skipWhite();
  const num = lexer.integer();
  lexer.skipWhite();
  const gen = lexer.integer();
  lexer.skipWhite();
  if (num === undefined || gen === undefined || lexer.keyword() !== 'obj')
    throw new PdfError('PDF.XREF', 'no cross-reference section here', offset);
  const dict = lexer.object();
  if (!(dict instanceof PdfDict)) throw new PdfError('PDF.XREF', 'cross-reference stream malformed', offset);
  const body = readStreamBody(lexer, dict, numberOf(dict.get('Length')), context.scan);
  if (!body) throw new PdfError('PDF.XREF', 'cross-reference stream malformed', offset);
  const direct = (value: PdfObject | undefined) => value;
  const data = decodeStream(new PdfStream(dict, body.raw), direct, limits, context.budget);
  readRows(context, dict, data, id, offset);
  return { trailer: dict, end: lexer.position, irregular: body.exact ? [] : ['stream-length'] };
}

/* 7.5.8.2, 7.5.8.3 */
function readRows({ index }: SectionContext, dict: PdfDict, data: Uint8Array, id: number, offset: number): void {
  const numbers = (value: PdfObject | undefined) =>
    value instanceof PdfArray ? value.items.map((item) => (typeof item === 'number' ? item : Number.NaN)) : undefined;
  const widths = numbers(dict.get('W'));
  const size = numberOf(dict.get('Size')) ?? 0;
  const ranges = numbers(dict.get('Index')) ?? [0, size];
  if (widths?.length !== 3 || !widths.every((w) => Number.isInteger(w) && w >= 0 && w <= 8) || ranges.length % 2)
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
  for (let i = 0; i < ranges.length; i += 2) {
    const first = ranges[i]!;
    const count = ranges[i + 1]!;
    if (!(Number.isInteger(first) && Number.isInteger(count) && first >= 0 && count >= 0))
      throw new PdfError('PDF.XREF', '/Index malformed', offset);
    index.reserve(Math.min(count, Math.ceil((data.length - at) / row)), offset);
    for (let num = first; num < first + count && at + row <= data.length; num++) {
      const type = w0 === 0 ? 1 : field(w0);
      const second = field(w1);
      const third = Math.min(field(w2), 0xffffffff);
      if (type === freeEntry || type === offsetEntry || type === compressedEntry)
        index.add(id, num, type, second, third, offset);
      // 7.5.8.3: any other type is a reference to the null object.
    }
  }
}
