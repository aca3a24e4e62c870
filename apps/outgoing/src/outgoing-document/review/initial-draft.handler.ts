import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { otherManifest } from '../domain/guards.js';
import { DraftCourses } from '../flows/draft-courses.js';
import { actorOf } from '../store/act-on-document.js';
import { TimelineStore } from '../store/timeline.store.js';
import { ReviewStore } from './review.store.js';
import { ReviewDocument } from './review-document.js';

/** Ký nháy: bound to the files that were seen, as the checks are (R-DRF-07). */
@Injectable()
export class InitialDraftHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly reviewing: ReviewDocument,
    private readonly review: ReviewStore,
    private readonly courses: DraftCourses,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.InitialDraft)
  handle(
    input: InputOf<typeof outgoing.InitialDraft>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.InitialDraft>> {
    return this.commands.run(outgoing.InitialDraft, input, ctx, async (tx) => {
      const document = await this.reviewing.load(tx, input.documentId, 'initial', ctx);
      if (isRefusal(document)) return document;
      const other = otherManifest(document, input.manifestHash);
      if (other) return other;
      const actor = actorOf(ctx);
      const isFirst = await this.review.initial(tx, document, { actor, at: ctx.now() });
      if (!isFirst) return outgoing.refuseOutgoing('OUTGOING.ALREADY_INITIALLED');
      await this.courses.endorsed(tx, document, actor, ctx);
      const { draftNumber, manifest } = document;
      await this.timeline.record(tx, document.id, { act: 'initial', textVi: `Ký nháy bản ${draftNumber}` }, ctx);
      const payload = {
        ...{ documentId: document.id, manifestHash: manifest.hash, by: actor.personName },
        readers: [...document.readers],
      };
      await this.outbox.add(tx, outgoing.DraftInitialled, { aggregateId: document.id, payload }, ctx);
      return { documentId: document.id, draftNumber };
    });
  }
}
