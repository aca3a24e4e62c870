import { PdfDocument, type RevisionView } from '../src/pdf/document.js';
import { PdfUpdate } from '../src/pdf/update.js';

/** Appends an increment, as someone with an editor would. */
export function append(pdf: Uint8Array, write: (update: PdfUpdate, view: RevisionView) => void): Uint8Array {
  const document = new PdfDocument(pdf);
  const update = new PdfUpdate(document);
  write(update, document.last);
  return update.append().bytes;
}
