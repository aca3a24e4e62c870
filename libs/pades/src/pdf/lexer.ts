import { classes, hexClasses, isDigit, isRegular, isWhite, latin1 } from './characters.js';
import { internedName } from './interned-names.js';
import type { PdfLimits } from './limits.js';
import { type ObjectCipher, PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfString } from './objects.js';
import { PdfError } from './pdf-error.js';

export { latin1 } from './characters.js';

/** How many values may still be read; shared by all readers of one document. */
export interface ValueBudget {
  values: number;
}

export interface LexerOptions {
  readonly end?: number;
  /** Default: no bound, and none for one object either. */
  readonly budget?: ValueBudget;
  readonly cipher?: ObjectCipher;
}

const noItems: readonly never[] = Object.freeze([]);

/** Reads objects from bytes at a position. Strict on structure; tolerant of white space and comments only. */
export class Lexer {
  readonly end: number;
  private readonly budget: ValueBudget;
  private left: number;
  private readonly cipher: ObjectCipher | undefined;
  private readonly values: PdfObject[] = [];
  private readonly keys: string[] = [];
  private readonly places: number[] = [];

  constructor(
    readonly bytes: Uint8Array,
    public position: number,
    private readonly limits: Pick<PdfLimits, 'maxDepth' | 'maxObjectValues'>,
    options: LexerOptions = {},
  ) {
    this.end = options.end ?? bytes.length;
    this.budget = options.budget ?? { values: Number.MAX_SAFE_INTEGER };
    this.left = options.budget ? limits.maxObjectValues : Number.MAX_SAFE_INTEGER;
    this.cipher = options.cipher;
  }

  fail(message: string, offset = this.position): never {
    throw new PdfError('PDF.SYNTAX', message, offset);
  }

  skipWhite(): void {
    const { bytes, end } = this;
    let at = this.position;
    while (at < end) {
      const code = bytes[at]!;
      if (classes[code] === 1) at++;
      else if (code === 0x25) while (at < end && bytes[at] !== 10 && bytes[at] !== 13) at++;
      else break;
    }
    this.position = at;
  }

  /** A run of regular characters; empty when none. */
  keyword(): string {
    const start = this.position;
    this.position = this.endOfRegular(start);
    return latin1(this.bytes, start, this.position);
  }

  private endOfRegular(start: number): number {
    const { bytes, end } = this;
    let at = start;
    while (at < end && classes[bytes[at]!] === 0) at++;
    return at;
  }

