import { decodeStream, type InflateBudget } from './filters.js';
import { isWhite, Lexer, latin1 } from './lexer.js';
import { defaultLimits, type PdfLimits } from './limits.js';
import { dictOf, isName, numberOf, PdfDict, type PdfObject, PdfRef, PdfStream } from './objects.js';
import { PdfError } from './pdf-error.js';
import { readStreamBody } from './stream-body.js';
import { readSection, type SectionContext, type XrefEntry, type XrefSection } from './xref-section.js';

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

interface Version {
  readonly revision: number;
  readonly entry: XrefEntry;
}

interface ObjectStream {
  readonly numbers: readonly number[];
  readonly offsets: readonly number[];
  readonly data: Uint8Array;
}

/** A PDF read lazily: cross-references at once, objects when asked for. Throws `PdfError` on what cannot be read. */
export class PdfDocument {
  readonly revisions: readonly Revision[];
  readonly headerVersion: string;
  /** Deviations found so far: enough to refuse signing, not enough to refuse reading. */
  readonly irregular = new Set<string>();

  private versions: ReadonlyMap<number, readonly Version[]> | undefined;
  private readonly objects = new Map<XrefEntry, PdfObject>();
  private readonly objectStreams = new Map<PdfStream, ObjectStream>();
  private readonly budget: InflateBudget;
  private readonly scan: { left: number };

  constructor(
    readonly bytes: Uint8Array,
    readonly limits: PdfLimits = defaultLimits,
  ) {
    this.budget = { left: limits.maxInflatedBytes };
    this.scan = { left: limits.maxScanBytes };
    const head = latin1(bytes, 0, Math.min(1024, bytes.length));
    const header = /%PDF-(\d+\.\d+)/.exec(head);
    if (!header) throw new PdfError('PDF.NOT_A_PDF', 'no %PDF- header', 0);
    if (header.index > 0) this.irregular.add('bytes-before-header');
    this.headerVersion = header[1]!;
    this.revisions = this.readRevisions();
  }

  get last(): RevisionView {
    return this.view(this.revisions.length - 1);
  }

  view(revision: number): RevisionView {
    return new RevisionView(this, revision);
  }

  private readRevisions(): Revision[] {
    const context: SectionContext = {
      bytes: this.bytes,
      limits: this.limits,
      budget: this.budget,
      entriesLeft: this.limits.maxObjects,
    };
    const newestFirst: XrefSection[] = [];
    const seen = new Set<number>();
    for (let offset = this.lastStartxref(); offset !== undefined; ) {
      if (seen.has(offset)) throw new PdfError('PDF.LOOP', '/Prev leads back to a section read before', offset);
      if (seen.size >= this.limits.maxSections)
        throw new PdfError('PDF.TOO_LARGE', `more than ${this.limits.maxSections} cross-reference sections`, offset);
      seen.add(offset);
      const section: XrefSection = readSection(context, offset);
      for (const word of section.irregular) this.irregular.add(word);
      newestFirst.push(section);
      offset = section.prev as number;
    }
    return this.groupRevisions(newestFirst);
  }

  private lastStartxref(): number {
    const found = lastStartxref(this.bytes, this.bytes.length);
    if (!found) throw new PdfError('PDF.TRUNCATED', 'no startxref at the end of the file', this.bytes.length);
    if (found.eof === undefined) this.irregular.add('no-eof-marker');
    return found.value;
  }

  private groupRevisions(newestFirst: XrefSection[]): Revision[] {
    const oldestFirst = newestFirst.reverse();
    const groups: XrefSection[][] = [];
    for (const section of oldestFirst) {
      const before = groups[0];
      // Annex F: the first-page section of a linearised file stands at its top and points to the main one at its end.
      if (groups.length === 1 && before?.length === 1 && section.end < before[0]!.offset && this.isLinearized(section))
        before.unshift(section);
      else groups.push([section]);
    }
    return groups.map((sections, index) => {
      const end = this.endOfRevision(Math.max(...sections.map((section) => section.end)));
      return { index, startxref: sections[0]!.offset, sections, ...end };
    });
  }

