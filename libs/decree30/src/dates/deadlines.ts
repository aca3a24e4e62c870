import { mustBeHandledAtOnce, type UrgencyCode } from '../vocabulary/urgency.js';
import { civilDateOf, endOfDay, instantOf } from './civil-date.js';
import { nextWorkingDay, type WorkingCalendar } from './working-days.js';

export interface OutgoingDeadlines {
  /** Number and date given. Art. 15.2: at the latest the next working day (R-OUT-04). */
  readonly numberBy: Date;
  /** Procedures at the clerk's finished and issued. Art. 18.1: at the latest the next working day (R-ISS-01). */
  readonly issueBy: Date;
  /** Sent electronically. Decision 28/2018 Art. 6.2: at the latest the morning of the next working day (R-ISS-02). */
  readonly sendBy: Date;
  /** Khẩn and above: everything at once, the timer starts at the signature. Art. 18.1 (R-ISS-03). */
  readonly atOnce: boolean;
}

/** When the morning ends, in hours of Viet Nam. The Decision names no hour; agencies use 11:30 or 12:00. */
export const endOfMorning = { hours: 12, minutes: 0 };

/**
 * What is due when, for a document signed at this instant. The day of signing is the day in Viet Nam; a document signed
 * on a Saturday is due on Monday. Urgent documents are due at the signature itself.
 */
export function outgoingDeadlines(
  signedAt: Date,
  urgency: UrgencyCode,
  calendar: WorkingCalendar,
  morning: { readonly hours: number; readonly minutes: number } = endOfMorning,
): OutgoingDeadlines {
  if (mustBeHandledAtOnce(urgency)) return { numberBy: signedAt, issueBy: signedAt, sendBy: signedAt, atOnce: true };
  const next = nextWorkingDay(civilDateOf(signedAt), calendar);
  const end = endOfDay(next);
  return { numberBy: end, issueBy: end, sendBy: instantOf(next, morning.hours, morning.minutes), atOnce: false };
}

export interface IncomingDeadlines {
  /** The sender knows that it has arrived: the same day. Art. 21.2.c (R-IN-03). */
  readonly acknowledgeBy: Date;
  /** Registered and submitted: the same day, at the latest the next working day. Art. 4.2.c, 23.1 (R-IN-07). */
  readonly submitBy: Date;
  readonly atOnce: boolean;
}

/** What is due when, for a document that arrived at this instant; urgent ones at once (R-IN-03, R-IN-07, R-IN-08). */
export function incomingDeadlines(arrivedAt: Date, urgency: UrgencyCode, calendar: WorkingCalendar): IncomingDeadlines {
  if (mustBeHandledAtOnce(urgency)) return { acknowledgeBy: arrivedAt, submitBy: arrivedAt, atOnce: true };
  const day = civilDateOf(arrivedAt);
  return { acknowledgeBy: endOfDay(day), submitBy: endOfDay(nextWorkingDay(day, calendar)), atOnce: false };
}
