import { Injectable } from '@nestjs/common';
import { incoming } from '@vanthu/contracts';
import { civilDate } from '@vanthu/decree30';
import { type ActContext, Outbox, TimelineStore } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { CalendarStore } from '../calendar/calendar.store.js';
import type { IncomingDocument } from '../domain/incoming-document.js';
import { submissionDue } from '../domain/submission-due.js';
import { IncomingDocumentStore } from './incoming-document.store.js';
import { OwedWorkStore } from './owed-work.store.js';

/** A document has arrived: the row with the day by which it must be submitted, the check that follows by itself unless it is made already, the timeline, the event. */
@Injectable()
export class Reception {
  constructor(
    private readonly documents: IncomingDocumentStore,
    private readonly owed: OwedWorkStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
    private readonly calendars: CalendarStore,
  ) {}

  /** `false` when this delivery has arrived before. */
  async begin(tx: Tx, arrived: IncomingDocument, textVi: string, ctx: ActContext): Promise<boolean> {
    const { agencyId, arrivedOn, fields } = arrived;
    const dueOn = submissionDue(civilDate(arrivedOn), fields.urgency, await this.calendars.of(tx, agencyId));
    const document = { ...arrived, dueOn };
    if (!(await this.documents.add(tx, document))) return false;
    if (document.state === 'arrived') await this.owed.oweCheck(tx, document.id, ctx.now());
    await this.timeline.record(tx, document.id, { act: 'receive', textVi }, ctx);
    const payload = {
      documentId: document.id,
      agencyId: document.agencyId,
      readers: [...document.readers],
      source: document.source,
      outgoingDocumentId: document.outgoingDocumentId,
      fields: document.fields,
      fileSha256: document.file.sha256,
      arrivedAt: document.arrivedAt,
    };
    await this.outbox.add(tx, incoming.IncomingReceived, { aggregateId: document.id, payload }, ctx);
    return true;
  }
}
