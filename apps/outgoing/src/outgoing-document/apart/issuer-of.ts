import type { outgoing } from '@vanthu/contracts';
import type { DirectoryAgency } from '../domain/directory-answers.js';
import type { Signatory } from '../domain/signature-plan.js';
import type { PersonInPosition } from '../drafting/directory-questions.js';

/** An advisory body that issues documents here: under the agency's seal, signed by its head. */
export type IssuingBody = outgoing.ApartSeries & { readonly head: NonNullable<outgoing.ApartSeries['head']> };

/**
 * Who issues, as the page says it. Of an advisory body: the agency that set it up stands above it, its own letters stand in the
 * symbol, and its head decides (Annex I II.2.b, II.3.a).
 */
export function issuerOf(agency: DirectoryAgency, body: IssuingBody | null): DirectoryAgency {
  if (body === null) return agency;
  return {
    ...agency,
    name: body.name,
    printedName: [body.name.toLocaleUpperCase('vi')],
    superiorName: agency.name,
    abbreviation: body.issuer,
    collective: false,
    headTitle: body.head.title,
  };
}

/**
 * Who holds the position today, with the title in the body and, because the agency's seal is used, the title in the agency
 * beneath it (Annex I II.7.b). Null: nobody holds it.
 */
export function headOf({ head }: IssuingBody, people: readonly PersonInPosition[]): Signatory | null {
  const person = people.find(({ positionId }) => positionId === head.positionId);
  if (!person) return null;
  const lines = [head.title, person.title].map((line) => line.toLocaleUpperCase('vi'));
  return { positionId: head.positionId, personId: person.personId, name: person.fullName, capacity: null, lines };
}
