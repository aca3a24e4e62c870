import { type KindCode, kindByCode, printNumber } from '@vanthu/decree30';
import { type OutgoingDocument, personalOf } from './outgoing-document.js';

/** Every field that a document is found by, beside its text (Annex VI III.6; R-SYS-04). */
export const fieldsOf = (document: OutgoingDocument): string[] => [
  document.numbering ? `${printNumber(document.numbering.number)} ${document.numbering.numberAndSymbol}` : '',
  document.symbol,
  kindByCode(document.kind as KindCode).nameVi,
  document.abstract,
  document.field ?? '',
  document.unitAbbreviation ?? '',
  document.agencyName,
  document.drafter.name,
  ...personalOf(document).map(({ name }) => name),
  ...document.recipients.map(({ name }) => name),
  ...document.attachments.map(({ title }) => title),
];

/** What names the shape of a draft and not its content. */
const shape = new Set(['form', 'type', 'kind', 'numbering']);

/** Everything that a draft says, whatever its form. */
export function textsOf(body: unknown): string[] {
  if (typeof body === 'string') return [body];
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, value]) => (shape.has(key) ? [] : textsOf(value)));
}