  startsWith(text: string, at = this.position): boolean {
    if (at + text.length > this.end) return false;
    for (let i = 0; i < text.length; i++) if (this.bytes[at + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  /** An unsigned integer, or undefined (position unchanged). */
  integer(): number | undefined {
    const { bytes, end } = this;
    let at = this.position;
    let value = 0;
    while (at < end && isDigit(bytes[at])) value = value * 10 + (bytes[at++]! - 48);
    if (at === this.position || at - this.position > 15) return undefined;
    this.position = at;
    return value;
  }

  private count(): void {
    if (--this.left < 0 || --this.budget.values < 0)
      throw new PdfError('PDF.TOO_MANY_OBJECTS', 'too many values in one object or in all', this.position);
  }

  object(depth = 0): PdfObject {
    if (depth > this.limits.maxDepth) throw new PdfError('PDF.TOO_DEEP', 'objects nested too deeply', this.position);
    this.count();
    this.skipWhite();
    const code = this.bytes[this.position];
    if (code === undefined || this.position >= this.end) this.fail('object expected, end of data found');
    if (code === 0x2f) return this.name();
    if (code === 0x28) return this.literalString();
    if (code === 0x3c) return this.bytes[this.position + 1] === 0x3c ? this.dict(depth) : this.hexString();
    if (code === 0x5b) return this.array(depth);
    if (isDigit(code)) return this.unsigned();
    if (code === 0x2b || code === 0x2d || code === 0x2e) return this.number();
    const start = this.position;
    const word = this.keyword();
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    return this.fail(word === '' ? 'unexpected delimiter' : 'unknown keyword', start);
  }

  /* A number, or the first of the three words of a reference; most numbers are integers, read in one go. */
  private unsigned(): PdfRef | number {
    const start = this.position;
    const num = this.integer();
    const next = this.bytes[this.position];
    if (num === undefined || (isRegular(next) && this.position < this.end)) {
      this.position = start;
      return this.number();
    }
    const after = this.position;
    if (!isWhite(next)) return num;
    this.skipWhite();
    const gen = this.integer();
    if (gen !== undefined && isWhite(this.bytes[this.position])) {
      this.skipWhite();
      if (this.bytes[this.position] === 0x52 && !isRegular(this.bytes[this.position + 1])) {
        this.position++;
        return new PdfRef(num, gen);
      }
    }
    this.position = after;
    return num;
  }

  /* Sign, digits, point, digits: up to 15 digits the quotient is the nearest double, as Number() gives it. */
  private decimal(): number | undefined {
    const { bytes } = this;
    let at = this.position;
    const negative = bytes[at] === 0x2d;
    if (negative) at++;
    const first = at;
    let value = 0;
    let scale = 0;
    for (; at < this.end; at++) {
      const code = bytes[at]!;
      if (code >= 48 && code <= 57) {
        value = value * 10 + (code - 48);
        scale *= 10;
      } else if (code === 0x2e && scale === 0) scale = 1;
      else break;
    }
    if (at === first || at - first > 15 || (at < this.end && isRegular(bytes[at])) || bytes[at - 1] === 0x2e)
      return undefined;
    this.position = at;
    const magnitude = scale > 1 ? value / scale : value;
    return negative ? -magnitude : magnitude;
  }

  private number(): number {
    const plain = this.decimal();
    if (plain !== undefined) return plain;
    const start = this.position;
    const text = this.keyword();
    if (text.length > 256) this.fail('malformed number', start);
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) {
      // Seen in real files and read as 0 or up to the second sign by everyone: "--5", "1.2-3", ".".
      const lenient = /^[+-]*(\d*\.?\d*)/.exec(text);
      if (!lenient || !/^[+-.\d]+$/.test(text)) this.fail('malformed number', start);
      return Number(lenient[1] === '' || lenient[1] === '.' ? 0 : lenient[1]) * (text.startsWith('-') ? -1 : 1);
    }
    return Number(text);
  }

  name(): PdfName {
    const { bytes, end } = this;
    const start = this.position + 1;
    let at = start;
    let escaped = false;
    for (; at < end; at++) {
      const code = bytes[at]!;
      if (classes[code] !== 0) break;
      if (code === 0x23) escaped = true;
    }
    this.position = at;
    if (!escaped) return internedName(bytes, start, at);
    return new PdfName(
      latin1(bytes, start, at).replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    );
  }

  private array(depth: number): PdfArray {
    const start = this.position++;
    const base = this.values.length;
    for (;;) {
      this.skipWhite();
      if (this.position >= this.end) this.fail('array not closed', start);
      if (this.bytes[this.position] === 0x5d) break;
      this.values.push(this.object(depth + 1));
    }
    const items = this.values.length === base ? noItems : this.values.slice(base);
    this.values.length = base;
    return new PdfArray(items, this.bytes, { start, end: ++this.position }, this.cipher);
  }

  private dict(depth: number): PdfDict {
    const { bytes, keys, values, places } = this;
    const start = this.position;
    this.position += 2;
    const base = values.length;
    const firstKey = keys.length;
    for (;;) {
      this.skipWhite();
      if (this.position >= this.end) this.fail('dictionary not closed', start);
      const code = bytes[this.position];
      if (code === 0x3e && bytes[this.position + 1] === 0x3e) break;
      if (code !== 0x2f) this.fail('dictionary key expected');
      const key = this.name().name;
      this.count();
      this.skipWhite();
      const valueStart = this.position;
      const value = this.object(depth + 1);
      keys.push(key);
      values.push(value);
      places.push(valueStart, this.position);
    }
    this.position += 2;
    const ownKeys = keys.slice(firstKey);
    const ownValues = values.slice(base);
    const ownPlaces = places.slice(2 * firstKey);
    keys.length = firstKey;
    values.length = base;
    places.length = 2 * firstKey;
    if (this.cipher) keepContents(ownKeys, ownValues);
    const twice = hasTwice(ownKeys);
    return new PdfDict(ownKeys, ownValues, ownPlaces, bytes, start, this.position, twice, this.cipher);
  }

  private hexString(): PdfString {
    const { bytes, end } = this;
    const start = this.position;
    let at = start + 1;
    while (at < end && hexClasses[bytes[at]!]! <= 16) at++;
    this.position = at;
    if (at >= end) this.fail('hexadecimal string not closed', start);
    if (bytes[at] !== 0x3e) this.fail('not a hexadecimal digit', at);
    this.position = at + 1;
    return new PdfString(bytes, start, at + 1, this.cipher);
  }

  private literalString(): PdfString {
    const { bytes, end } = this;
    const start = this.position;
    let at = start + 1;
    let nested = 1;
    while (nested > 0 && at < end) {
      const code = bytes[at++]!;
      if (code === 0x5c) at++;
      else if (code === 0x28) nested++;
      else if (code === 0x29) nested--;
    }
    this.position = Math.min(at, end);
    if (nested > 0) this.fail('string not closed', start);
    return new PdfString(bytes, start, at, this.cipher);
  }
}

function hasTwice(keys: readonly string[]): boolean {
  if (keys.length > 16) return new Set(keys).size !== keys.length;
  for (let i = 1; i < keys.length; i++) if (keys.lastIndexOf(keys[i]!, i - 1) >= 0) return true;
  return false;
}

/* ISO 32000-2 7.6.2: /Contents of a signature dictionary is the one string that is never encrypted. */
function keepContents(keys: readonly string[], values: PdfObject[]): void {
  const at = keys.lastIndexOf('Contents');
  const value = values[at];
  if (value instanceof PdfString && keys.includes('ByteRange')) values[at] = value.asStored();
}
