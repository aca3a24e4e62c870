import type { Refusal } from '@vanthu/contracts';
import { refuseCommon } from '../http/refused.js';

/** ISO 32000-1 §7.5.2 and Annex H 3.4.1: readers accept the header within the first 1024 bytes. */
const headerWithin = 1024;
const header = Buffer.from('%PDF-');
const zipHeader = Buffer.from('PK\x03\x04', 'latin1');

/** Not what it is sent as. */
export class OtherForm extends Error {
  override readonly name = 'OtherForm';
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

/**
 * Passes the bytes on unchanged and stops with `OtherForm` when the beginning is not that of a PDF: a film called .pdf is refused
 * before it is on the disk. An empty stream passes; whoever stores it knows that it is empty.
 */
export function pdfOnly(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  return beginningWith(content, (beginning) => beginning.includes(header), 'FILE.NOT_PDF');
}

/** The same for a DOCX, a ZIP archive; whether it is one says who reads it. */
export function wordOnly(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  return beginningWith(content, (beginning) => beginning.subarray(0, 4).equals(zipHeader), 'FILE.NOT_WORD');
}

async function* beginningWith(
  content: AsyncIterable<Uint8Array>,
  isRight: (beginning: Buffer) => boolean,
  otherwise: 'FILE.NOT_PDF' | 'FILE.NOT_WORD',
): AsyncGenerator<Uint8Array> {
  let beginning: Buffer | null = Buffer.alloc(0);
  for await (const chunk of content) {
    if (beginning === null) {
      yield chunk;
      continue;
    }
    beginning = Buffer.concat([beginning, chunk]);
    if (isRight(beginning.subarray(0, headerWithin))) {
      yield beginning;
      beginning = null;
    } else if (beginning.length >= headerWithin) {
      throw new OtherForm(refuseCommon(otherwise));
    }
  }
  if (beginning !== null && beginning.length > 0) throw new OtherForm(refuseCommon(otherwise));
}
