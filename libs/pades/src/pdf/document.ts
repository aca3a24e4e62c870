import { latin1 } from './characters.js';
import { Encryption } from './crypt/encryption.js';
import { Lexer, type ValueBudget } from './lexer.js';
import { defaultLimits, type PdfLimits } from './limits.js';
import { type Budgets, budgetsOf, ObjectReader, readHeader } from './object-reader.js';
import { PdfDict, type PdfObject, PdfRef, type PdfStream } from './objects.js';
import { PdfError } from './pdf-error.js';
import { groupRevisions, lastStartxref, type Revision } from './read-revisions.js';
import { RevisionView } from './revision-view.js';
import { type XrefEntry, XrefIndex } from './xref-index.js';
import { readSection, type SectionContext, type XrefSection } from './xref-section.js';

export { isBlank, lastStartxref, type Revision } from './read-revisions.js';
export { RevisionView } from './revision-view.js';

/* An object is read while another is: the length of a stream, its object stream. Deeper is a trap. */
const maxNestedReads = 24;

/** A PDF read lazily: cross-references at once, objects when asked for. Throws `PdfError` on what cannot be read. */
export class PdfDocument {
  readonly revisions: readonly Revision[];
  readonly headerVersion: string;
  /** Deviations found so far: enough to refuse signing, not enough to refuse reading. */
  readonly irregular = new Set<string>();
  /** Undefined: not encrypted. */
  readonly encryption: Encryption | undefined;
  /** The rows of all cross-reference sections. */
  readonly index: XrefIndex;

  private readonly reader: ObjectReader;
  private readonly budgets: Budgets;
  private readonly objects = new Map<XrefEntry, PdfObject | PdfError>();
  private nestedReads = 0;

  /** @param password  of the user or the owner, for an encrypted file */
  constructor(
    readonly bytes: Uint8Array,
    readonly limits: PdfLimits = defaultLimits,
    password = '',
  ) {
    this.budgets = budgetsOf(limits, bytes.length);
    this.index = new XrefIndex(limits.maxObjects);
    const header = /%PDF-(\d+\.\d+)/.exec(latin1(bytes, 0, Math.min(1024, bytes.length)));
    if (!header) throw new PdfError('PDF.NOT_A_PDF', 'no %PDF- header', 0);
    if (header.index > 0) this.irregular.add('bytes-before-header');
    this.headerVersion = header[1]!;
    this.reader = new ObjectReader(bytes, limits, this.budgets, this.irregular);
    this.revisions = this.readRevisions();
    this.encryption = this.readEncryption(password);
    this.reader.encryption = this.encryption;
  }

  get last(): RevisionView {
    return this.view(this.revisions.length - 1);
  }

  view(revision: number): RevisionView {
    return new RevisionView(this, revision);
  }

  private readRevisions(): readonly Revision[] {
    const { kept: values, scan, inflate: budget } = this.budgets;
    const context: SectionContext = { bytes: this.bytes, limits: this.limits, budget, values, scan, index: this.index };
    const newestFirst: XrefSection[] = [];
    const seen = new Set<number>();
    for (let offset = this.lastStartxref(); offset !== undefined; ) {
      if (seen.has(offset)) throw new PdfError('PDF.LOOP', '/Prev leads back to a section read before', offset);
      if (seen.size >= this.limits.maxSections)
        throw new PdfError('PDF.TOO_LARGE', `more than ${this.limits.maxSections} cross-reference sections`, offset);
      seen.add(offset);
      const section: XrefSection = readSection(context, offset, newestFirst.length);
      this.reader.charge(offset, section.end);
      // 7.3.7: readers differ on which of the two counts, and /Root decides what the document is.
      if (section.trailer.hasDuplicateKeys)
        throw new PdfError('PDF.STRUCTURE', 'trailer with a key twice', section.end);
      for (const word of section.irregular) this.irregular.add(word);
      newestFirst.push(section);
      offset = section.prev as number;
    }
    const revisions = groupRevisions(this.bytes, newestFirst, this.irregular);
    const revisionOf = new Map(
      revisions.flatMap(({ index, sections }) => sections.map((one) => [one, index] as const)),
    );
    const ofSections = Int32Array.from(newestFirst, (section) => revisionOf.get(section)!);
    for (const { section, word } of this.index.link(newestFirst, ofSections)) {
      newestFirst[section]!.irregular.push(word);
      this.irregular.add(word);
    }
    return revisions;
  }

  private lastStartxref(): number {
    const found = lastStartxref(this.bytes, this.bytes.length);
    if (!found) throw new PdfError('PDF.TRUNCATED', 'no startxref at the end of the file', this.bytes.length);
    if (found.eof === undefined) this.irregular.add('no-eof-marker');
    return found.value;
  }

  private readEncryption(password: string): Encryption | undefined {
    const view = this.last;
    const value = view.trailer.get('Encrypt');
    // 7.6.1 knows one /Encrypt: a later one would show other content in bytes that a signature covers.
    if (this.revisions.some(({ index }) => this.encryptAt(index) !== this.encryptAt(view.revision)))
      throw new PdfError('PDF.ENCRYPTED', '/Encrypt differs between revisions', view.trailer.span.start);
    if (value == null) return undefined;
    const dict = view.resolve(value);
    if (!(dict instanceof PdfDict)) throw new PdfError('PDF.ENCRYPTED', '/Encrypt is no dictionary', 0);
    return Encryption.read(dict, view.trailer.get('ID'), (one) => view.resolve(one), password);
  }

