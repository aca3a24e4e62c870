import type { Actor, incoming } from '@vanthu/contracts';
import type { z } from 'zod';
import { type IncomingDocument, isOverdue, situationOf } from './incoming-document.js';
import { actsOf, waitingForVi } from './waiting.js';

/** One line of the list, field by field. */
export function summaryOf(
  document: IncomingDocument,
  actor: Actor,
  today: string,
): z.infer<typeof incoming.IncomingSummary> {
  const situation = situationOf(document);
  return {
    id: document.id,
    agencyId: document.agencyId,
    state: document.state,
    source: document.source,
    fields: document.fields,
    arrivalNumber: document.arrivalNumber,
    arrivedOn: document.arrivedOn,
    arrivedAt: document.arrivedAt,
    advice: document.advice,
    deadline: document.deadline,
    overdue: isOverdue(document, today),
    waitingFor: waitingForVi(situation),
    acts: actsOf(situation, actor),
    changedAt: document.changedAt,
  };
}
