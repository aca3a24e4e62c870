import { Injectable } from '@nestjs/common';
import { type InputOf, type OutputOf, routing } from '@vanthu/contracts';
import type { CivilDate } from '@vanthu/decree30';
import { type Answer, Handles, type RequestContext, TimelineStore } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { notFound } from '../routed-document/domain/authorise.js';
import { soonUntil } from '../routed-document/domain/due.js';
import { mayRead, readsAs } from '../routed-document/domain/routed-document.js';
import { CalendarStore } from '../routed-document/store/calendar.store.js';
import { ProofStore } from '../routed-document/store/proof.store.js';
import { RoutedDocumentStore } from '../routed-document/store/routed-document.store.js';
import { type FigureRow, PlanTaskStore } from './plan-task.store.js';

type Plan = OutputOf<typeof routing.FindPlans>['plans'][number];
type Figures = Plan['figures'];

/** What the plans have come to, by deadline, and what proves it. */
@Injectable()
export class PlansHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly plans: PlanTaskStore,
    private readonly documents: RoutedDocumentStore,
    private readonly timeline: TimelineStore,
    private readonly calendars: CalendarStore,
    private readonly proofs: ProofStore,
  ) {}

  @Handles(routing.FindPlans)
  find(_: InputOf<typeof routing.FindPlans>, ctx: RequestContext): Promise<Answer<typeof routing.FindPlans>> {
    return this.transactions.run(async (tx) => {
      const { actor } = ctx;
      if (actor === null) return notFound();
      const today = ctx.today() as CivilDate;
      const near = soonUntil(today, await this.calendars.of(tx, actor.agencyId));
      const rows = await this.plans.figures(tx, readsAs(actor), today, near);
      const plans = new Map<string, Plan>();
      for (const row of rows) {
        const { kind, number_and_symbol: numberAndSymbol, title, date } = row;
        const key = JSON.stringify([kind, numberAndSymbol, title, date]);
        const plan = plans.get(key) ?? { kind, numberAndSymbol, title, date, figures: none, byLead: [] };
        const figures = sum(plan.figures, row);
        plans.set(key, { ...plan, figures, byLead: [...plan.byLead, { ...sum(none, row), name: row.lead }] });
      }
      return { plans: [...plans.values()] };
    });
  }

  @Handles(routing.OpenProof)
  open(input: InputOf<typeof routing.OpenProof>, ctx: RequestContext): Promise<Answer<typeof routing.OpenProof>> {
    return this.transactions.run(async (tx) => {
      const document = await this.documents.byId(tx, input.documentId);
      if (document === null || ctx.actor === null || !mayRead(document, ctx.actor)) return notFound();
      const proof = await this.proofs.content(tx, document.documentId, input.sha256 ?? null);
      if (proof === null) return notFound();
      await this.timeline.recordAccess(tx, document.documentId, input.act, ctx.actor, ctx.now());
      return proof;
    });
  }
}

const none: Figures = { total: 0, doneInTime: 0, doneLate: 0, overdue: 0, today: 0, soon: 0, later: 0 };

const sum = (a: Figures, b: Pick<FigureRow, keyof Figures>): Figures => ({
  total: a.total + b.total,
  doneInTime: a.doneInTime + b.doneInTime,
  doneLate: a.doneLate + b.doneLate,
  overdue: a.overdue + b.overdue,
  today: a.today + b.today,
  soon: a.soon + b.soon,
  later: a.later + b.later,
});
