import type { signing } from '@vanthu/contracts';
import { annotationPlaces, type FieldPlace, inspectPdf } from '@vanthu/pades';

/** Where things stand on the pages of a file. */
export interface FieldPlaces {
  /** By full name of the field. */
  readonly fields: Readonly<Partial<Record<string, signing.VerificationPlace>>>;
  /** By object number: annotations that later revisions added. */
  readonly objects: Readonly<Partial<Record<number, signing.VerificationPlace>>>;
}

export const noPlaces: FieldPlaces = { fields: {}, objects: {} };

/** Never throws: what is damaged has no places. */
export function placesOf(pdf: Uint8Array): FieldPlaces {
  const { signatureFields, textFields } = inspectPdf(pdf);
  return {
    fields: visible([...signatureFields, ...textFields].map((field) => [field.name, field])),
    objects: visible([...annotationPlaces(pdf)]),
  };
}

/** Those that have a page and an area on it. */
function visible<K extends string | number>(places: readonly (readonly [K, FieldPlace])[]) {
  const found: Partial<Record<K, signing.VerificationPlace>> = {};
  for (const [key, { page, rect }] of places) {
    if (page === undefined || rect === undefined || !rect.every(Number.isFinite)) continue;
    const [x1, y1, x2, y2] = rect;
    if (x1 === x2 || y1 === y2) continue;
    found[key] = { page, rect: [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)] };
  }
  return found;
}
