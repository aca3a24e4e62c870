import type { DocumentText } from '../text.js';
import { readAddressees } from './addressees.js';
import { readClosing } from './closing-fields.js';
import type { DocumentFields } from './document-fields.js';
import { headOf } from './head.js';
import { readNames, readNumber, readPlaceAndDate } from './head-fields.js';
import { readTitle } from './title-fields.js';

/**
 * Reads the fields of a document by the boxes of Annex I: those of the head and the title from page 1, signer and recipients
 * where the document ends. What another agency prints may deviate; each field says how sure it is and where it stands.
 *
 * @throws RangeError without a page
 */
export function readFields(text: DocumentText): DocumentFields {
  const [page] = text.pages;
  if (!page) throw new RangeError('a document has at least one page');
  const head = headOf(page);
  const numbering = readNumber(head);
  return {
    ...readNames(head),
    ...numbering,
    ...readPlaceAndDate(head),
    ...readTitle(head, numbering.numberYear !== null),
    ...readClosing(text),
    addressees: readAddressees(head),
  };
}
