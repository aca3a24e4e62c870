import { inflateSync } from 'node:zlib';
import type { PdfLimits } from './limits.js';
import { PdfError } from './pdf-error.js';

/** What of the document's allowance for decoded bytes is left; shared by all streams of one document. */
export interface InflateBudget {
  left: number;
}

/** Bytes that `data` may become: the allowance of the stream, of the document, and `ratio` times its length. */
export function roomFor(data: Uint8Array, ratio: number, limits: PdfLimits, budget: InflateBudget): number {
  return Math.min(limits.maxStreamBytes, budget.left, 1024 + data.length * ratio);
}

/** ISO 32000-1 7.4.4. */
export function inflate(data: Uint8Array, limits: PdfLimits, budget: InflateBudget): Uint8Array {
  const room = roomFor(data, limits.maxInflateRatio, limits, budget);
  if (room <= 0) throw new PdfError('PDF.TOO_LARGE', 'inflated data exceed the allowance', 0);
  try {
    // Z_SYNC_FLUSH: a cut checksum is common and harmless; a cut stream gives what there is.
    const out = inflateSync(data, { maxOutputLength: room, finishFlush: 2 });
    budget.left -= out.length;
    return out;
  } catch (cause) {
    // Charged in full: what was inflated before the damage is not told, and damaged streams are cheap to make.
    budget.left -= room;
    if ((cause as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE')
      throw new PdfError('PDF.TOO_LARGE', `a stream inflates to more than ${room} bytes`, 0, { cause });
    throw new PdfError('PDF.INFLATE', 'a stream does not inflate', 0, { cause });
  }
}
