import { type DocxLimits, openedAsWord } from './docx/open-docx.js';
import { type PdfReadingOptions, readGuarded, readPdfText } from './pdf/read-pdf-text.js';
import type { ReadingRefusal } from './refusal.js';
import type { DocumentText } from './text.js';

/**
 * Reads a PDF or a DOCX, by what the file begins with and not by its name, in a thread with limits: whoever asks goes on.
 *
 * @throws Error for a fault of ours, never for what the file is
 */
export function readDocumentText(
  bytes: Uint8Array,
  options: PdfReadingOptions & DocxLimits = {},
): Promise<DocumentText | ReadingRefusal> {
  return openedAsWord(bytes) ? readGuarded(bytes, options) : readPdfText(bytes, options);
}
