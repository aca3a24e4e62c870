import { hexValue, isWhite } from './characters.js';
import type { InflateBudget } from './inflate.js';
import type { PdfLimits } from './limits.js';
import { PdfError } from './pdf-error.js';

/** ISO 32000-1 7.4.2. */
export function asciiHex(data: Uint8Array): Uint8Array {
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

/** ISO 32000-1 7.4.3. One `z` stands for four bytes: it makes more of less, and so draws on the allowance. */
export function ascii85(data: Uint8Array, limits: PdfLimits, budget: InflateBudget): Uint8Array {
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

/** ISO 32000-1 7.4.5. */
export function runLength(data: Uint8Array, limits: PdfLimits, budget: InflateBudget): Uint8Array {
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
