import { type Actor, principalsOf } from '@vanthu/contracts';
import { type OutgoingDocument, personalOf } from './outgoing-document.js';
import { actsAs, waitsFor } from './waiting.js';

/** Who reads a document while it is made. Administrators are not among them. */
export function firstReaders(document: Pick<OutgoingDocument, 'agencyId' | 'unitId' | 'drafter' | 'plan'>): string[] {
  const { agencyId, unitId, drafter } = document;
  return [
    `clerks:${agencyId}`,
    `person:${drafter.personId}`,
    ...(unitId === null ? [] : [`head:${unitId}`]),
    ...personalOf(document).map(({ personId }) => `person:${personId}`),
  ];
}

/** After issue: recipients inside the installation, and leadership, who open the documents behind the figures. */
export function readersOnceIssued(document: Pick<OutgoingDocument, 'agencyId' | 'readers' | 'recipients'>): string[] {
  const recipients = document.recipients.flatMap((recipient) => {
    if (recipient.kind === 'unit') return [`head:${recipient.unitId}`];
    return recipient.kind === 'person' ? [`person:${recipient.personId}`] : [];
  });
  return unique([...document.readers, `leadership:${document.agencyId}`, ...recipients]);
}

export const unique = (readers: readonly string[]): string[] => [...new Set(readers)];

/** A reader, or one for whom it waits: a form-checker has to see what he is asked to check. */
export function mayRead(document: OutgoingDocument, actor: Actor): boolean {
  const meets = (left: readonly string[], right: readonly string[]) => left.some((one) => right.includes(one));
  return meets(document.readers, principalsOf(actor)) || meets(waitsFor(document), actsAs(actor));
}

/**
 * Whether somebody who may read it took part in making it and so may also see earlier versions; a recipient sees what was
 * issued. Before the issue whoever reads it takes part: nobody has received it yet.
 */
export function tookPart(document: OutgoingDocument, actor: Actor): boolean {
  if (document.state !== 'issued') return true;
  const receivedOnly = new Set(readersOnceIssued({ ...document, readers: [] }));
  const inside = [...firstReaders(document), ...document.readers.filter((reader) => !receivedOnly.has(reader))];
  return inside.some((reader) => (principalsOf(actor) as string[]).includes(reader));
}
