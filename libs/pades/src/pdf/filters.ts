import { inflateSync } from 'node:zlib';
import { hexValue, isWhite } from './lexer.js';
import type { PdfLimits } from './limits.js';
import { dictOf, numberOf, PdfArray, PdfName, type PdfObject, type PdfStream } from './objects.js';
import { PdfError } from './pdf-error.js';

/** What of the document's inflate allowance is left; shared by all streams of one document. */
export interface InflateBudget {
  left: number;
}

type Resolve = (value: PdfObject | undefined) => PdfObject | undefined;

/** Decodes a stream whose filters are lossless text or Flate (ISO 32000-1 7.4). Others throw PDF.FILTER. */
export function decodeStream(
  stream: PdfStream,
  resolve: Resolve,
  limits: PdfLimits,
  budget: InflateBudget,
): Uint8Array {
  const list = (value: PdfObject | undefined): (PdfObject | undefined)[] => {
    const found = resolve(value);
    return found instanceof PdfArray ? found.items.map((item) => resolve(item)) : found == null ? [] : [found];
  };
  const filters = list(stream.dict.get('Filter') ?? stream.dict.get('F'));
  const parameters = list(stream.dict.get('DecodeParms') ?? stream.dict.get('DP'));
  if (filters.length > 8) throw new PdfError('PDF.FILTER', 'more than 8 filters', stream.dict.span.start);
  let data = stream.raw;
  filters.forEach((filter, index) => {
    const name = filter instanceof PdfName ? filter.name : '';
    const parms = dictOf(parameters[index] ?? null);
    const parm = (key: string, otherwise: number) => numberOf(resolve(parms?.get(key))) ?? otherwise;
    if (name === 'FlateDecode' || name === 'Fl') data = predict(inflate(data, limits, budget), parm);
    else if (name === 'ASCIIHexDecode' || name === 'AHx') data = asciiHex(data);
    else if (name === 'ASCII85Decode' || name === 'A85') data = ascii85(data, limits, budget);
    else if (name === 'RunLengthDecode' || name === 'RL') data = runLength(data, limits, budget);
    else throw new PdfError('PDF.FILTER', `filter ${name || '?'} is not read here`, stream.dict.span.start);
  });
  return data;
}

function inflate(data: Uint8Array, limits: PdfLimits, budget: InflateBudget): Uint8Array {
  const room = Math.min(limits.maxStreamBytes, budget.left, 1024 + data.length * limits.maxInflateRatio);
  if (room <= 0) throw new PdfError('PDF.TOO_LARGE', 'inflated data exceed the allowance', 0);
  try {
    // Z_SYNC_FLUSH: a cut checksum is common and harmless; a cut stream gives what there is.
    const out = inflateSync(data, { maxOutputLength: room, finishFlush: 2 });
    budget.left -= out.length;
    return out;
  } catch (cause) {
    if ((cause as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') {
      budget.left -= room;
      throw new PdfError('PDF.TOO_LARGE', `a stream inflates to more than ${room} bytes`, 0, { cause });
    }
    throw new PdfError('PDF.INFLATE', 'a stream does not inflate', 0, { cause });
  }
}

/* ISO 32000-1 7.4.4.4: PNG predictors 10-15; TIFF predictor 2 for 8-bit components. */
function predict(data: Uint8Array, parm: (key: string, otherwise: number) => number): Uint8Array {
  const predictor = parm('Predictor', 1);
  if (predictor < 2) return data;
  const bits = parm('BitsPerComponent', 8);
  const colors = parm('Colors', 1);
  const pixel = Math.max(1, (colors * bits) >> 3);
  const row = Math.ceil((parm('Columns', 1) * colors * bits) / 8);
  if (!(row > 0 && row <= 1 << 24)) throw new PdfError('PDF.FILTER', 'predictor row out of range', 0);
  if (predictor === 2) {
    if (bits !== 8) throw new PdfError('PDF.FILTER', 'TIFF predictor with other than 8 bits', 0);
    const out = Uint8Array.from(data);
    for (let start = 0; start < out.length; start += row)
      for (let i = start + pixel; i < Math.min(start + row, out.length); i++) out[i] = out[i]! + out[i - pixel]!;
    return out;
  }
  return unfilterPng(data, row, pixel);
}

/** Undoes PNG row filters (PNG 9.2): each row is led by its filter type. */
export function unfilterPng(data: Uint8Array, row: number, pixel: number): Uint8Array {
  const rows = Math.ceil(data.length / (row + 1));
  const out = new Uint8Array(rows * row);
  let length = 0;
  for (let r = 0; r < rows; r++) {
    const from = r * (row + 1);
    const type = data[from]!;
    const size = Math.min(row, data.length - from - 1);
    const to = r * row;
    for (let i = 0; i < size; i++) {
      const left = i >= pixel ? out[to + i - pixel]! : 0;
      const up = r > 0 ? out[to - row + i]! : 0;
      let add = 0;
      if (type === 1) add = left;
      else if (type === 2) add = up;
      else if (type === 3) add = (left + up) >> 1;
      else if (type === 4) add = paeth(left, up, i >= pixel && r > 0 ? out[to - row + i - pixel]! : 0);
      out[to + i] = data[from + 1 + i]! + add;
    }
    length += Math.max(0, size);
  }
  return out.subarray(0, length);
}

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const pa = Math.abs(p - a);
  const pb = Math.abs(p - b);
  const pc = Math.abs(p - c);
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

function asciiHex(data: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil(data.length / 2));
  let length = 0;
  let high = -1;
  for (let at = 0; at < data.length && data[at] !== 0x3e; at++) {
    const code = data[at]!;
    const value = hexValue(code);
    if (value < 0) {
      if (!isWhite(code)) throw new PdfError('PDF.FILTER', 'ASCIIHex data malformed', 0);
    } else if (high < 0) high = value;
    else {
      out[length++] = high * 16 + value;
      high = -1;
    }
  }
  if (high >= 0) out[length++] = high * 16;
  return out.subarray(0, length);
}

