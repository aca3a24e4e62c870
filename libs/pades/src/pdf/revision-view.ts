import type { PdfDocument } from './document.js';
import { dictOf, type PdfDict, type PdfObject, PdfRef, type PdfStream } from './objects.js';
import { PdfError } from './pdf-error.js';
import type { XrefEntry } from './xref-index.js';

const maxHops = 32;

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
      if (hops > maxHops) throw new PdfError('PDF.LOOP', 'references lead in a circle', 0);
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
