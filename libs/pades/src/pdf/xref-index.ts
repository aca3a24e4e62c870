import { PdfError } from './pdf-error.js';

/** ISO 32000-1 7.5.4, 7.5.8.3: free; at an offset; or the n-th object of an object stream. */
export type XrefEntry =
  | { readonly kind: 'free'; readonly gen: number }
  | { readonly kind: 'offset'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'compressed'; readonly stream: number; readonly index: number };

export const freeEntry = 0;
export const offsetEntry = 1;
export const compressedEntry = 2;

export interface SectionRows {
  readonly from: number;
  readonly hiddenFrom: number;
  readonly to: number;
}

/** Where readers may see different objects: a number twice in one table; a hybrid's table and stream that disagree. */
export interface Ambiguity {
  readonly section: number;
  readonly word: 'entry-twice' | 'hybrid-conflict';
}

const maxObjectNumber = 0x7fffffff;

/**
 * The rows of all cross-reference sections of a file in columns, about thirty bytes each, and for each object number
 * its rows from the newest to the oldest. Sections are added newest first, as /Prev leads to them.
 */
export class XrefIndex {
  private count = 0;
  private capacity = 64;
  private numbers = new Uint32Array(this.capacity);
  private kinds = new Uint8Array(this.capacity);
  /* Offset, or number of the object stream. */
  private firsts = new Float64Array(this.capacity);
  /* Generation, or index in the object stream. */
  private seconds = new Uint32Array(this.capacity);
  private sections = new Uint16Array(this.capacity);
  /* 1 where the row counts: a number's first in its section, or what a hybrid section's stream says instead of free. */
  private counts = new Uint8Array(0);
  private ids: ReadonlyMap<number, number> | undefined;
  /* Rows of id n, oldest first: versions[starts[n]] up to starts[n + 1]. */
  private starts = new Int32Array(0);
  private versions = new Int32Array(0);
  private revisionOf: Int32Array = new Int32Array(0);
  private readonly entries = new Map<number, XrefEntry>();
  private readonly streams = new Set<number>();
  private readonly replaced = new Set<number>();
  private highest = 0;

  constructor(private left: number) {}

  /** One more than the highest number of any section. */
  get size(): number {
    return this.highest + 1;
  }

  get length(): number {
    return this.count;
  }

  /** Makes room; refuses more rows than the document may have. */
  reserve(rows: number, offset: number): void {
    this.left -= rows;
    if (this.left < 0) throw new PdfError('PDF.TOO_MANY_OBJECTS', 'too many cross-reference entries', offset);
    if (this.count + rows > this.capacity) this.grow(Math.max(this.count + rows, this.capacity * 2));
  }

  private grow(capacity: number): void {
    this.capacity = capacity;
    this.numbers = grown(this.numbers, new Uint32Array(capacity));
    this.kinds = grown(this.kinds, new Uint8Array(capacity));
    this.firsts = grown(this.firsts, new Float64Array(capacity));
    this.seconds = grown(this.seconds, new Uint32Array(capacity));
    this.sections = grown(this.sections, new Uint16Array(capacity));
  }

  add(section: number, num: number, kind: number, first: number, second: number, offset: number): void {
    if (num > maxObjectNumber) throw new PdfError('PDF.XREF', 'object number out of range', offset);
    const row = this.count++;
    this.numbers[row] = num;
    this.kinds[row] = kind;
    this.firsts[row] = first;
    this.seconds[row] = second;
    this.sections[row] = section;
    if (num > this.highest) this.highest = num;
    if (kind === compressedEntry) this.streams.add(first);
  }

  /**
   * Gathers the rows of each number, once all sections are read. `hiddenFrom` is where the rows of a hybrid section's
   * stream begin: they count where its table says free (7.5.8.4). Tells where readers may take something else.
   */
  link(sections: readonly SectionRows[], revisionOf: Int32Array): readonly Ambiguity[] {
    this.revisionOf = revisionOf;
    this.counts = new Uint8Array(this.count);
    this.ids = this.highest < 1_024 + this.count * 4 ? undefined : this.giveIds();
    const size = this.ids?.size ?? this.highest + 1;
    const newest = new Int32Array(size).fill(-1);
    this.starts = new Int32Array(size + 1);
    const found: Ambiguity[] = [];
    const note = (section: number, word: Ambiguity['word']) => {
      // Sections come one after the other: what is known of this one stands at the end.
      if (!found.slice(-2).some((one) => one.section === section && one.word === word)) found.push({ section, word });
    };
    for (let section = sections.length - 1; section >= 0; section--) {
      const { from, hiddenFrom, to } = sections[section]!;
      for (let row = from; row < to; row++) {
        const id = this.idOf(this.numbers[row]!);
        const known = newest[id]!;
        const isFirst = known < from || known >= to;
        const isHidden = !isFirst && row >= hiddenFrom && known < hiddenFrom && this.kinds[known] === freeEntry;
        if (isFirst) this.starts[id + 1]!++;
        else if (isHidden) this.counts[known] = 0;
        else {
          if (known >= hiddenFrom || row < hiddenFrom) note(section, 'entry-twice');
          else if (!this.sayTheSame(row, known)) note(section, 'hybrid-conflict');
          continue;
        }
        this.counts[row] = 1;
        newest[id] = row;
      }
    }
    this.arrange(sections);
    return found;
  }

