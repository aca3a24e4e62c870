import { bufferOf, latin1 } from '../../pdf/characters.js';
import { isBlank, type PdfDocument } from '../../pdf/document.js';
import { Lexer } from '../../pdf/lexer.js';
import { defaultLimits } from '../../pdf/limits.js';
import { PdfDict } from '../../pdf/objects.js';
import { PdfError } from '../../pdf/pdf-error.js';
import type { XrefSection } from '../../pdf/xref-section.js';

/** ISO 32000-1 annex C: the highest number of an object. */
const highestNumber = 8_388_607;
/** Readers look for `%%EOF` in the last 1,024 bytes (annex H.3, note 18). */
const mostTrailingBytes = 512;

/**
 * Whether the update is written to the letter of ISO 32000-1 7.5.4 to 7.5.6, so that every reader sees the objects that its
 * cross-references name. A reader that cannot follow them looks for objects itself and finds others: what is drawn is then
 * not what was judged.
 *
 * @returns what is odd, in English; undefined when nothing is
 */
export function oddityOf(document: PdfDocument, index: number): string | undefined {
  const { bytes, revisions } = document;
  const revision = revisions[index]!;
  const from = revisions[index - 1]!.length;
  const spans: [number, number][] = [];
  for (const section of revision.sections) {
    const odd = oddTrailer(bytes, section) ?? (section.kind === 'stream' ? undefined : oddTable(bytes, section));
    if (odd) return odd;
    if (section.kind === 'stream') spans.push([section.offset, objectEnd(document, section.offset, index)]);
    else spans.push([section.offset, section.end]);
    const hidden = section.trailer.get('XRefStm');
    if (section.kind === 'hybrid' && typeof hidden === 'number')
      spans.push([hidden, objectEnd(document, hidden, index)]);
    for (const num of section.entries.keys()) {
      const entry = document.entryAt(num, index);
      if (entry?.kind === 'offset' && entry.offset >= from && entry.offset < revision.length)
        spans.push([entry.offset, objectEnd(document, entry.offset, index)]);
    }
  }
  const end = Math.max(...spans.map((span) => span[1]));
  const tail = latin1(bytes, end, revision.length);
  // Some put a comment of their own in front of `startxref`.
  if (!/^\s*(%[^\r\n]*[\r\n]\s*)*startxref\s+\d+\s+%%EOF(\r\n|\r|\n)?$/.test(tail)) return 'no plain end of the update';
  return unaccounted(bytes, from, spans);
}

/** Whether what follows the last revision may keep a reader from finding its end. */
export const oddEnd = ({ bytes, last, revisions }: PdfDocument): boolean => {
  const end = revisions[last.revision]!.length;
  return bytes.length - end > mostTrailingBytes || !isBlank(bytes, end, bytes.length);
};

const sizeOf = (section: XrefSection): number => {
  const size = section.trailer.get('Size');
  return typeof size === 'number' ? size : 0;
};

function oddTrailer(bytes: Uint8Array, section: XrefSection): string | undefined {
  const text = latin1(bytes, section.trailer.span.start, section.trailer.span.end);
  for (const key of ['Size', 'Prev'])
    if (!new RegExp(`/${key}\\s+\\d{1,10}(?=[\\s/>])`).test(text)) return `/${key} is no plain number`;
  const size = sizeOf(section);
  if (size < 1 || size > highestNumber + 1) return '/Size does not fit';
  for (const num of section.entries.keys()) if (num >= size) return 'an object is numbered beyond /Size';
  return undefined;
}

/* 7.5.4: the keyword on a line of its own, subsections of rows, the trailer; no comments. */
function oddTable(bytes: Uint8Array, section: XrefSection): string | undefined {
  const text = latin1(bytes, section.offset, section.trailer.span.start);
  if (!/^[\r\n]{0,2}xref[ \t]*(\r\n|\r|\n)\s*\d+ +\d+\s/.test(text)) return 'cross-reference table is not plain';
  if (!/^[\d\s nf]*trailer\s*$/.test(text.replace('xref', ''))) return 'cross-reference table is not plain';
  return undefined;
}

/** Where the object ends that begins at `offset`, `endobj` included. */
function objectEnd(document: PdfDocument, offset: number, index: number): number {
  const { bytes } = document;
  const lexer = new Lexer(bytes, offset, defaultLimits);
  lexer.skipWhite();
  const begins = lexer.position;
  const header = /^\d+\s+\d+\s+obj(?![A-Za-z0-9])/.exec(latin1(bytes, begins, Math.min(begins + 64, bytes.length)));
  if (!header) throw new PdfError('PDF.XREF', 'no object begins where the cross-reference says', offset);
  lexer.position = begins + header[0].length;
  lexer.skipWhite();
  let end = lexer.position;
  if (!lexer.startsWith('endobj')) {
    const value = lexer.object();
    end = lexer.position;
    if (value instanceof PdfDict) end = streamEnd(document, value, end, index);
  }
  const rest = /^\s*(endstream\s*)?endobj/.exec(latin1(bytes, end, Math.min(end + 64, bytes.length)));
  if (!rest) throw new PdfError('PDF.XREF', 'an object does not end where it should', end);
  return end + rest[0].length;
}

function streamEnd(document: PdfDocument, dict: PdfDict, at: number, index: number): number {
  const { bytes } = document;
  const keyword = /^\s*stream(\r\n|\n)/.exec(latin1(bytes, at, Math.min(at + 32, bytes.length)));
  if (!keyword) return at;
  const length = document.view(index).resolve(dict.get('Length'));
  const end = at + keyword[0].length + (typeof length === 'number' ? length : Number.NaN);
  if (!Number.isSafeInteger(end) || end > bytes.length) throw new PdfError('PDF.XREF', '/Length does not fit', at);
  return end;
}

/* Between the objects there is nothing but white space and comments that no search takes for an object. */
function unaccounted(bytes: Uint8Array, from: number, spans: [number, number][]): string | undefined {
  let at = from;
  for (const [start, end] of spans.sort(([a], [b]) => a - b)) {
    if (start > at && !isBlank(bytes, at, start)) {
      const gap = latin1(bytes, at, Math.min(start, at + 4_096));
      if (start - at > 4_096 || !/^\s*(%[^\r\n]*[\r\n]+\s*)*$/.test(gap) || /obj|trailer|xref/.test(gap))
        return 'bytes that no cross-reference names';
    }
    at = Math.max(at, end);
  }
  return undefined;
}

/** For a search of the raw bytes: does the text look as if an object began in it? */
export const hidesAnObject = (raw: Uint8Array): boolean =>
  /(^|[\r\n])\s*(\d+\s+\d+\s+obj\b|trailer\b)/.test(bufferOf(raw).toString('latin1'));
