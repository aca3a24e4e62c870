import { randomUUID } from 'node:crypto';
import { type EventEnvelope, incoming, routing } from '@vanthu/contracts';
import { addDays, civilDate, nextWorkingDay, vietnamCalendar } from '@vanthu/decree30';
import fc from 'fast-check';
import { envelopeOf } from './sample-events.js';

/** What became of a document that came in, in days after the step before. */
export interface Arrival {
  readonly agency: number;
  readonly kind: string;
  readonly day: number;
  readonly urgent: boolean;
  readonly registeredAfter: number;
  readonly submittedAfter: number | null;
  readonly completed: 'in time' | 'late' | 'not';
}

export const arrival: fc.Arbitrary<Arrival> = fc.record({
  agency: fc.nat(1),
  kind: fc.constantFrom('quyet-dinh', 'cong-van'),
  day: fc.nat(60),
  urgent: fc.boolean(),
  registeredAfter: fc.nat(4),
  submittedAfter: fc.option(fc.nat(4)),
  completed: fc.constantFrom('in time', 'late', 'not'),
});

const begins = civilDate('2022-12-10');
const daysOf = (one: Arrival) => {
  const arrived = addDays(begins, one.day);
  const registered = addDays(arrived, one.registeredAfter);
  const submitted = addDays(registered, one.submittedAfter ?? 0);
  return { arrived, registered, submitted, completed: addDays(submitted, 3) };
};
const noonOf = (day: string): string => `${day}T05:00:00.000Z`;

export function eventsOfArrival(one: Arrival, agencyId: string): EventEnvelope[] {
  const documentId = randomUUID();
  const subject = { documentId, agencyId, readers: [] };
  const days = daysOf(one);
  const fields = {
    senderAgencyId: null,
    senderName: 'Sở Tài chính',
    numberAndSymbol: '128/STC-NS',
    documentDate: days.arrived,
    kind: one.kind,
    abstract: 'Về việc dự toán',
    signerName: null,
    urgency: one.urgent ? 'urgent' : 'normal',
    answerBy: null,
  };
  const registered = {
    ...subject,
    fields,
    arrivalNumber: 1,
    arrivedOn: days.arrived,
    registeredAt: noonOf(days.registered),
    outgoingDocumentId: null,
  };
  const submitted = { ...subject, toPositionId: randomUUID(), toName: 'Chủ tịch', submittedAt: noonOf(days.submitted) };
  const completed = {
    ...subject,
    answerNumberAndSymbol: null,
    answerDocumentId: null,
    reason: 'để biết',
    completedAt: noonOf(days.completed),
    late: one.completed === 'late',
  };
  return [
    envelopeOf(incoming.IncomingRegistered, documentId, 1, registered),
    ...(one.submittedAfter === null ? [] : [envelopeOf(routing.Submitted, documentId, 1, submitted)]),
    ...(one.completed === 'not' ? [] : [envelopeOf(routing.Completed, documentId, 2, completed)]),
  ];
}

/** The measures of a period, counted one by one from what happened. */
export function naiveMeasures(arrivals: readonly Arrival[], { from, to }: { from: string; to: string }) {
  const counts = new Map<string, number>();
  const add = (measure: string, day: string) => {
    if (from <= day && day <= to) counts.set(measure, (counts.get(measure) ?? 0) + 1);
  };
  for (const one of arrivals) {
    const { arrived, registered, submitted, completed } = daysOf(one);
    const due = one.urgent ? arrived : nextWorkingDay(arrived, vietnamCalendar);
    add('registered', arrived);
    if (registered > due) add('registered-late', arrived);
    if (one.submittedAfter !== null) {
      add('submitted', submitted);
      if (submitted > due) add('submitted-late', submitted);
    }
    if (one.completed !== 'not') add('completed', completed);
    if (one.completed === 'late') add('completed-late', completed);
  }
  return counts;
}
