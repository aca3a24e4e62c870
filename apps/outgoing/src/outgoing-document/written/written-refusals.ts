import { isDeepStrictEqual } from 'node:util';
import { outgoing, type Refusal } from '@vanthu/contracts';
import { isKind } from '@vanthu/decree30';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { unsettledPlaces } from '../domain/written-file.js';
import type { DraftText } from '../store/draft.store.js';
import { templateBody } from '../word/template-draft.js';
import { bindingDifferences, compareFields, differenceVi } from './compare-fields.js';

type Drafted = Pick<OutgoingDocument, 'kind' | 'road'>;

/** Nobody hands in a template, nor a file in which nobody knows where things go. */
export function submitRefusal({ kind, road }: Drafted, { body, written }: DraftText): Refusal | null {
  if (!written) {
    const isTemplate = isKind(kind) && isDeepStrictEqual(body, templateBody(kind));
    return isTemplate ? outgoing.refuseOutgoing('OUTGOING.ONLY_A_TEMPLATE') : null;
  }
  const names = road === 'ink' ? [] : unsettledPlaces(written);
  return names.length === 0 ? null : outgoing.refuseOutgoing('OUTGOING.PLACES_UNSETTLED', { names: names.join(', ') });
}

/** The form is not approved while the file says another agency, symbol, kind or signer than the document has (Art. 8, 12.2). */
export function formRefusal({ content, written }: DraftText): Refusal | null {
  if (!written) return null;
  const differing = bindingDifferences(compareFields(content, written));
  if (differing.length === 0) return null;
  const why = differing.map(differenceVi).join('; ');
  return outgoing.refuseOutgoing('OUTGOING.FILE_DIFFERS', { why, fields: differing.map(({ field }) => field) });
}

/** The year is printed in many templates; the others of the date are filled in (R-OUT-13). */
export function yearRefusal({ written }: DraftText, date: string): Refusal | null {
  const printed = written?.printed.year ?? null;
  if (printed === null || printed === date.slice(0, 4)) return null;
  return outgoing.refuseOutgoing('OUTGOING.PRINTED_YEAR', { printed, date });
}
