import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, routing } from '@vanthu/contracts';
import type { CivilDate } from '@vanthu/decree30';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { notFound } from '../../domain/authorise.js';
import { soonUntil } from '../../domain/due.js';
import { holdsAs, readsAs } from '../../domain/routed-document.js';
import { viewOf } from '../../domain/view.js';
import { CalendarStore } from '../../store/calendar.store.js';
import { IssuedDocumentStore } from '../../store/issued-document.store.js';
import { RoutedListStore } from '../../store/routed-list.store.js';

/** Open before finished, overdue first, then by urgency and deadline (Art. 24, R-IN-13; R-GEN-03). */
@Injectable()
export class FindRoutedHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly list: RoutedListStore,
    private readonly issued: IssuedDocumentStore,
    private readonly calendars: CalendarStore,
  ) {}

  @Handles(routing.FindRouted)
  handle(input: InputOf<typeof routing.FindRouted>, ctx: RequestContext): Promise<Answer<typeof routing.FindRouted>> {
    return this.transactions.run(async (tx) => {
      const { actor } = ctx;
      if (actor === null) return notFound();
      const today = ctx.today() as CivilDate;
      const calendar = await this.calendars.of(tx, actor.agencyId);
      const { documents, nextCursor, total } = await this.list.page(tx, {
        ...whoseOf(actor, input.mine),
        openOnly: input.open ?? false,
        bucket: input.overdue ? 'overdue' : (input.bucket ?? null),
        source: input.source ?? null,
        plan: input.plan === undefined ? null : { numberAndSymbol: input.plan, date: input.planDate ?? null },
        state: input.state ?? null,
        ...{ today, soonUntil: soonUntil(today, calendar) },
        ...{ limit: input.limit, cursor: input.cursor },
      });
      const answers = await this.issued.answersTo(
        tx,
        documents.map(({ documentId }) => documentId),
      );
      const items = documents.map((document) =>
        viewOf(document, { actor, today, calendar, answeredWith: answers.get(document.documentId) ?? null }),
      );
      return { items, nextCursor, total };
    });
  }

  @Handles(routing.CountDue)
  count(input: InputOf<typeof routing.CountDue>, ctx: RequestContext): Promise<Answer<typeof routing.CountDue>> {
    return this.transactions.run(async (tx) => {
      const { actor } = ctx;
      if (actor === null) return notFound();
      const today = ctx.today() as CivilDate;
      const near = soonUntil(today, await this.calendars.of(tx, actor.agencyId));
      return this.list.counts(tx, { ...whoseOf(actor, input.mine), today, soonUntil: near });
    });
  }
}

const whoseOf = (actor: Actor, mine: boolean) => ({ readers: readsAs(actor), holders: mine ? holdsAs(actor) : null });
