import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { DraftCourses } from '../flows/draft-courses.js';
import { actorOf } from '../store/act-on-document.js';
import { TimelineStore } from '../store/timeline.store.js';
import { ReviewStore } from './review.store.js';
import { ReviewDocument } from './review-document.js';

const refuse = outgoing.refuseOutgoing;

/** By the head of the unit that was asked, until the draft is signed. Late is said, not refused: an opinion may still be right. */
@Injectable()
export class GiveOpinionHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly reviewing: ReviewDocument,
    private readonly review: ReviewStore,
    private readonly courses: DraftCourses,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.GiveOpinion)
  handle(
    input: InputOf<typeof outgoing.GiveOpinion>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.GiveOpinion>> {
    return this.commands.run(outgoing.GiveOpinion, input, ctx, async (tx) => {
      const document = await this.reviewing.load(tx, input.documentId, 'comment', ctx);
      if (isRefusal(document)) return document;
      const actor = actorOf(ctx);
      const asked = (await this.review.opinions(tx, document.id)).find(({ id }) => id === input.opinionId);
      if (!asked) return refuse('OUTGOING.UNKNOWN_OPINION');
      if (!actor.headOf.includes(asked.unit_id)) return refuse('OUTGOING.NOT_ASKED');
      if (asked.answered_at !== null) return refuse('OUTGOING.OPINION_GIVEN');

      const isLate = ctx.today() > asked.due_on;
      const { stance, text } = input;
      await this.review.answer(tx, asked.id, { stance, text, isLate }, { actor, at: ctx.now() });
      const said = { by: actor.personName, at: ctx.now().toISOString() };
      await this.courses.said(tx, document, asked.id, said, ctx);
      const textVi = `${asked.unit_name} cho ý kiến${isLate ? ', quá hạn' : ''}`;
      await this.timeline.record(tx, document.id, { act: 'give-opinion', textVi }, ctx);
      const payload = {
        ...{ documentId: document.id, opinionId: asked.id, unitId: asked.unit_id, stance, isLate },
        readers: [...document.readers],
      };
      await this.outbox.add(tx, outgoing.OpinionGiven, { aggregateId: document.id, payload }, ctx);
      return { id: asked.id, isLate };
    });
  }
}
