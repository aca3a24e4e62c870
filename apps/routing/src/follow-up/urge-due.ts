import { Injectable } from '@nestjs/common';
import { routing } from '@vanthu/contracts';
import { addDays, type CivilDate } from '@vanthu/decree30';
import { type ActContext, Outbox } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { type DraftStep, DraftStepStore } from '../draft-steps/draft-step.store.js';
import { NoticeStore } from '../notices/store/notice.store.js';
import type { RoutedDocument } from '../routed-document/domain/routed-document.js';
import { CalendarStore } from '../routed-document/store/calendar.store.js';
import { RoutedDocumentStore } from '../routed-document/store/routed-document.store.js';
import { urgedDraft, urgedToday } from './urging.js';
import { UrgingRuleStore } from './urging-rule.store.js';

/** Documents of one transaction. */
const atOnce = 100;
/** Calendar days in which the earliest reminder can lie: 30 working days with weekends and Tết between. */
const horizonDays = 60;

/**
 * Looks once a day at every document whose day is near or past and tells whom the rule says. What was told, that the
 * document was looked at, and the event are one transaction: a death in between repeats nothing and loses nothing.
 */
@Injectable()
export class UrgeDue {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: RoutedDocumentStore,
    private readonly drafts: DraftStepStore,
    private readonly calendars: CalendarStore,
    private readonly rules: UrgingRuleStore,
    private readonly notices: NoticeStore,
    private readonly outbox: Outbox,
  ) {}

  /** @returns how many were told; `looked` is false when nothing is left to look at today */
  batch(ctx: ActContext): Promise<{ told: number; looked: boolean }> {
    return this.transactions.run(async (tx) => {
      const today = ctx.today() as CivilDate;
      const due = await this.documents.select(
        tx,
        `state <> 'completed' AND next_due <= $1 AND (urged_on IS NULL OR urged_on < $2)
         ORDER BY next_due, document_id LIMIT $3 FOR UPDATE SKIP LOCKED`,
        [addDays(today, horizonDays), today, atOnce],
      );
      let told = 0;
      for (const document of due) told += await this.urge(tx, document, today, ctx);
      await tx.query('UPDATE routed_document SET urged_on = $2 WHERE document_id = ANY($1::uuid[])', [
        due.map(({ documentId }) => documentId),
        today,
      ]);
      const drafts = await this.drafts.due(tx, addDays(today, horizonDays), today, atOnce);
      for (const draft of drafts) told += await this.urgeDraft(tx, draft, today, ctx);
      const draftIds = drafts.map(({ documentId }) => documentId);
      await this.drafts.looked(tx, draftIds, today);
      return { told, looked: due.length + drafts.length > 0 };
    });
  }

  /** A notice of a draft names it; whoever holds the step finds it under "Việc của tôi". */
  private async urgeDraft(tx: Tx, draft: DraftStep, today: CivilDate, ctx: ActContext): Promise<number> {
    const { documentId, agencyId, readers, urgency } = draft;
    const [rule, calendar] = [await this.rules.of(tx, agencyId), await this.calendars.of(tx, agencyId)];
    const notices = urgedDraft(draft, rule, today, calendar);
    const told = await this.notices.tell(tx, { agencyId, documentId: null, urgency }, notices, ctx.now(), today);
    if (told === 0) return 0;
    const payload = { documentId, agencyId, readers, noticeKinds: notices.map(({ kind }) => kind) };
    await this.outbox.add(tx, routing.DraftUrged, { aggregateId: documentId, payload }, ctx);
    return told;
  }

  private async urge(tx: Tx, document: RoutedDocument, today: CivilDate, ctx: ActContext): Promise<number> {
    const [rule, calendar] = [
      await this.rules.of(tx, document.agencyId),
      await this.calendars.of(tx, document.agencyId),
    ];
    const notices = urgedToday(document, rule, today, calendar);
    const told = await this.notices.tell(tx, document, notices, ctx.now(), today);
    if (told === 0) return 0;
    const { documentId, agencyId, readers } = document;
    const noticeKinds = notices.map(({ kind }) => kind);
    const payload = { documentId, agencyId, readers: [...readers], taskId: null, noticeKinds };
    await this.outbox.add(tx, routing.Urged, { aggregateId: documentId, payload }, ctx);
    return told;
  }
}