  /* What tells one /Encrypt from another: the row of its object, or its text. */
  private encryptAt(revision: number): string | undefined {
    const value = this.view(revision).trailer.get('Encrypt');
    if (value == null) return undefined;
    if (value instanceof PdfRef) return `${value.gen} R ${this.index.rowAt(value.num, revision)}`;
    return value instanceof PdfDict ? latin1(value.source, value.span.start, value.span.end) : 'malformed';
  }

  /**
   * Whether every object that the newest revision has stands where the cross-reference says. Where one does not, some
   * readers search the file and see another document; found so, it is `irregular`.
   */
  checkPlaces(): void {
    const { index, last } = this;
    const lexer = new Lexer(this.bytes, 0, this.limits);
    for (let row = 0; row < index.length; row++) {
      if (!index.isCounting(row) || index.isFree(row)) continue;
      const num = index.number(row);
      const entry = index.passing(row);
      if (entry.kind !== 'offset' || index.rowAt(num, last.revision) !== row) continue;
      lexer.position = entry.offset;
      if (readHeader(lexer, num, entry.gen)) continue;
      this.irregular.add('object-misplaced');
      return;
    }
  }

  /** What `revision` says of an object: the newest entry up to it. Entries are compared by identity. */
  entryAt(num: number, revision: number): XrefEntry | undefined {
    const row = this.index.rowAt(num, revision);
    return row < 0 ? undefined : this.index.entry(row);
  }

  /** The object an entry leads to, parsed once. */
  load(num: number, entry: XrefEntry, view: RevisionView): PdfObject {
    if (entry.kind === 'free') return null;
    if (entry.kind === 'compressed') this.stopIfReplaced(num, entry.stream, view);
    const known = this.objects.get(entry);
    if (known instanceof PdfError) throw known;
    if (known !== undefined) return known;
    // A placeholder against a stream whose /Length leads back to itself.
    this.objects.set(entry, null);
    try {
      const value = this.read(num, entry, view, this.budgets.kept);
      this.objects.set(entry, value);
      return value;
    } catch (error) {
      if (error instanceof PdfError) this.objects.set(entry, error);
      throw error;
    }
  }

  private read(num: number, entry: XrefEntry, view: RevisionView, budget: ValueBudget): PdfObject {
    if (entry.kind === 'free') return null;
    if (this.nestedReads >= maxNestedReads) throw new PdfError('PDF.LOOP', 'objects need each other to be read', 0);
    this.nestedReads++;
    try {
      if (entry.kind === 'offset') return this.reader.readAt(num, entry, view, budget);
      const container = view.entry(entry.stream);
      // 7.5.7: an object stream is itself never in an object stream.
      if (container?.kind !== 'offset') throw new PdfError('PDF.XREF', `object stream ${entry.stream} is missing`, 0);
      return this.reader.unpack(num, entry, container, view, budget);
    } finally {
      this.nestedReads--;
    }
  }

  /* Readers differ on an object whose object stream a later revision replaced: the entry is old, its place is new. */
  private stopIfReplaced(num: number, stream: number, view: RevisionView): void {
    const { index } = this;
    if (!index.isReplacedStream(stream)) return;
    const row = index.rowAt(num, view.revision);
    if (row >= 0 && index.rowAt(stream, index.revision(row)) !== index.rowAt(stream, view.revision))
      throw new PdfError('PDF.XREF', `object stream ${stream} of object ${num} was replaced later`, 0);
  }

  /**
   * Looks at the objects of all revisions, or of the one named, used or not, without keeping them. Limits end the
   * search; other errors are handed over, up to `maxUnreadable` of them.
   */
  forEachObject(
    visit: (value: PdfObject, num: number, revision: number) => void,
    unreadable: (error: PdfError) => void,
    only?: number,
  ): void {
    let failures = 0;
    const view = only === undefined ? undefined : this.view(only);
    for (let row = 0; row < this.index.length; row++) {
      if (!this.index.isCounting(row) || this.index.isFree(row)) continue;
      const num = this.index.number(row);
      if (only !== undefined && this.index.rowAt(num, only) !== row) continue;
      try {
        const revision = this.index.revision(row);
        visit(this.inPassing(num, row, view ?? this.view(revision)), num, revision);
      } catch (error) {
        if (!(error instanceof PdfError) || isLimit(error)) throw error;
        unreadable(error);
        if (++failures > this.limits.maxUnreadable)
          throw new PdfError('PDF.XREF', 'too many objects cannot be read', error.offset, { cause: error });
      }
    }
  }

  private inPassing(num: number, row: number, view: RevisionView): PdfObject {
    const known = this.index.known(row);
    if (known && this.objects.has(known)) return this.load(num, known, view);
    const entry = this.index.passing(row);
    if (entry.kind === 'compressed') this.stopIfReplaced(num, entry.stream, view);
    return this.read(num, entry, view, this.budgets.passing);
  }

  decode(stream: PdfStream, view: RevisionView): Uint8Array {
    return this.reader.decode(stream, view);
  }
}

/** The allowance for the whole document is used up: nothing more can be learned from it. */
export const isLimit = (error: PdfError): boolean =>
  error.code === 'PDF.TOO_LARGE' || error.code === 'PDF.TOO_MANY_OBJECTS';
