import { PdfDocument } from './pdf/document.js';

/** Lengths of the states that the file went through; the bytes up to each are that earlier file. Throws `PdfError`. */
export function revisions(pdf: Uint8Array): readonly { readonly index: number; readonly length: number }[] {
  return new PdfDocument(pdf).revisions.map(({ index, length }) => ({ index, length }));
}

/** Whether `later` only appends to `earlier`: the bytes of an earlier revision never change. */
export function isPrefix(earlier: Uint8Array, later: Uint8Array): boolean {
  return earlier.length <= later.length && Buffer.compare(earlier, later.subarray(0, earlier.length)) === 0;
}
