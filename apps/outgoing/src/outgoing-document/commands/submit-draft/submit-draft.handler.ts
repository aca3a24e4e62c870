import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { refOf } from '../../domain/outgoing-document.js';
import { step } from '../../domain/outgoing-state.js';
import { ActOnDocument } from '../../store/act-on-document.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';

/** The drafter hands the draft to the head of his unit (Art. 10.2, 12.1). */
@Injectable()
export class SubmitDraftHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly documents: OutgoingDocumentStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.SubmitDraft)
  handle(
    input: InputOf<typeof outgoing.SubmitDraft>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.SubmitDraft>> {
    return this.commands.run(outgoing.SubmitDraft, input, ctx, async (tx) => {
      const document = await this.acting.load(tx, input.documentId, 'submit', ctx);
      if (isRefusal(document)) return document;
      const submitted = await this.documents.save(tx, {
        ...document,
        state: step(document.state, 'submitted'),
        returnReason: null,
        changedAt: ctx.now().toISOString(),
      });
      await this.timeline.record(tx, document.id, { act: 'submit', textVi: 'Trình dự thảo để kiểm tra' }, ctx);
      const payload = { documentId: document.id, manifestHash: document.manifest.hash };
      await this.outbox.add(tx, outgoing.DraftSubmitted, { aggregateId: document.id, payload }, ctx);
      return refOf(submitted);
    });
  }
}
