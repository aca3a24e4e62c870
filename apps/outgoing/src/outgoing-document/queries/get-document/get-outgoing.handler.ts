import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, outgoing, refuser } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { mayRead } from '../../domain/readers.js';
import { detailOf } from '../../domain/view.js';
import { DraftCourses } from '../../flows/draft-courses.js';
import { actorOf } from '../../store/act-on-document.js';
import { DraftStore } from '../../store/draft.store.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';

/** One document with what the asking actor may do now; that it was read is recorded (R-SYS-02). */
@Injectable()
export class GetOutgoingHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: OutgoingDocumentStore,
    private readonly drafts: DraftStore,
    private readonly timeline: TimelineStore,
    private readonly courses: DraftCourses,
  ) {}

  @Handles(outgoing.GetOutgoing)
  handle(
    { documentId }: InputOf<typeof outgoing.GetOutgoing>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.GetOutgoing>> {
    const actor = actorOf(ctx);
    return this.transactions.run(async (tx) => {
      const document = await this.documents.byId(tx, documentId);
      if (!document || !mayRead(document, actor)) return refuser(commonRefusals)('REQUEST.NOT_FOUND');
      await this.timeline.recordAccess(tx, documentId, { act: 'read' }, { actor, at: ctx.now() });
      const { body } = await this.drafts.text(tx, document);
      const [timeline, flowSteps] = [await this.timeline.of(tx, documentId), await this.courses.steps(tx, document)];
      return detailOf(document, actor, { body, timeline, flowSteps }, ctx.today());
    });
  }
}
