import { randomUUID } from 'node:crypto';
import type { Direction, Escalation, RoutedDocument, Task } from './routed-document.js';

/** What a flow lays down for a task of one unit. */
export interface TaskPlan {
  readonly assignBy: string | null;
  readonly escalation: Escalation | null;
}

/** The task of the lead (place 0) or of a co-operator. A person named directly needs no assignment. */
export function taskOf(
  { documentId }: Pick<RoutedDocument, 'documentId'>,
  direction: Direction,
  place: number,
  plan: TaskPlan = { assignBy: null, escalation: null },
): Task {
  const assignee = place === 0 ? direction.lead : (direction.cooperators[place - 1] ?? direction.lead);
  const person = assignee.kind === 'person' ? assignee : null;
  return {
    id: randomUUID(),
    documentId,
    part: place === 0 ? 'lead' : 'cooperate',
    assignee,
    personId: person?.personId ?? null,
    personName: person?.name ?? null,
    deadline: direction.deadline,
    latest: direction.deadline,
    state: 'given',
    openedAt: null,
    startedAt: null,
    completedAt: null,
    extension: null,
    assignBy: person === null && plan.assignBy !== null && plan.assignBy < direction.deadline ? plan.assignBy : null,
    escalation: plan.escalation,
  };
}
