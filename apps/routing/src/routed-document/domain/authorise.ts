import { type Actor, commonRefusals, type Refusal, refuser, routing } from '@vanthu/contracts';
import { mayRead, type RoutedDocument } from './routed-document.js';
import { mayBecome, type RoutingState, stateVi } from './routing-state.js';

/** To those who may not read it, a document does not exist. */
export const notFound = (): Refusal => refuser(commonRefusals)('REQUEST.NOT_FOUND');

/** What was never registered at the clerk's is not known here and creates no duty (Art. 22.1, R-IN-11). */
export const notRegistered = (): Refusal => routing.refuseRouting('ROUTING.NOT_REGISTERED');

export const notTheTurn = (state: RoutingState): Refusal =>
  routing.refuseRouting('ROUTING.NOT_THE_TURN', { state, stateVi: stateVi[state] });

/** Whether an act that leads to `next` may be tried by this actor on this document. */
export function inTurn(document: RoutedDocument, next: RoutingState, actor: Actor | null): Refusal | RoutedDocument {
  if (!mayRead(document, actor)) return notFound();
  return mayBecome(document.state, next) ? document : notTheTurn(document.state);
}
