import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, incoming } from '@vanthu/contracts';
import { addDays, civilDate, endOfDay, instantOf } from '@vanthu/decree30';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { notFound } from '../domain/authorise.js';
import { type IncomingDocument, mayRead } from '../domain/incoming-document.js';
import { IncomingDocumentStore } from '../store/incoming-document.store.js';
import { icalendarOf, meetingHours } from './icalendar.js';

/** Longer is no calendar that a person looks at. */
const mostDays = 100;
const hourMs = 3_600_000;

/** The meetings of the agency: registered invitations that the asking person may read, with what runs into what. */
@Injectable()
export class FindMeetingsHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: IncomingDocumentStore,
  ) {}

  @Handles(incoming.FindMeetings)
  async handle(
    { from, to }: InputOf<typeof incoming.FindMeetings>,
    ctx: RequestContext,
  ): Promise<Answer<typeof incoming.FindMeetings>> {
    const { actor } = ctx;
    if (actor === null) return notFound();
    const [first, last] = [civilDate(from), civilDate(to)];
    if (first > last || last > addDays(first, mostDays)) {
      return incoming.refuseIncoming('INCOMING.CALENDAR_PERIOD', { days: mostDays });
    }
    const found = await this.transactions.run((tx) => this.between(tx, actor, instantOf(first), endOfDay(last)));
    const meetings = found.map(meetingOf).toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
    const told = meetings.map((one) => ({ ...one, conflictsWith: conflictsOf(one, meetings) }));
    return { meetings: told, icalendar: icalendarOf(told, ctx.now()) };
  }

  private async between(tx: Tx, actor: Actor, from: Date, to: Date): Promise<IncomingDocument[]> {
    const found = await this.documents.select(
      tx,
      `agency_id = $1 AND arrival_number IS NOT NULL AND state <> 'recalled'
         AND fields->'meeting'->>'startsAt' BETWEEN $2 AND $3 LIMIT 2000`,
      [actor.agencyId, from.toISOString(), to.toISOString()],
    );
    return found.filter((document) => mayRead(document, actor));
  }
}

type Meeting = ReturnType<typeof meetingOf>;
const meetingOf = ({ id, fields, direction, submittedToName }: IncomingDocument) => ({
  documentId: id,
  startsAt: fields.meeting?.startsAt ?? '',
  place: fields.meeting?.place ?? '',
  title: fields.abstract,
  inviter: fields.senderName,
  attendee: direction?.leadName ?? submittedToName,
  conflictsWith: [] as string[],
});

/** Those of the same person that begin before this one is over, or are not over when it begins. */
const conflictsOf = (one: Meeting, all: readonly Meeting[]): string[] =>
  all
    .filter((other) => other.documentId !== one.documentId && other.attendee === one.attendee)
    .filter((other) => Math.abs(Date.parse(other.startsAt) - Date.parse(one.startsAt)) < meetingHours * hourMs)
    .map(({ documentId }) => documentId);
