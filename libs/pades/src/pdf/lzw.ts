import { type InflateBudget, roomFor } from './inflate.js';
import type { PdfLimits } from './limits.js';
import { PdfError } from './pdf-error.js';

const clearTable = 256;
const endOfData = 257;
const tableSize = 4_096;
/* One code of 12 bits stands for at most 3,839 bytes. */
const maxRatio = 2_560;

/**
 * ISO 32000-1 7.4.4.2. Codes grow from 9 to 12 bits, one code early when `earlyChange` is 1. Each table entry is
 * where it stands in what has been written already.
 */
export function lzw(data: Uint8Array, earlyChange: number, limits: PdfLimits, budget: InflateBudget): Uint8Array {
  const room = roomFor(data, maxRatio, limits, budget);
  const starts = new Uint32Array(tableSize);
  const lengths = new Uint16Array(tableSize);
  let out = new Uint8Array(Math.min(room, Math.max(1_024, data.length * 4)));
  let length = 0;
  let next = endOfData + 1;
  let width = 9;
  let bits = 0;
  let held = 0;
  let previous = -1;
  for (let at = 0; at < data.length || bits >= width; ) {
    while (bits < width && at < data.length) {
      held = ((held << 8) | data[at++]!) & 0xffffff;
      bits += 8;
    }
    if (bits < width) break;
    const code = (held >> (bits - width)) & ((1 << width) - 1);
    bits -= width;
    if (code === endOfData) break;
    if (code === clearTable) {
      next = endOfData + 1;
      width = 9;
      previous = -1;
      continue;
    }
    const isNew = code === next && previous >= 0;
    if (!isNew && code > endOfData && code >= next) fail('LZW code out of range');
    const before = previous < 256 ? 1 : lengths[previous]!;
    const size = isNew ? before + 1 : code < 256 ? 1 : lengths[code]!;
    if (length + size > room) {
      budget.left -= length;
      throw new PdfError('PDF.TOO_LARGE', 'LZW data exceed the allowance', 0);
    }
    if (length + size > out.length) out = grown(out, length, Math.min(room, (length + size) * 2));
    // What an entry repeats lies in the output already; the new one ends with its own first byte.
    if (code < 256) out[length] = code;
    else {
      const from = isNew ? length - before : starts[code]!;
      for (let i = 0; i < size; i++) out[length + i] = out[from + i]!;
    }
    if (previous >= 0 && next < tableSize) {
      starts[next] = length - before;
      lengths[next] = before + 1;
      next++;
    }
    previous = code;
    length += size;
    if (next + earlyChange >= 1 << width && width < 12) width++;
  }
  budget.left -= length;
  return out.subarray(0, length);
}

function grown(bytes: Uint8Array, used: number, size: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(size);
  out.set(bytes.subarray(0, used));
  return out;
}

function fail(message: string): never {
  throw new PdfError('PDF.FILTER', message, 0);
}
