import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { otherManifest } from '../../domain/guards.js';
import { refOf } from '../../domain/outgoing-document.js';
import { step } from '../../domain/outgoing-state.js';
import { unique } from '../../domain/readers.js';
import { ActOnDocument, actorOf } from '../../store/act-on-document.js';
import { DraftStore } from '../../store/draft.store.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';
import { formRefusal } from '../../written/written-refusals.js';

/** The checker of form answers for it (Art. 12.2; R-DRF-06). The law asks for no second person here: small agencies have one. */
@Injectable()
export class CheckFormHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly documents: OutgoingDocumentStore,
    private readonly drafts: DraftStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.CheckForm)
  handle(input: InputOf<typeof outgoing.CheckForm>, ctx: RequestContext): Promise<Answer<typeof outgoing.CheckForm>> {
    return this.commands.run(outgoing.CheckForm, input, ctx, async (tx) => {
      const document = await this.acting.load(tx, input.documentId, 'check-form', ctx);
      if (isRefusal(document)) return document;
      const other = otherManifest(document, input.manifestHash);
      if (other) return other;
      const differing = formRefusal(await this.drafts.text(tx, document));
      if (differing) return differing;

      const actor = actorOf(ctx);
      await this.drafts.approve(tx, document, 'form', { actor, at: ctx.now() });
      const checked = await this.documents.save(tx, {
        ...document,
        state: step(document.state, 'form-checked'),
        readers: unique([...document.readers, `person:${actor.personId}`]),
        changedAt: ctx.now().toISOString(),
      });
      await this.timeline.record(
        tx,
        document.id,
        { act: 'check-form', textVi: 'Kiểm tra thể thức, kỹ thuật trình bày' },
        ctx,
      );
      const payload = { documentId: document.id, manifestHash: document.manifest.hash };
      await this.outbox.add(tx, outgoing.FormChecked, { aggregateId: document.id, payload }, ctx);
      return refOf(checked);
    });
  }
}
