import type { DocumentText } from '../text.js';
import { headPlaces } from './head-places.js';
import type { Place, PrintedFigures } from './place.js';
import { type ExpectedSigner, signaturePlaces } from './signature-places.js';

export interface PlacesWanted {
  /** In the order of signing; the last one's signature carries the seal. */
  readonly signers: readonly ExpectedSigner[];
  /** Field of the organisation, and the real size of its seal. */
  readonly seal: { readonly field: string; readonly sealMm: number };
  /** Whether box 4 has a date: all but minutes. */
  readonly dated: boolean;
}

/**
 * Where number, date, signatures and seal go in a document that anybody made: in the room left behind "Số:", before and behind
 * "tháng" and behind "năm", between title and name. What is not found is proposed where Annex I has it and says so. Only for
 * text that is measured.
 *
 * @throws RangeError without a page, or for text whose positions are assumed
 */
export function findPlaces(
  text: DocumentText,
  { signers, seal, dated }: PlacesWanted,
): { readonly places: readonly Place[]; readonly printed: PrintedFigures } {
  const [first] = text.pages;
  if (!first || text.positions !== 'measured') throw new RangeError('places are found on pages that were measured');
  const head = headPlaces(first, dated);
  return { places: [...head.places, ...signaturePlaces(text, signers, seal)], printed: head.printed };
}
