import { rectangle } from '../form/fields.js';
import { PdfDocument, type RevisionView } from '../pdf/document.js';
import type { PdfLimits } from '../pdf/limits.js';
import { PdfArray, PdfDict, type PdfObject, PdfRef } from '../pdf/objects.js';
import { PdfError } from '../pdf/pdf-error.js';
import type { FieldPlace } from './inspect-pdf.js';

const maxAnnotations = 10_000;
const maxPages = 100_000;
const maxDepth = 64;

/**
 * Where the annotations of the last revision stand, by object number: what a later revision laid over a page can be shown there.
 * Does not throw on any input; what cannot be read has no place.
 */
export function annotationPlaces(pdf: Uint8Array, limits?: PdfLimits): ReadonlyMap<number, FieldPlace> {
  const places = new Map<number, FieldPlace>();
  try {
    const view = new PdfDocument(pdf, limits).last;
    walk(view, view.catalog.get('Pages'), places);
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
  }
  return places;
}

function walk(view: RevisionView, root: PdfObject | undefined, places: Map<number, FieldPlace>): void {
  const seen = new Set<number>();
  const lists = new Set<PdfArray>();
  let page = 0;
  const visit = (value: PdfObject | undefined, depth: number): void => {
    if (value instanceof PdfRef && seen.has(value.num)) return;
    if (value instanceof PdfRef) seen.add(value.num);
    const node = view.resolve(value);
    if (!(node instanceof PdfDict) || depth > maxDepth || page >= maxPages) return;
    const kids = view.resolve(node.get('Kids'));
    if (kids instanceof PdfArray) {
      for (const kid of kids.items) visit(kid, depth + 1);
      return;
    }
    page++;
    const annotations = view.resolve(node.get('Annots'));
    // Thousands of pages may share one list: it is gone through once.
    if (!(annotations instanceof PdfArray) || lists.has(annotations)) return;
    lists.add(annotations);
    for (const one of annotations.items) {
      const dict = view.resolve(one);
      if (!(one instanceof PdfRef) || !(dict instanceof PdfDict) || places.size >= maxAnnotations) continue;
      places.set(one.num, { page, rect: rectangle(view, dict) });
    }
  };
  visit(root, 0);
}
