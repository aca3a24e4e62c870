import type { Refusal } from '@vanthu/contracts';
import { refuseCommon } from '../http/refused.js';

/** ISO 32000-1 §7.5.2 and Annex H 3.4.1: readers accept the header within the first 1024 bytes. */
const headerWithin = 1024;
const header = Buffer.from('%PDF-');

export class NotPdf extends Error {
  override readonly name = 'NotPdf';
  readonly refusal: Refusal = refuseCommon('FILE.NOT_PDF');
}

/**
 * Passes the bytes on unchanged and stops with `NotPdf` when the beginning is not that of a PDF: a film called .pdf is refused
 * before it is on the disk. An empty stream passes; whoever stores it knows that it is empty.
 */
export async function* pdfOnly(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let beginning: Buffer | null = Buffer.alloc(0);
  for await (const chunk of content) {
    if (beginning === null) {
      yield chunk;
      continue;
    }
    beginning = Buffer.concat([beginning, chunk]);
    if (beginning.subarray(0, headerWithin).includes(header)) {
      yield beginning;
      beginning = null;
    } else if (beginning.length >= headerWithin) {
      throw new NotPdf();
    }
  }
  if (beginning !== null && beginning.length > 0) throw new NotPdf();
}
