import { bufferOf, classes, latin1 } from './characters.js';
import type { XrefSection } from './xref-section.js';

/** One state of the document: the file up to `length`. ISO 32000-1 7.5.6. */
export interface Revision {
  readonly index: number;
  /** Bytes up to and including `%%EOF` and one end-of-line. */
  readonly length: number;
  /** Bytes up to and including `%%EOF`. */
  readonly eof: number;
  /** The value that this revision's `startxref` has. */
  readonly startxref: number;
  /** Newest first; two in the first revision of a linearised file. */
  readonly sections: readonly XrefSection[];
}

/** The states of the file, from its sections as /Prev leads to them, newest first. */
export function groupRevisions(
  bytes: Uint8Array,
  newestFirst: readonly XrefSection[],
  irregular: Set<string>,
): Revision[] {
  const groups: XrefSection[][] = [];
  for (const section of [...newestFirst].reverse()) {
    const before = groups[0];
    // Annex F: the first-page section of a linearised file stands at its top and points to the main one at its end.
    if (groups.length === 1 && before?.length === 1 && section.end < before[0]!.offset && isLinearized(bytes, section))
      before.unshift(section);
    else groups.push([section]);
  }
  if (groups.some((sections, i) => i > 0 && sections[0]!.offset < groups[i - 1]![0]!.offset))
    irregular.add('revisions-out-of-order');
  return groups.map((sections, index) => {
    const end = endOfRevision(bytes, Math.max(...sections.map((section) => section.end)));
    if (!end) irregular.add('revision-end-unclear');
    const { eof, length } = end ?? { eof: bytes.length, length: bytes.length };
    return { index, startxref: sections[0]!.offset, sections, eof, length };
  });
}

const isLinearized = (bytes: Uint8Array, firstPage: XrefSection): boolean =>
  bufferOf(bytes).subarray(0, Math.min(firstPage.offset, 2_048)).includes('/Linearized');

const tailLength = 1_024;

/* After the trailer: `startxref`, a number, `%%EOF`, and no object in between. */
function endOfRevision(bytes: Uint8Array, from: number): { eof: number; length: number } | undefined {
  const tail = latin1(bytes, from, Math.min(from + tailLength, bytes.length));
  const at = tail.indexOf('startxref');
  const match = at < 0 || /\sobj\s/.test(tail.slice(0, at)) ? null : /^startxref\s+\d+\s+%%EOF/.exec(tail.slice(at));
  if (!match) return undefined;
  const eof = from + at + match[0].length;
  let length = eof;
  if (bytes[length] === 13) length++;
  if (bytes[length] === 10) length++;
  return { eof, length };
}

/** The last `startxref N` before `end`, with the position after its `%%EOF` if there is one. */
export function lastStartxref(bytes: Uint8Array, end: number): { value: number; eof: number | undefined } | undefined {
  const from = Math.max(0, end - 2 * tailLength);
  const tail = latin1(bytes, from, end);
  const at = tail.lastIndexOf('startxref');
  const match = at < 0 ? null : /^startxref\s*(\d{1,15})\s*(%%EOF)?/.exec(tail.slice(at));
  if (!match) return undefined;
  return { value: Number(match[1]), eof: match[2] ? from + at + match[0].length : undefined };
}

export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (classes[bytes[i]!] !== 1) return false;
  return true;
}
