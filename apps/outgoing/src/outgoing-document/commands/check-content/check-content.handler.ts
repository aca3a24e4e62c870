import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { otherManifest } from '../../domain/guards.js';
import { refOf } from '../../domain/outgoing-document.js';
import { step } from '../../domain/outgoing-state.js';
import { unique } from '../../domain/readers.js';
import { DraftCourses } from '../../flows/draft-courses.js';
import { ActOnDocument, actorOf } from '../../store/act-on-document.js';
import { DraftStore } from '../../store/draft.store.js';
import { TimelineStore } from '../../store/timeline.store.js';

/** The head of the drafting unit answers for the content (Art. 12.1; R-DRF-05). */
@Injectable()
export class CheckContentHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly courses: DraftCourses,
    private readonly drafts: DraftStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.CheckContent)
  handle(
    input: InputOf<typeof outgoing.CheckContent>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.CheckContent>> {
    return this.commands.run(outgoing.CheckContent, input, ctx, async (tx) => {
      const document = await this.acting.load(tx, input.documentId, 'check-content', ctx);
      if (isRefusal(document)) return document;
      const other = otherManifest(document, input.manifestHash);
      if (other) return other;

      const actor = actorOf(ctx);
      await this.drafts.approve(tx, document, 'content', { actor, at: ctx.now() });
      const checked = await this.courses.save(
        tx,
        {
          ...document,
          state: step(document.state, 'content-checked'),
          readers: unique([...document.readers, `person:${actor.personId}`]),
          changedAt: ctx.now().toISOString(),
        },
        ctx,
      );
      await this.timeline.record(tx, document.id, { act: 'check-content', textVi: 'Duyệt nội dung' }, ctx);
      const payload = { documentId: document.id, manifestHash: document.manifest.hash };
      await this.outbox.add(tx, outgoing.ContentChecked, { aggregateId: document.id, payload }, ctx);
      return refOf(checked);
    });
  }
}
