import type { Actor, routing } from '@vanthu/contracts';
import { actsOf, isOverdue, type RoutedDocument, waitingForVi } from './routed-document.js';

/** One line of the list, field by field. */
export function viewOf(
  document: RoutedDocument,
  actor: Actor,
  today: string,
): Omit<routing.RoutedDocument, 'timeline'> {
  return {
    documentId: document.documentId,
    agencyId: document.agencyId,
    state: document.state,
    abstract: document.abstract,
    senderName: document.senderName,
    numberAndSymbol: document.numberAndSymbol,
    arrivalNumber: document.arrivalNumber,
    arrivedOn: document.arrivedOn,
    urgency: document.urgency,
    submittedToName: document.submittedToName,
    proposal: document.proposal,
    direction: document.direction,
    tasks: [...document.tasks],
    deadline: document.deadline,
    overdue: isOverdue(document, today),
    waitingFor: waitingForVi(document),
    acts: actsOf(document, actor),
    version: document.version,
  };
}