/* One `z` stands for four bytes: this filter makes more of less, and so draws on the allowance. */
function ascii85(data: Uint8Array, limits: PdfLimits, budget: InflateBudget): Uint8Array {
  const room = Math.min(limits.maxStreamBytes, budget.left, data.length * 4);
  const out = new Uint8Array(room + 4);
  let length = 0;
  let value = 0;
  let digits = 0;
  for (let at = 0; at < data.length && data[at] !== 0x7e; at++) {
    const code = data[at]!;
    if (length > room) break;
    if (code === 0x7a && digits === 0) length += 4;
    else if (code >= 0x21 && code <= 0x75) {
      value = value * 85 + code - 0x21;
      if (++digits < 5) continue;
      writeBytes(out, length, value, 4);
      length += 4;
      value = digits = 0;
    } else if (!isWhite(code)) throw new PdfError('PDF.FILTER', 'ASCII85 data malformed', 0);
  }
  if (digits > 1) {
    for (let i = digits; i < 5; i++) value = value * 85 + 84;
    writeBytes(out, length, value, digits - 1);
    length += digits - 1;
  }
  budget.left -= Math.min(length, room);
  if (length > room) throw new PdfError('PDF.TOO_LARGE', 'ASCII85 data exceed the allowance', 0);
  return out.subarray(0, length);
}

function writeBytes(out: Uint8Array, at: number, value: number, count: number): void {
  for (let i = 0; i < count; i++) out[at + i] = value >>> (24 - 8 * i);
}

function runLength(data: Uint8Array, limits: PdfLimits, budget: InflateBudget): Uint8Array {
  const room = Math.min(limits.maxStreamBytes, budget.left, data.length * 128);
  const parts: Uint8Array[] = [];
  let total = 0;
  for (let at = 0; at < data.length && data[at] !== 128; ) {
    const length = data[at]!;
    const part =
      length < 128 ? data.subarray(at + 1, at + 2 + length) : new Uint8Array(257 - length).fill(data[at + 1] ?? 0);
    at += length < 128 ? length + 2 : 2;
    total += part.length;
    if (total > room) throw new PdfError('PDF.TOO_LARGE', 'run-length data exceed the allowance', 0);
    parts.push(part);
  }
  budget.left -= total;
  return Buffer.concat(parts);
}