  private isLinearized(firstPage: XrefSection): boolean {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset, Math.min(firstPage.offset, 2048)).includes(
      '/Linearized',
    );
  }

  private endOfRevision(from: number): { eof: number; length: number } {
    const { bytes } = this;
    const tail = latin1(bytes, from, Math.min(from + 1024, bytes.length));
    const match = /^(?:(?!\sobj\s)[\s\S])*?startxref\s+\d+\s+%%EOF/.exec(tail);
    if (!match) {
      this.irregular.add('revision-end-unclear');
      return { eof: bytes.length, length: bytes.length };
    }
    const eof = from + match[0].length;
    let length = eof;
    if (bytes[length] === 13) length++;
    if (bytes[length] === 10) length++;
    return { eof, length };
  }

  /** What `revision` says of an object: the newest entry up to it. */
  entryAt(num: number, revision: number): XrefEntry | undefined {
    const versions = this.history().get(num);
    if (!versions) return undefined;
    for (let i = versions.length - 1; i >= 0; i--) if (versions[i]!.revision <= revision) return versions[i]!.entry;
    return undefined;
  }

  private history(): ReadonlyMap<number, readonly Version[]> {
    if (this.versions) return this.versions;
    const versions = new Map<number, Version[]>();
    for (const { index, sections } of this.revisions)
      for (const section of [...sections].reverse())
        for (const [num, entry] of section.entries) {
          const known = versions.get(num);
          if (known) known.push({ revision: index, entry });
          else versions.set(num, [{ revision: index, entry }]);
        }
    this.versions = versions;
    return versions;
  }

  /** The object an entry leads to, parsed once. Entries are compared by identity. */
  load(num: number, entry: XrefEntry, view: RevisionView): PdfObject {
    const known = this.objects.get(entry);
    if (known !== undefined) return known;
    const value =
      entry.kind === 'free'
        ? null
        : entry.kind === 'offset'
          ? this.readAt(num, entry, view)
          : this.unpack(num, entry, view);
    this.objects.set(entry, value);
    return value;
  }

  private readAt(num: number, entry: XrefEntry & { kind: 'offset' }, view: RevisionView): PdfObject {
    const lexer = new Lexer(this.bytes, entry.offset, this.limits);
    lexer.skipWhite();
    const found = lexer.integer();
    lexer.skipWhite();
    const gen = lexer.integer();
    lexer.skipWhite();
    if (found !== num || gen !== entry.gen || lexer.keyword() !== 'obj')
      throw new PdfError('PDF.XREF', `object ${num} ${entry.gen} is not where the cross-reference says`, entry.offset);
    lexer.skipWhite();
    // An object without a value is written by some and read as null.
    if (lexer.startsWith('endobj')) return null;
    const value = lexer.object();
    if (!(value instanceof PdfDict)) return value;
    // A placeholder against a stream whose /Length leads back to itself.
    this.objects.set(entry, null);
    const length = numberOf(view.resolve(value.get('Length')));
    this.objects.delete(entry);
    const body = readStreamBody(lexer, value, length, this.scan);
    if (!body) return value;
    if (!body.exact) this.irregular.add('stream-length');
    return new PdfStream(value, body.raw);
  }

  private unpack(num: number, entry: XrefEntry & { kind: 'compressed' }, view: RevisionView): PdfObject {
    const container = view.entry(entry.stream);
    // 7.5.7: an object stream is itself never in an object stream.
    if (container?.kind !== 'offset') throw new PdfError('PDF.XREF', `object stream ${entry.stream} is missing`, 0);
    const stream = this.load(entry.stream, container, view);
    if (!(stream instanceof PdfStream)) throw new PdfError('PDF.XREF', `object ${entry.stream} is no stream`, 0);
    const parsed = this.objectStream(stream, view);
    const at = parsed.numbers[entry.index] === num ? entry.index : parsed.numbers.indexOf(num);
    if (at < 0) throw new PdfError('PDF.XREF', `object ${num} is not in object stream ${entry.stream}`, 0);
    return new Lexer(parsed.data, parsed.offsets[at]!, this.limits).object();
  }

  private objectStream(stream: PdfStream, view: RevisionView): ObjectStream {
    const known = this.objectStreams.get(stream);
    if (known) return known;
    const count = numberOf(view.resolve(stream.dict.get('N'))) ?? -1;
    const first = numberOf(view.resolve(stream.dict.get('First'))) ?? -1;
    if (!isName(stream.dict.get('Type'), 'ObjStm') || count < 0 || first < 0 || count > this.limits.maxObjects)
      throw new PdfError('PDF.STRUCTURE', 'object stream malformed', stream.dict.span.start);
    const data = this.decode(stream, view);
    const lexer: Lexer = new Lexer(data, 0, this.limits);
    const numbers: number[] = [];
    const offsets: number[] = [];
    for (let i = 0; i < count; i++) {
      lexer.skipWhite();
      const num = lexer.integer();
      lexer.skipWhite();
      const offset = lexer.integer();
      if (num === undefined || offset === undefined) lexer.fail('object stream index malformed');
      numbers.push(num);
      offsets.push(first + offset);
    }
    const parsed = { numbers, offsets, data };
    this.objectStreams.set(stream, parsed);
    return parsed;
  }

  decode(stream: PdfStream, view: RevisionView): Uint8Array {
    return decodeStream(stream, (value) => view.resolve(value), this.limits, this.budget);
  }
}

