import type { routing } from '@vanthu/contracts';
import {
  type CivilDate,
  civilDate,
  isWorkingDay,
  mustBeHandledAtOnce,
  printShortDate,
  type WorkingCalendar,
} from '@vanthu/decree30';
import type { DraftStep } from '../draft-steps/draft-step.store.js';
import type { NewNotice } from '../notices/store/notice.store.js';
import { openParts } from '../routed-document/domain/course.js';
import { daysLeft, lastDayOf } from '../routed-document/domain/due.js';
import { openTasks, type RoutedDocument, readerOf, type Task } from '../routed-document/domain/routed-document.js';

type Rule = Pick<routing.UrgingRule, 'before' | 'onTheDay' | 'after' | 'escalateAfter'>;

interface UrgedStep {
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
  const source = document.source === 'document' ? 'số đến' : 'nhiệm vụ';
  const name = `${document.numberAndSymbol} (${source} ${document.arrivalNumber})`;
  return urgedOf({ documentId: document.documentId, name }, stepsOf(document, calendar), rule, today, calendar);
}

/** The same of a draft at a step of its flow. */
export const urgedDraft = (step: DraftStep, rule: Rule, today: CivilDate, calendar: WorkingCalendar): NewNotice[] =>
  urgedOf(
    { documentId: step.documentId, name: `dự thảo “${step.abstract}”, bước “${step.stepName}”` },
    step.holders.map((holder) => ({
      ...{ key: `${step.documentId}:${step.stepId}`, dueOn: civilDate(step.dueOn), holder },
      ...{ above: step.escalation?.to ?? [], afterDays: step.escalation?.afterDays ?? null },
    })),
    rule,
    today,
    calendar,
  );

function urgedOf(
  document: { readonly documentId: string; readonly name: string },
  steps: readonly UrgedStep[],
  rule: Rule,
  today: CivilDate,
  calendar: WorkingCalendar,
): NewNotice[] {
  if (!isWorkingDay(today, calendar)) return [];
  return steps.flatMap((step) => {
    const days = daysLeft(step.dueOn, today, calendar);
    const what = `${document.name}, hạn ${printShortDate(step.dueOn)}`;
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

function stepsOf(document: RoutedDocument, calendar: WorkingCalendar): UrgedStep[] {
  if (document.state === 'registered' && document.dueOn !== null) {
    const holder = `clerks:${document.agencyId}`;
    return [{ key: document.documentId, dueOn: civilDate(document.dueOn), holder, above: [], afterDays: null }];
  }
  if (document.state === 'submitted' && document.dueOn !== null) {
    const dueOn = civilDate(document.dueOn);
    const parts = openParts(document.course);
    const leader = `position:${document.submittedToPositionId}`;
    const asked = parts.flatMap((part) => [...part.holders]);
    const holders = asked.length === 0 ? [leader] : mustBeHandledAtOnce(document.urgency) ? [leader, ...asked] : asked;
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