  private sayTheSame(one: number, other: number): boolean {
    const { kinds, firsts, seconds } = this;
    return kinds[one] === kinds[other] && firsts[one] === firsts[other] && seconds[one] === seconds[other];
  }

  private giveIds(): Map<number, number> {
    const ids = new Map<number, number>();
    for (let row = 0; row < this.count; row++) {
      const num = this.numbers[row]!;
      if (!ids.has(num)) ids.set(num, ids.size);
    }
    return ids;
  }

  private idOf(num: number): number {
    if (this.ids) return this.ids.get(num) ?? -1;
    return num <= this.highest ? num : -1;
  }

  private arrange(sections: readonly SectionRows[]): void {
    const { starts } = this;
    for (let id = 1; id < starts.length; id++) starts[id]! += starts[id - 1]!;
    const next = starts.slice();
    this.versions = new Int32Array(starts.at(-1) ?? 0);
    for (let section = sections.length - 1; section >= 0; section--)
      for (let row = sections[section]!.from; row < sections[section]!.to; row++)
        if (this.counts[row] === 1) this.versions[next[this.idOf(this.numbers[row]!)]!++] = row;
    for (const num of this.streams) {
      const id = this.idOf(num);
      if (id >= 0 && starts[id + 1]! - starts[id]! > 1) this.replaced.add(num);
    }
  }

  /** The row that counts for `num` in `revision`, or -1. */
  rowAt(num: number, revision: number): number {
    const at = this.placeAt(num, revision);
    return at < 0 ? -1 : this.versions[at]!;
  }

  private placeAt(num: number, revision: number): number {
    const id = this.idOf(num);
    if (id < 0) return -1;
    const first = this.starts[id]!;
    let low = first;
    let high = this.starts[id + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.revision(this.versions[middle]!) <= revision) low = middle + 1;
      else high = middle;
    }
    return low > first ? low - 1 : -1;
  }

  /** The row that counts for `num` within one section, or -1. */
  rowIn(num: number, section: number): number {
    const revision = this.revisionOf[section]!;
    for (let at = this.placeAt(num, revision); at >= 0; at--) {
      const row = this.versions[at]!;
      if (this.numbers[row] !== num || this.revision(row) !== revision) return -1;
      if (this.sections[row] === section) return row;
    }
    return -1;
  }

  isCounting(row: number): boolean {
    return this.counts[row] === 1;
  }

  revision(row: number): number {
    return this.revisionOf[this.sections[row]!]!;
  }

  number(row: number): number {
    return this.numbers[row]!;
  }

  isFree(row: number): boolean {
    return this.kinds[row] === freeEntry;
  }

  /** The row as an object, always the same one for the same row. */
  entry(row: number): XrefEntry {
    const known = this.entries.get(row);
    if (known) return known;
    const entry = this.passing(row);
    this.entries.set(row, entry);
    return entry;
  }

  /** The row's object if it has been asked for before. */
  known(row: number): XrefEntry | undefined {
    return this.entries.get(row);
  }

  /** The row as an object that is not kept. */
  passing(row: number): XrefEntry {
    const first = this.firsts[row]!;
    const second = this.seconds[row]!;
    const kind = this.kinds[row];
    if (kind === offsetEntry) return { kind: 'offset', offset: first, gen: second };
    return kind === compressedEntry
      ? { kind: 'compressed', stream: first, index: second }
      : { kind: 'free', gen: second };
  }

  /** An object stream that a later section replaced or freed: what lies in it differs with the revision. */
  isReplacedStream(num: number): boolean {
    return this.replaced.has(num);
  }
}

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** The rows of one section as a map; a number that stands twice counts as it does first. */
export class SectionEntries {
  constructor(
    private readonly index: XrefIndex,
    private readonly section: number,
    private readonly from: number,
    private readonly to: number,
  ) {}

  *keys(): IterableIterator<number> {
    for (const row of this.rows()) yield this.index.number(row);
  }

  *[Symbol.iterator](): IterableIterator<readonly [number, XrefEntry]> {
    for (const row of this.rows()) yield [this.index.number(row), this.index.entry(row)];
  }

  /** Rows that count, in the order of the file. */
  *rows(): IterableIterator<number> {
    for (let row = this.from; row < this.to; row++) if (this.index.isCounting(row)) yield row;
  }

  get(num: number): XrefEntry | undefined {
    const row = this.index.rowIn(num, this.section);
    return row < 0 ? undefined : this.index.entry(row);
  }

  has(num: number): boolean {
    return this.index.rowIn(num, this.section) >= 0;
  }
}
