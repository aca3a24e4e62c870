import { Injectable } from '@nestjs/common';
import { incoming } from '@vanthu/contracts';
import { civilDate } from '@vanthu/decree30';
import { doneByOf, type ListenedEvent, Listens, TimelineStore } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { Courses } from '../../flows/courses.js';
import { submissionDue } from '../domain/due.js';
import { CalendarStore } from '../store/calendar.store.js';
import { RoutedDocumentStore } from '../store/routed-document.store.js';

/** Only what the clerk has registered can be routed (Art. 22.1, R-IN-11). */
@Injectable()
export class KnowWhenRegisteredHandler {
  constructor(
    private readonly documents: RoutedDocumentStore,
    private readonly timeline: TimelineStore,
    private readonly calendars: CalendarStore,
    private readonly courses: Courses,
  ) {}

  @Listens(incoming.IncomingRegistered)
  async handle(event: ListenedEvent<typeof incoming.IncomingRegistered>, tx: Tx): Promise<void> {
    const { documentId, agencyId, readers, fields, arrivalNumber, arrivedOn } = event.payload;
    const calendar = await this.calendars.of(tx, agencyId);
    const facts = { agencyId, kind: fields.kind, urgency: fields.urgency, answerBy: fields.answerBy };
    const begun = await this.courses.begin(tx, facts, civilDate(arrivedOn), calendar);
    const legal = submissionDue(civilDate(arrivedOn), fields.urgency, calendar);
    await this.documents.add(tx, {
      documentId,
      agencyId,
      source: 'document',
      proofWanted: null,
      state: 'registered',
      version: 1,
      abstract: fields.abstract,
      senderName: fields.senderName,
      numberAndSymbol: fields.numberAndSymbol,
      kind: fields.kind,
      documentDate: fields.documentDate,
      arrivalNumber,
      arrivedOn,
      urgency: fields.urgency,
      answerBy: fields.answerBy,
      submittedToPositionId: null,
      submittedToName: null,
      submissionOpenedAt: null,
      proposal: null,
      direction: null,
      deadline: null,
      // A flow may ask for more haste than the Decree, never for less.
      dueOn: begun.dueOn !== null && begun.dueOn < legal ? begun.dueOn : legal,
      desk: null,
      course: begun.course,
      late: null,
      result: null,
      readers,
      tasks: [],
    });
    await this.timeline.record(
      tx,
      documentId,
      { act: 'register', textVi: `Vào sổ, số đến ${arrivalNumber}` },
      doneByOf(event),
    );
  }
}
