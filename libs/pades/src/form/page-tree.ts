import type { RevisionView } from '../pdf/document.js';
import { PdfArray, PdfDict, type PdfObject, PdfRef } from '../pdf/objects.js';
import { PdfError } from '../pdf/pdf-error.js';
import { rectangle } from './fields.js';

const maxNodes = 200_000;
const maxDepth = 64;

export interface Page {
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  /** The visible part, inherited or its own: left, bottom, right, top (ISO 32000-1 14.11.2). */
  readonly box: readonly [number, number, number, number] | undefined;
}

/** The page with that number, from 1, or undefined when there are fewer. Throws `PdfError` on a tree that is none. */
export function findPage(view: RevisionView, number: number): Page | undefined {
  const seen = new Set<number>();
  let count = 0;
  const visit = (value: PdfObject | undefined, above: Page['box'], depth: number): Page | undefined => {
    if (!(value instanceof PdfRef)) throw new PdfError('PDF.STRUCTURE', 'a page is not an indirect object', 0);
    if (seen.has(value.num)) throw new PdfError('PDF.LOOP', 'the page tree leads in a circle', 0);
    seen.add(value.num);
    if (depth > maxDepth || seen.size > maxNodes) throw new PdfError('PDF.TOO_DEEP', 'page tree too deep or large', 0);
    const dict = view.resolve(value);
    if (!(dict instanceof PdfDict)) throw new PdfError('PDF.STRUCTURE', 'a page is no dictionary', 0);
    const box = rectangle(view, dict, 'CropBox') ?? rectangle(view, dict, 'MediaBox') ?? above;
    const kids = view.resolve(dict.get('Kids'));
    if (!(kids instanceof PdfArray)) return ++count === number ? { ref: value, dict, box } : undefined;
    for (const kid of kids.items) {
      const found = visit(kid, box, depth + 1);
      if (found) return found;
    }
    return undefined;
  };
  return visit(view.catalog.get('Pages'), undefined, 0);
}

/** Points from the top left corner of the visible part, as left, bottom, right, top in the page's user space. */
export function boxOn(
  page: Page,
  place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): readonly [number, number, number, number] {
  const [left, , , top] = page.box ?? [0, 0, 612, 792];
  const { x, y, width, height } = place;
  return [left + x, top - y - height, left + x + width, top - y];
}
