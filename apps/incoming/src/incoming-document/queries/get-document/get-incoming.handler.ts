import { Injectable } from '@nestjs/common';
import { type InputOf, incoming } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext, TimelineStore } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { CalendarStore } from '../../calendar/calendar.store.js';
import { notFound } from '../../domain/authorise.js';
import { letterDueOn } from '../../domain/citizen-letter.js';
import { mayRead, receivedOn } from '../../domain/incoming-document.js';
import { summaryOf } from '../../domain/view.js';
import { DeliveredAttachmentsStore } from '../../exchange/delivered-attachments.store.js';
import { RecallStore } from '../../exchange/recall.store.js';
import { PaperStore } from '../../paper/paper.store.js';
import { StampStore } from '../../paper/stamp.store.js';
import { DuplicateFinder } from '../../store/duplicate-finder.js';
import { IncomingDocumentStore } from '../../store/incoming-document.store.js';

@Injectable()
export class GetIncomingHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: IncomingDocumentStore,
    private readonly duplicates: DuplicateFinder,
    private readonly timeline: TimelineStore,
    private readonly attachments: DeliveredAttachmentsStore,
    private readonly recalls: RecallStore,
    private readonly paper: PaperStore,
    private readonly stamps: StampStore,
    private readonly calendars: CalendarStore,
  ) {}

  @Handles(incoming.GetIncoming)
  handle(
    input: InputOf<typeof incoming.GetIncoming>,
    ctx: RequestContext,
  ): Promise<Answer<typeof incoming.GetIncoming>> {
    return this.transactions.run(async (tx) => {
      const document = await this.documents.byId(tx, input.documentId);
      if (document === null || ctx.actor === null || !mayRead(document, ctx.actor)) return notFound();
      await this.timeline.recordAccess(tx, document.id, 'read', ctx.actor, ctx.now());
      const { sha256, bytes, name } = document.file;
      const { decisionReason, returned, direction, answer, version } = document;
      return {
        ...summaryOf(document, ctx.actor, ctx.today()),
        version,
        file: { sha256, bytes, name },
        check: await this.documents.latestCheck(tx, document.id),
        paper: await this.paper.checkOf(tx, document.id),
        stamped: await this.stamps.copyOf(tx, document.id, name),
        letterDueOn: letterDueOn(document.fields, receivedOn(document), await this.calendars.of(tx, document.agencyId)),
        duplicates: ['returned', 'recalled'].includes(document.state) ? [] : await this.duplicates.like(tx, document),
        decisionReason,
        returned,
        direction,
        answer,
        attachments: await this.attachments.of(tx, document.id),
        recalled: await this.recalls.of(tx, document.id),
        timeline: await this.timeline.of(tx, document.id),
      };
    });
  }
}
