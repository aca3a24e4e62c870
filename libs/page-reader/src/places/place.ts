import type { RectMm } from '../text.js';

/** What is filled in or signed later: number; the date as a whole or its three figures; signatures; the seal. */
export type PlaceKind = 'number' | 'date' | 'day' | 'month' | 'year' | 'signature' | 'seal';

/** Room that is left on a page for what comes later. */
export interface Place {
  /** Of the form field that stands there. */
  readonly name: string;
  readonly kind: PlaceKind;
  /** From 1. */
  readonly page: number;
  readonly rect: RectMm;
  /** Of what is filled in; null: a picture stands there. */
  readonly sizePt: number | null;
  readonly isItalic: boolean;
  /** False: nothing on the pages says where; it is put where Annex I has it and a person should look. */
  readonly isFound: boolean;
}

/** Figures that stand already where room should be; null: nothing is written there. */
export interface PrintedFigures {
  readonly number: string | null;
  readonly day: string | null;
  readonly month: string | null;
  readonly year: string | null;
}

/** Times New Roman, in sizes: a viewer sets the text of a field midway between its top and bottom. */
const metrics = { ascent: 0.891, descent: 0.216, side: 2, above: 1 } as const;
const point = 25.4 / 72;

/** The field whose text stands on that line between those edges (ISO 32000-1 §12.7.3.3: 2 points stay free at the sides). */
export function fieldAround(left: number, right: number, baseline: number, sizePt: number): RectMm {
  const { ascent, descent, side, above } = metrics;
  return {
    x: left - side * point,
    y: baseline - (ascent * sizePt + above) * point,
    width: right - left + 2 * side * point,
    height: ((ascent + descent) * sizePt + 2 * above) * point,
  };
}
