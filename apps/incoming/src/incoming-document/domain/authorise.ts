import { type Actor, commonRefusals, incoming, type Refusal, refuser } from '@vanthu/contracts';
import { type IncomingDocument, mayRead } from './incoming-document.js';
import { type IncomingState, mayBecome, stateVi } from './incoming-state.js';

const refuseCommon = refuser(commonRefusals);

/** To those who may not read it, a document does not exist. */
export const notFound = (): Refusal => refuseCommon('REQUEST.NOT_FOUND');

export const notTheTurn = (state: IncomingState): Refusal =>
  incoming.refuseIncoming('INCOMING.NOT_THE_TURN', { state, stateVi: stateVi[state] });

/** Whether the clerk may act on this document and it stands where the act begins. */
export function clerkMay(
  document: IncomingDocument | null,
  next: IncomingState,
  { actor }: { actor: Actor | null },
): Refusal | IncomingDocument {
  if (document === null || actor === null || !mayRead(document, actor)) return notFound();
  // Reception is the work of the agency's own clerk (Art. 4.2.b, R-GEN-01), also when others may read.
  if (actor.agencyId !== document.agencyId || !actor.roles.includes('clerk')) {
    return refuseCommon('ACCESS.NOT_ALLOWED');
  }
  return mayBecome(document.state, next) ? document : notTheTurn(document.state);
}
