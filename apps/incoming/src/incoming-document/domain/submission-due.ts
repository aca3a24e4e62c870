import {
  addWorkingDays,
  type CivilDate,
  isWorkingDay,
  mustBeHandledAtOnce,
  nextWorkingDay,
  type UrgencyCode,
  type WorkingCalendar,
} from '@vanthu/decree30';

/**
 * The day by whose end a document must have been registered and submitted: the same day, at the latest the next working
 * day (Art. 23.1, R-IN-07); urgent ones on the day itself (R-IN-08).
 */
export const submissionDue = (arrivedOn: CivilDate, urgency: UrgencyCode, calendar: WorkingCalendar): CivilDate =>
  mustBeHandledAtOnce(urgency) ? arrivedOn : nextWorkingDay(arrivedOn, calendar);

/** A deadline that falls on a day off ends with the next working day (Civil Code 2015 Art. 148.5; R-GEN-06). */
export const lastDayOf = (deadline: CivilDate, calendar: WorkingCalendar): CivilDate =>
  isWorkingDay(deadline, calendar) ? deadline : addWorkingDays(deadline, 1, calendar);
