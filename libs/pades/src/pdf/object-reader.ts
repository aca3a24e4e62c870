import { isRegular } from './characters.js';
import type { Encryption } from './crypt/encryption.js';
import type { RevisionView } from './document.js';
import { decodeStream } from './filters.js';
import type { InflateBudget } from './inflate.js';
import { Lexer, type ValueBudget } from './lexer.js';
import type { PdfLimits } from './limits.js';
import { isName, numberOf, type ObjectCipher, PdfDict, type PdfObject, PdfStream } from './objects.js';
import { PdfError } from './pdf-error.js';
import { readStreamBody, type ScanBudget } from './stream-body.js';
import type { XrefEntry } from './xref-index.js';

/** What reading one document may still cost; every reader of it draws on these. */
export interface Budgets {
  readonly kept: ValueBudget;
  readonly passing: ValueBudget;
  readonly inflate: InflateBudget;
  readonly scan: ScanBudget;
  readonly parse: { bytes: number };
}

/** @param length  of the file: going through all of it once is no sign of a trap */
export const budgetsOf = (limits: PdfLimits, length: number): Budgets => ({
  kept: { values: limits.maxKeptValues },
  passing: { values: limits.maxPassingValues },
  inflate: { left: limits.maxInflatedBytes },
  scan: { left: limits.maxScanBytes + length },
  parse: { bytes: limits.maxParsedBytes + length },
});

interface ObjectStream {
  readonly data: Uint8Array;
  /** Number and offset in turn. */
  readonly table: Float64Array;
}

/** Reads `num gen obj` (7.3.10) and the white space behind it; false when something else stands there. */
export function readHeader(lexer: Lexer, num: number, gen: number): boolean {
  lexer.skipWhite();
  if (lexer.integer() !== num) return false;
  lexer.skipWhite();
  if (lexer.integer() !== gen) return false;
  lexer.skipWhite();
  if (!lexer.startsWith('obj') || isRegular(lexer.bytes[lexer.position + 3])) return false;
  lexer.position += 3;
  lexer.skipWhite();
  return true;
}

/** Reads indirect objects (ISO 32000-1 7.3.10) and object streams (7.5.7), deciphered, within the budgets. */
export class ObjectReader {
  encryption: Encryption | undefined;
  private readonly streams = new Map<XrefEntry, ObjectStream | PdfError>();

  constructor(
    private readonly bytes: Uint8Array,
    private readonly limits: PdfLimits,
    private readonly budgets: Budgets,
    private readonly irregular: Set<string>,
  ) {}

  /** Charges what a reader has gone through; more than the allowance ends the reading of the document. */
  charge(from: number, to: number): void {
    this.budgets.parse.bytes -= Math.max(0, to - from);
    if (this.budgets.parse.bytes < 0) throw new PdfError('PDF.TOO_LARGE', 'too much to read in the objects', from);
  }

  readAt(num: number, entry: XrefEntry & { kind: 'offset' }, view: RevisionView, budget: ValueBudget): PdfObject {
    const cipher = this.encryption?.cipherFor(num, entry.gen);
    const lexer = new Lexer(this.bytes, entry.offset, this.limits, cipher ? { budget, cipher } : { budget });
    let from = entry.offset;
    try {
      if (!readHeader(lexer, num, entry.gen))
        throw new PdfError(
          'PDF.XREF',
          `object ${num} ${entry.gen} is not where the cross-reference says`,
          entry.offset,
        );
      lexer.skipWhite();
      // An object without a value is written by some and read as null.
      if (lexer.startsWith('endobj')) return null;
      const value = lexer.object();
      if (!(value instanceof PdfDict)) return value;
      const length = numberOf(view.resolve(value.get('Length')));
      this.charge(from, lexer.position);
      const body = readStreamBody(lexer, value, length, this.budgets.scan);
      from = lexer.position;
      if (!body) return value;
      if (!body.exact) this.irregular.add('stream-length');
      return new PdfStream(value, body.raw);
    } finally {
      this.charge(from, lexer.position);
    }
  }

  unpack(
    num: number,
    entry: XrefEntry & { kind: 'compressed' },
    container: XrefEntry,
    view: RevisionView,
    budget: ValueBudget,
  ): PdfObject {
    const { data, table } = this.objectStream(entry.stream, container, view);
    const offset = table[entry.index * 2 + 1];
    // Readers differ on whether the index or the number decides: they must agree.
    if (offset === undefined || table[entry.index * 2] !== num)
      throw new PdfError('PDF.XREF', `object ${num} is not where it should be in object stream ${entry.stream}`, 0);
    const lexer = new Lexer(data, offset, this.limits, { budget });
    try {
      return lexer.object();
    } finally {
      this.charge(offset, lexer.position);
    }
  }

  private objectStream(num: number, container: XrefEntry, view: RevisionView): ObjectStream {
    const known = this.streams.get(container);
    if (known instanceof PdfError) throw known;
    if (known) return known;
    try {
      const parsed = this.readObjectStream(num, container, view);
      this.streams.set(container, parsed);
      return parsed;
    } catch (error) {
      // Damaged once is damaged for each of its objects; inflating it again for all of them would never end.
      if (error instanceof PdfError) this.streams.set(container, error);
      throw error;
    }
  }

  private readObjectStream(num: number, container: XrefEntry, view: RevisionView): ObjectStream {
    const stream = view.document.load(num, container, view);
    if (!(stream instanceof PdfStream)) throw new PdfError('PDF.XREF', `object ${num} is no stream`, 0);
    const count = numberOf(view.resolve(stream.dict.get('N'))) ?? -1;
    const first = numberOf(view.resolve(stream.dict.get('First'))) ?? -1;
    const isPlausible = Number.isInteger(count) && count >= 0 && Number.isInteger(first) && first >= 0;
    if (!isName(stream.dict.get('Type'), 'ObjStm') || !isPlausible || count > this.limits.maxObjects)
      throw new PdfError('PDF.STRUCTURE', 'object stream malformed', stream.dict.span.start);
    const data = view.decode(stream);
    // Two numbers with their separators take three bytes at least.
    if (count * 3 > data.length + 3) throw new PdfError('PDF.STRUCTURE', 'object stream index malformed', 0);
    const lexer: Lexer = new Lexer(data, 0, this.limits);
    const table = new Float64Array(count * 2);
    for (let i = 0; i < count; i++) {
      lexer.skipWhite();
      const number = lexer.integer();
      lexer.skipWhite();
      const offset = lexer.integer();
      if (number === undefined || offset === undefined) lexer.fail('object stream index malformed');
      table[i * 2] = number;
      table[i * 2 + 1] = first + offset;
    }
    const numbers = table.filter((_, i) => i % 2 === 0).sort();
    if (numbers.some((number, i) => i > 0 && number === numbers[i - 1]))
      throw new PdfError('PDF.STRUCTURE', 'object stream with a number twice', stream.dict.span.start);
    return { data, table };
  }

  decode(stream: PdfStream, view: RevisionView): Uint8Array {
    const cipher: ObjectCipher | undefined = stream.dict.cipher;
    if (!cipher && this.encryption && !this.encryption.isOpen && !isName(stream.dict.get('Type'), 'XRef'))
      throw new PdfError('PDF.ENCRYPTED', 'the file is encrypted and not opened', stream.dict.span.start);
    const stored = cipher ? cipher.stream(stream.raw, stream.dict) : stream.raw;
    return decodeStream(stream, (value) => view.resolve(value), this.limits, this.budgets.inflate, stored);
  }
}
