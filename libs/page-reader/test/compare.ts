import type { DocumentFields } from '../src/fields/document-fields.js';
import type { Expected } from './pages/varied.js';

/** What was read in the shape of what is expected. */
const answers = (fields: DocumentFields): Expected => ({
  agency: fields.agency?.value ?? '',
  parentAgency: fields.parentAgency?.value ?? null,
  number: fields.number?.value ?? null,
  symbol: fields.symbol?.value ?? '',
  place: fields.place?.value ?? '',
  date: fields.date?.value ?? null,
  kind: fields.kind?.value ?? '',
  abstract: fields.abstract?.value ?? '',
  capacityLines: fields.signer?.value.capacityLines ?? [],
  signerName: fields.signer?.value.name ?? '',
  recipients: fields.recipients?.value ?? [],
  urgency: fields.urgency?.value ?? null,
});

export function compare(
  name: string,
  expected: Partial<Expected>,
  fields: DocumentFields,
): { all: number; wrong: string[] } {
  const found = answers(fields);
  const keys = Object.keys(expected) as (keyof Expected)[];
  const wrong = keys
    .filter((key) => JSON.stringify(found[key]) !== JSON.stringify(expected[key]))
    .map((key) => `${name} ${key}: ${JSON.stringify(found[key])} instead of ${JSON.stringify(expected[key])}`);
  return { all: keys.length, wrong };
}
