import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext, uuidV5 } from '@vanthu/messaging';
import { actorOf } from '../store/act-on-document.js';
import { TimelineStore } from '../store/timeline.store.js';
import { ReviewStore } from './review.store.js';
import { ReviewDocument } from './review-document.js';

/** A comment on the version that stands now; kept with it (Art. 10.3; Annex VI III.5.a). */
@Injectable()
export class AddCommentHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly reviewing: ReviewDocument,
    private readonly review: ReviewStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.AddComment)
  handle(input: InputOf<typeof outgoing.AddComment>, ctx: RequestContext): Promise<Answer<typeof outgoing.AddComment>> {
    return this.commands.run(outgoing.AddComment, input, ctx, async (tx) => {
      const document = await this.reviewing.load(tx, input.documentId, 'comment', ctx);
      if (isRefusal(document)) return document;
      const id = uuidV5(ctx.commandId, 'comment');
      const actor = actorOf(ctx);
      await this.review.addComment(tx, document, id, input.text, { actor, at: ctx.now() });
      const textVi = `Góp ý bản ${document.draftNumber}`;
      await this.timeline.record(tx, document.id, { act: 'comment', textVi }, ctx);
      const { draftNumber, readers } = document;
      const payload = { documentId: document.id, draftNumber, by: actor.personName, readers: [...readers] };
      await this.outbox.add(tx, outgoing.DraftCommented, { aggregateId: document.id, payload }, ctx);
      return { id };
    });
  }
}
