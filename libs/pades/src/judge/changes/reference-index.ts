import { isLimit, type PdfDocument } from '../../pdf/document.js';
import { nameOf, PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from '../../pdf/objects.js';
import { PdfError } from '../../pdf/pdf-error.js';

/** One reference: which object holds it, under which dictionary key, since which revision. */
export interface Reference {
  readonly holder: number;
  readonly key: string;
  /** The key one dictionary further out, e.g. AP for N. */
  readonly outerKey: string;
  readonly revision: number;
}

const maxReferences = 4_000_000;
/* References handed out, counted again for every question: bounds what many revisions of much-used objects cost. */
const maxAnswered = 4_000_000;

/**
 * Who refers to an object, over all versions of all objects: reading each once costs the same for two revisions as for
 * two hundred. References of replaced or unused objects count too, which errs on the side of suspicion. Kept in
 * columns, sixteen bytes a reference.
 */
export class ReferenceIndex {
  private capacity = 1_024;
  private count = 0;
  private holders = new Int32Array(this.capacity);
  private keyPairs = new Int32Array(this.capacity);
  private revisions = new Uint16Array(this.capacity);
  private before = new Int32Array(this.capacity);
  private readonly newest = new Map<number, number>();
  private readonly pairs: (readonly [key: string, outerKey: string])[] = [];
  private readonly pairIds = new Map<string, Map<string, number>>();
  private left = maxAnswered;

  constructor(document: PdfDocument) {
    for (const { index, sections } of document.revisions)
      for (const section of sections) this.walk(section.trailer, 0, '', '', index);
    document.forEachObject(
      (value, num, revision) => {
        if (!isCrossReference(value)) this.walk(value, num, '', '', revision);
      },
      () => undefined,
    );
  }

  /** References that exist in `revision` or before. */
  upTo(revision: number, num: number): Reference[] {
    const out: Reference[] = [];
    for (let at = this.newest.get(num) ?? -1; at >= 0; at = this.before[at]!) {
      if (--this.left < 0) throw new PdfError('PDF.TOO_LARGE', 'too many references to the changed objects', 0);
      if (this.revisions[at]! > revision) continue;
      const [key, outerKey] = this.pairs[this.keyPairs[at]!]!;
      out.push({ holder: this.holders[at]!, key, outerKey, revision: this.revisions[at]! });
    }
    return out;
  }

  private walk(value: PdfObject, holder: number, key: string, outerKey: string, revision: number): void {
    if (value instanceof PdfRef) this.add(value.num, holder, this.pairId(key, outerKey), revision);
    else if (value instanceof PdfArray)
      for (const item of value.items) this.walk(item, holder, key, outerKey, revision);
    else if (value instanceof PdfDict) value.forEach((item, name) => void this.walk(item, holder, name, key, revision));
    else if (value instanceof PdfStream) this.walk(value.dict, holder, key, outerKey, revision);
  }

  private add(target: number, holder: number, pair: number, revision: number): void {
    if (this.count >= maxReferences) throw new PdfError('PDF.TOO_LARGE', 'too many references between objects', 0);
    if (this.count === this.capacity) this.grow();
    const at = this.count++;
    this.holders[at] = holder;
    this.keyPairs[at] = pair;
    this.revisions[at] = revision;
    this.before[at] = this.newest.get(target) ?? -1;
    this.newest.set(target, at);
  }

  private grow(): void {
    this.capacity *= 2;
    const into = <T extends Int32Array | Uint16Array>(column: T, grown: T): T => {
      grown.set(column);
      return grown;
    };
    this.holders = into(this.holders, new Int32Array(this.capacity));
    this.keyPairs = into(this.keyPairs, new Int32Array(this.capacity));
    this.revisions = into(this.revisions, new Uint16Array(this.capacity));
    this.before = into(this.before, new Int32Array(this.capacity));
  }

  private pairId(key: string, outerKey: string): number {
    let ofOuter = this.pairIds.get(outerKey);
    if (!ofOuter) {
      ofOuter = new Map();
      this.pairIds.set(outerKey, ofOuter);
    }
    const known = ofOuter.get(key);
    if (known !== undefined) return known;
    const id = this.pairs.push([key, outerKey]) - 1;
    ofOuter.set(key, id);
    return id;
  }
}

const isCrossReference = (value: PdfObject): boolean =>
  value instanceof PdfStream && ['XRef', 'ObjStm'].includes(nameOf(value.dict.get('Type')) ?? '');

/** The value, or null when it cannot be read. Limits still end the reading. */
export function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof PdfError && !isLimit(error)) return null;
    throw error;
  }
}
