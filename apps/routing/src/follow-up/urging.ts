import type { routing } from '@vanthu/contracts';
import { type CivilDate, civilDate, isWorkingDay, printShortDate, type WorkingCalendar } from '@vanthu/decree30';
import type { NewNotice } from '../notices/store/notice.store.js';
import { openParts } from '../routed-document/domain/course.js';
import { daysLeft, lastDayOf } from '../routed-document/domain/due.js';
import { openTasks, type RoutedDocument, readerOf, type Task } from '../routed-document/domain/routed-document.js';

type Rule = Pick<routing.UrgingRule, 'before' | 'onTheDay' | 'after' | 'escalateAfter'>;

interface Step {
  /** What the notice is of: the step and its day; another day is urged anew. */
  readonly key: string;
  readonly dueOn: CivilDate;
  readonly holder: string;
  /** Who is told when it is escalated. */
  readonly above: readonly string[];
  /** Working days late after which these are told; null: as the agency's rule says. */
  readonly afterDays: number | null;
}

/**
 * Whom a document makes be told of today, by the agency's rule (Art. 24.1; Annex VI III.1.l, m). A day that was missed is made
 * up for: the nearest threshold that has been passed is told, once. Nobody is urged on a day off.
 */
export function urgedToday(
  document: RoutedDocument,
  rule: Rule,
  today: CivilDate,
  calendar: WorkingCalendar,
): NewNotice[] {
  if (!isWorkingDay(today, calendar)) return [];
  return stepsOf(document, calendar).flatMap((step) => {
    const days = daysLeft(step.dueOn, today, calendar);
    const what = `${document.numberAndSymbol} (${document.source === 'document' ? 'số đến' : 'nhiệm vụ'} ${document.arrivalNumber}), hạn ${printShortDate(step.dueOn)}`;
    const told = (kind: routing.NoticeKind, mark: string, holder: string, textVi: string): NewNotice => ({
      key: `${step.key}:${step.dueOn}:${kind}:${mark}:${holder}`,
      ...{ kind, holder, textVi },
    });
    if (days > 0) {
      const reached = [...rule.before].sort((a, b) => a - b).find((day) => days <= day);
      if (reached === undefined) return [];
      return [told('urge-before', String(reached), step.holder, `Còn ${days} ngày làm việc: ${what}`)];
    }
    if (days === 0) return rule.onTheDay ? [told('urge-due', '0', step.holder, `Đến hạn hôm nay: ${what}`)] : [];
    const late = -days;
    const reached = [...rule.after].sort((a, b) => b - a).find((day) => late >= day);
    const words = `Quá hạn ${late} ngày làm việc: ${what}`;
    const notices = reached === undefined ? [] : [told('urge-overdue', String(reached), step.holder, words)];
    const escalateAfter = step.afterDays ?? rule.escalateAfter;
    if (escalateAfter !== null && late >= escalateAfter) {
      // Of several late parts of one document the leader is told once.
      const key = (holder: string) => `${document.documentId}:${step.dueOn}:escalated:${escalateAfter}:${holder}`;
      notices.push(
        ...step.above.map((holder) => ({ key: key(holder), kind: 'escalated' as const, holder, textVi: words })),
      );
    }
    return notices;
  });
}

function stepsOf(document: RoutedDocument, calendar: WorkingCalendar): Step[] {
  if (document.state === 'registered' && document.dueOn !== null) {
    const holder = `clerks:${document.agencyId}`;
    return [{ key: document.documentId, dueOn: civilDate(document.dueOn), holder, above: [], afterDays: null }];
  }
  if (document.state === 'submitted' && document.dueOn !== null) {
    const dueOn = civilDate(document.dueOn);
    const parts = openParts(document.course);
    const holders =
      parts.length > 0 ? parts.flatMap((part) => part.holders) : [`position:${document.submittedToPositionId}`];
    const above = document.course?.escalation ?? null;
    return holders.map((holder) => ({
      key: `${document.documentId}:${document.course?.stepId}`,
      ...{ dueOn, holder, above: above?.to ?? [], afterDays: above?.afterDays ?? null },
    }));
  }
  return openTasks(document).map((task) => ({
    key: task.id,
    // Until somebody is named, the day by which the flow wants somebody named.
    dueOn: lastDayOf(civilDate((task.personId === null ? task.assignBy : null) ?? task.deadline), calendar),
    holder: task.personId === null ? readerOf(task.assignee) : `person:${task.personId}`,
    above: [...aboveOf(document, task), ...(task.escalation?.to ?? [])],
    afterDays: task.escalation?.afterDays ?? null,
  }));
}

/** The head of the unit, when the task is with a person, and the leader who directed. */
const aboveOf = (document: RoutedDocument, task: Task): string[] => [
  ...(task.personId !== null && task.assignee.kind === 'unit' ? [readerOf(task.assignee)] : []),
  ...(document.submittedToPositionId === null ? [] : [`position:${document.submittedToPositionId}`]),
];
