import { bufferOf, classes } from './characters.js';
import type { Lexer } from './lexer.js';
import type { PdfDict } from './objects.js';
import { PdfError } from './pdf-error.js';

/** How many bytes may still be searched for a lost `endstream`; shared by all streams of one document. */
export interface ScanBudget {
  left: number;
}

export interface StreamBody {
  readonly raw: Uint8Array;
  /** /Length led exactly to `endstream`. */
  readonly exact: boolean;
}

/** Reads `stream … endstream` if it follows the dictionary; ISO 32000-1 7.3.8.1. Leaves the position behind it. */
export function readStreamBody(
  lexer: Lexer,
  dict: PdfDict,
  length: number | undefined,
  scan: ScanBudget,
): StreamBody | undefined {
  const { bytes } = lexer;
  const before = lexer.position;
  lexer.skipWhite();
  if (!lexer.startsWith('stream')) {
    lexer.position = before;
    return undefined;
  }
  let start = lexer.position + 6;
  if (bytes[start] === 13) start++;
  if (bytes[start] === 10) start++;
  if (length !== undefined && length >= 0 && Number.isInteger(length) && start + length <= bytes.length) {
    lexer.position = start + length;
    skipWhiteWithin(lexer, 64);
    if (lexer.startsWith('endstream')) {
      lexer.position += 9;
      return { raw: bytes.subarray(start, start + length), exact: true };
    }
  }
  if (scan.left <= 0) throw new PdfError('PDF.TOO_LARGE', 'too much searching for endstream', dict.span.start);
  const found = bufferOf(bytes).indexOf('endstream', start, 'latin1');
  scan.left -= (found < 0 ? bytes.length : found) - start;
  if (found < 0 || scan.left < 0) throw new PdfError('PDF.SYNTAX', 'stream without endstream', dict.span.start);
  let end = found;
  if (bytes[end - 1] === 10) end--;
  if (bytes[end - 1] === 13) end--;
  lexer.position = found + 9;
  return { raw: bytes.subarray(start, Math.max(start, end)), exact: false };
}

/* White space only: the end of a stream has no comments, and data without end must not be walked through. */
function skipWhiteWithin(lexer: Lexer, most: number): void {
  const from = lexer.position;
  const { bytes } = lexer;
  while (lexer.position < from + most && classes[bytes[lexer.position]!] === 1) lexer.position++;
}
