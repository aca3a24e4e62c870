import type { routing } from '@vanthu/contracts';
import {
  addWorkingDays,
  type CivilDate,
  civilDate,
  isWorkingDay,
  mustBeHandledAtOnce,
  nextWorkingDay,
  printShortDate,
  type UrgencyCode,
  type WorkingCalendar,
  workingDaysBetween,
} from '@vanthu/decree30';
import { isEnded, openTasks, type RoutedDocument } from './routed-document.js';

/**
 * The day by whose end the clerk must have submitted: the same day, at the latest the next working day (Art. 23.1, R-IN-07);
 * urgent ones on the day itself (R-IN-08).
 */
export const submissionDue = (arrivedOn: CivilDate, urgency: UrgencyCode, calendar: WorkingCalendar): CivilDate =>
  mustBeHandledAtOnce(urgency) ? arrivedOn : nextWorkingDay(arrivedOn, calendar);

/** A deadline that falls on a day off ends with the next working day (Civil Code 2015 Art. 148.5; R-GEN-06). */
export const lastDayOf = (deadline: CivilDate, calendar: WorkingCalendar): CivilDate =>
  isWorkingDay(deadline, calendar) ? deadline : addWorkingDays(deadline, 1, calendar);

/** Working days that count as near. */
const soonDays = 5;

/** The last day of what is near: within five working days. */
export const soonUntil = (today: CivilDate, calendar: WorkingCalendar): CivilDate =>
  addWorkingDays(today, soonDays, calendar);

/** How near a day is. */
export function bucketOf(dueOn: string, today: CivilDate, calendar: WorkingCalendar): routing.DueBucket {
  if (dueOn < today) return 'overdue';
  if (dueOn === today) return 'today';
  return dueOn <= soonUntil(today, calendar) ? 'soon' : 'later';
}

/** Working days until the end of the day; negative when it has passed. */
export const daysLeft = (dueOn: string, today: CivilDate, calendar: WorkingCalendar): number =>
  workingDaysBetween(today, civilDate(dueOn), calendar);

/** The day of which somebody is told next: of the step, or an earlier one that a head has set for a task. */
export function nextDue(document: RoutedDocument): string | null {
  if (isEnded(document)) return null;
  const days = openTasks(document).flatMap(({ deadline, assignBy, personId }) =>
    assignBy === null || personId !== null ? [deadline] : [deadline, assignBy],
  );
  return [...days, ...(document.dueOn === null ? [] : [document.dueOn])].sort()[0] ?? null;
}

/** Days that a leader chooses from by one gesture. */
const offered = [3, 5, 10] as const;

/** Counted on the agency's calendar; urgent ones today; the sender's own day, and the last working day before it. */
export function deadlineChoices(
  today: CivilDate,
  document: Pick<RoutedDocument, 'answerBy' | 'urgency'> & { readonly byFlow?: number | null },
  calendar: WorkingCalendar,
): { label: string; deadline: string }[] {
  const { answerBy, urgency } = document;
  const byFlow = document.byFlow ?? null;
  const choices = offered.map((days) => ({
    label: `${days} ngày làm việc`,
    deadline: addWorkingDays(today, days, calendar) as string,
  }));
  if (byFlow !== null && byFlow > 0) {
    choices.unshift({ label: `Theo quy trình ${byFlow} ngày`, deadline: addWorkingDays(today, byFlow, calendar) });
  }
  if (mustBeHandledAtOnce(urgency as UrgencyCode)) choices.unshift({ label: 'Trong ngày', deadline: today });
  if (answerBy !== null && answerBy >= today) {
    const label = `Theo văn bản ${printShortDate(civilDate(answerBy)).slice(0, 5)}`;
    choices.unshift({ label, deadline: answerBy });
  }
  return choices;
}