/** The document as of one revision. Cheap; objects are shared with the other views. */
export class RevisionView {
  constructor(
    readonly document: PdfDocument,
    readonly revision: number,
  ) {}

  entry(num: number): XrefEntry | undefined {
    return this.document.entryAt(num, this.revision);
  }

  get trailer(): PdfDict {
    return this.document.revisions[this.revision]!.sections[0]!.trailer;
  }

  object(num: number, gen?: number): PdfObject {
    const entry = this.entry(num);
    if (!entry || entry.kind === 'free') return null;
    if (gen !== undefined && gen !== (entry.kind === 'offset' ? entry.gen : 0)) return null;
    return this.document.load(num, entry, this);
  }

  /** Follows references; `undefined` stays, a dangling reference is null (7.3.10). */
  resolve(value: PdfObject | undefined): PdfObject | undefined {
    let current = value;
    for (let hops = 0; current instanceof PdfRef; hops++) {
      if (hops > 32) throw new PdfError('PDF.LOOP', 'references lead in a circle', 0);
      current = this.object(current.num, current.gen);
    }
    return current;
  }

  dict(value: PdfObject | undefined): PdfDict | undefined {
    return dictOf(this.resolve(value));
  }

  get catalog(): PdfDict {
    const catalog = this.dict(this.trailer.get('Root'));
    if (!catalog) throw new PdfError('PDF.STRUCTURE', 'no document catalog', this.trailer.span.start);
    return catalog;
  }

  get isEncrypted(): boolean {
    return this.trailer.get('Encrypt') != null;
  }

  decode(stream: PdfStream): Uint8Array {
    return this.document.decode(stream, this);
  }
}

/** The last `startxref N` before `end`, with the position after its `%%EOF` if there is one. */
export function lastStartxref(bytes: Uint8Array, end: number): { value: number; eof: number | undefined } | undefined {
  const from = Math.max(0, end - 2048);
  const tail = latin1(bytes, from, end);
  const at = tail.lastIndexOf('startxref');
  const match = at < 0 ? null : /^startxref\s*(\d{1,15})\s*(%%EOF)?/.exec(tail.slice(at));
  if (!match) return undefined;
  return { value: Number(match[1]), eof: match[2] ? from + at + match[0].length : undefined };
}

export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isWhite(bytes[i])) return false;
  return true;
}
