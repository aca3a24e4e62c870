import type { Actor, routing } from '@vanthu/contracts';
import type { CivilDate, WorkingCalendar } from '@vanthu/decree30';
import { actsOf } from './acts-of.js';
import { bucketOf, daysLeft } from './due.js';
import { isEnded, isOverdue, type RoutedDocument, waitingForVi } from './routed-document.js';

interface Seen {
  readonly actor: Actor;
  readonly today: CivilDate;
  readonly calendar: WorkingCalendar;
  readonly answeredWith: routing.RoutedDocument['answeredWith'];
}

/** One line of the list, field by field. */
export function viewOf(
  document: RoutedDocument,
  { actor, today, calendar, answeredWith }: Seen,
): Omit<routing.RoutedDocument, 'timeline' | 'deadlineChoices' | 'proofs'> {
  const { dueOn } = document;
  const due = isEnded(document) ? null : dueOn;
  return {
    documentId: document.documentId,
    agencyId: document.agencyId,
    source: document.source,
    proofWanted: document.proofWanted,
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
    tasks: document.tasks.map(({ escalation: _, ...task }) => task),
    deadline: document.deadline,
    overdue: isOverdue(document, today),
    bucket: due === null ? null : bucketOf(due, today, calendar),
    workingDaysLeft: due === null ? null : daysLeft(due, today, calendar),
    answerBy: document.answerBy,
    answeredWith: document.state === 'completed' ? null : answeredWith,
    result: document.result,
    waitingFor: waitingForVi(document),
    desk: document.state === 'submitted' ? document.desk : null,
    course: courseOf(document),
    acts: actsOf(document, actor, today),
    version: document.version,
  };
}

function courseOf({ course }: RoutedDocument): routing.RoutedDocument['course'] {
  if (course === null) return null;
  const { flowName, flowVersion, stepId, stepName, act, parts } = course;
  return { flowName, flowVersion, stepId, stepName, act, parts: parts.map(({ name, said }) => ({ name, said })) };
}
