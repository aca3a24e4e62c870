import type { PdfLimits } from './limits.js';
import { PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfString, type Span } from './objects.js';
import { PdfError } from './pdf-error.js';

/* Character classes of ISO 32000-1 7.2.2: 0 regular, 1 white space, 2 delimiter. */
const classes = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) classes[code] = 1;
for (const char of '()<>[]{}/%') classes[char.charCodeAt(0)] = 2;

export const isWhite = (code: number | undefined): boolean => code !== undefined && classes[code] === 1;
const isRegular = (code: number | undefined): boolean => code !== undefined && classes[code] === 0;
const isDigit = (code: number | undefined): boolean => code !== undefined && code >= 48 && code <= 57;

export const hexValue = (code: number): number =>
  code >= 48 && code <= 57
    ? code - 48
    : code >= 65 && code <= 70
      ? code - 55
      : code >= 97 && code <= 102
        ? code - 87
        : -1;

/** Reads objects from bytes at a position. Strict on structure; tolerant of white space and comments only. */
export class Lexer {
  constructor(
    readonly bytes: Uint8Array,
    public position: number,
    private readonly limits: Pick<PdfLimits, 'maxDepth'>,
    readonly end: number = bytes.length,
  ) {}

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
    let at = start;
    while (at < this.end && isRegular(this.bytes[at])) at++;
    this.position = at;
    return latin1(this.bytes, start, at);
  }

  startsWith(text: string, at = this.position): boolean {
    if (at + text.length > this.end) return false;
    for (let i = 0; i < text.length; i++) if (this.bytes[at + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  /** An unsigned integer, or undefined (position unchanged). */
  integer(): number | undefined {
    let at = this.position;
    let value = 0;
    while (at < this.end && isDigit(this.bytes[at])) value = value * 10 + (this.bytes[at++]! - 48);
    if (at === this.position || at - this.position > 15) return undefined;
    this.position = at;
    return value;
  }

  object(depth = 0): PdfObject {
    if (depth > this.limits.maxDepth) throw new PdfError('PDF.TOO_DEEP', 'objects nested too deeply', this.position);
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
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) {
      // Seen in real files and read as 0 or up to the second sign by everyone: "--5", "1.2-3", ".".
      const lenient = /^[+-]*(\d*\.?\d*)/.exec(text);
      if (!lenient || !/^[+-.\d]+$/.test(text)) this.fail('malformed number', start);
      return Number(lenient[1] === '' || lenient[1] === '.' ? 0 : lenient[1]) * (text.startsWith('-') ? -1 : 1);
    }
    return Number(text);
  }

  name(): PdfName {
    const start = ++this.position;
    let at = start;
    let escaped = false;
    while (at < this.end && isRegular(this.bytes[at])) if (this.bytes[at++] === 0x23) escaped = true;
    this.position = at;
    const text = latin1(this.bytes, start, at);
    if (!escaped) return new PdfName(text);
    return new PdfName(
      text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
  }

  private array(depth: number): PdfArray {
    const start = this.position++;
    const items: PdfObject[] = [];
    for (;;) {
      this.skipWhite();
      if (this.position >= this.end) this.fail('array not closed', start);
      if (this.bytes[this.position] === 0x5d) break;
      items.push(this.object(depth + 1));
    }
    this.position++;
    return new PdfArray(items, this.bytes, { start, end: this.position });
  }

  private dict(depth: number): PdfDict {
    const start = this.position;
    this.position += 2;
    const entries = new Map<string, PdfObject>();
    const spans = new Map<string, Span>();
    let hasDuplicateKeys = false;
    for (;;) {
      this.skipWhite();
      if (this.position >= this.end) this.fail('dictionary not closed', start);
      const code = this.bytes[this.position];
      if (code === 0x3e && this.bytes[this.position + 1] === 0x3e) break;
      if (code !== 0x2f) this.fail('dictionary key expected');
      const key = this.name().name;
      this.skipWhite();
      const valueStart = this.position;
      const value = this.object(depth + 1);
      if (entries.has(key)) hasDuplicateKeys = true;
      entries.set(key, value);
      spans.set(key, { start: valueStart, end: this.position });
    }
    this.position += 2;
    return new PdfDict(entries, spans, this.bytes, { start, end: this.position }, hasDuplicateKeys);
  }

  private hexString(): PdfString {
    const start = this.position++;
    const out: number[] = [];
    let high = -1;
    for (;;) {
      if (this.position >= this.end) this.fail('hexadecimal string not closed', start);
      const code = this.bytes[this.position++]!;
      if (code === 0x3e) break;
      if (isWhite(code)) continue;
      const value = hexValue(code);
      if (value < 0) this.fail('not a hexadecimal digit', this.position - 1);
      if (high < 0) high = value;
      else {
        out.push(high * 16 + value);
        high = -1;
      }
    }
    if (high >= 0) out.push(high * 16);
    return new PdfString(Uint8Array.from(out));
  }

  private literalString(): PdfString {
    const start = this.position++;
    const out: number[] = [];
    let nested = 1;
    for (;;) {
      if (this.position >= this.end) this.fail('string not closed', start);
      const code = this.bytes[this.position++]!;
      if (code === 0x5c) this.escape(out);
      else if (code === 0x28) {
        nested++;
        out.push(code);
      } else if (code === 0x29) {
        if (--nested === 0) break;
        out.push(code);
      } else if (code === 13) {
        out.push(10);
        if (this.bytes[this.position] === 10) this.position++;
      } else out.push(code);
    }
    return new PdfString(Uint8Array.from(out));
  }

  /* ISO 32000-1 7.3.4.2, table 3 */
  private escape(out: number[]): void {
    const code = this.bytes[this.position++];
    if (code === undefined) return;
    const simple = 'nrtbf'.indexOf(String.fromCharCode(code));
    if (simple >= 0) out.push([10, 13, 9, 8, 12][simple]!);
    else if (code === 13) {
      if (this.bytes[this.position] === 10) this.position++;
    } else if (code === 10) return;
    else if (code >= 48 && code <= 55) {
      let value = code - 48;
      for (let i = 0; i < 2; i++) {
        const next = this.bytes[this.position];
        if (next === undefined || next < 48 || next > 55) break;
        value = value * 8 + (next - 48);
        this.position++;
      }
      out.push(value & 255);
    } else out.push(code);
  }
}

export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  if (end - start < 24) {
    let text = '';
    for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]!);
    return text;
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}
