import type { PdfDocument } from '../../pdf/document.js';
import { PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from '../../pdf/objects.js';
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

/**
 * Who refers to an object, over all versions of all objects: reading each once costs the same for two revisions as for
 * two hundred. References of replaced or unused objects count too, which errs on the side of suspicion.
 */
export class ReferenceIndex {
  private readonly to = new Map<number, Reference[]>();
  private left = maxReferences;

  constructor(document: PdfDocument) {
    for (const { index, sections } of document.revisions) {
      const view = document.view(index);
      const done = new Set<number>();
      for (const section of sections) {
        this.walk(section.trailer, 0, '', '', index);
        for (const [num, entry] of section.entries) {
          if (entry.kind === 'free' || done.has(num)) continue;
          done.add(num);
          const value = readable(() => document.load(num, entry, view));
          if (value != null && !isCrossReference(value)) this.walk(value, num, '', '', index);
        }
      }
    }
  }

  /** References that exist in `revision` or before. */
  upTo(revision: number, num: number): Reference[] {
    return (this.to.get(num) ?? []).filter((reference) => reference.revision <= revision);
  }

  private walk(value: PdfObject, holder: number, key: string, outerKey: string, revision: number): void {
    if (value instanceof PdfRef) {
      if (--this.left < 0) throw new PdfError('PDF.TOO_LARGE', 'too many references between objects', 0);
      const known = this.to.get(value.num);
      const reference = { holder, key, outerKey, revision };
      if (known) known.push(reference);
      else this.to.set(value.num, [reference]);
    } else if (value instanceof PdfArray)
      for (const item of value.items) this.walk(item, holder, key, outerKey, revision);
    else if (value instanceof PdfDict)
      for (const [name, item] of value.entries) this.walk(item, holder, name, key, revision);
    else if (value instanceof PdfStream) this.walk(value.dict, holder, key, outerKey, revision);
  }
}

const isCrossReference = (value: PdfObject): boolean =>
  value instanceof PdfStream &&
  ['XRef', 'ObjStm'].includes((value.dict.get('Type') as { name?: string } | null)?.name ?? '');

/** The value, or null when it cannot be read. Limits still end the reading. */
export function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof PdfError && error.code !== 'PDF.TOO_LARGE' && error.code !== 'PDF.TOO_MANY_OBJECTS')
      return null;
    throw error;
  }
}
