import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { isPartlySigned, type OutgoingDocument, refOf } from '../../domain/outgoing-document.js';
import { step } from '../../domain/outgoing-state.js';
import { subjectOf } from '../../domain/payloads.js';
import { unsigned } from '../../domain/signature-plan.js';
import { LayOutDraft } from '../../drafting/lay-out-draft.js';
import { ActOnDocument, actorOf } from '../../store/act-on-document.js';
import { DraftStore } from '../../store/draft.store.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';

type Input = InputOf<typeof outgoing.ReturnDraft>;

/** Back to the drafting unit with a reason; approvals fall (Art. 10.3; R-DRF-04, R-DRF-07). */
@Injectable()
export class ReturnDraftHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly layOut: LayOutDraft,
    private readonly documents: OutgoingDocumentStore,
    private readonly drafts: DraftStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.ReturnDraft)
  handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.ReturnDraft>> {
    return this.commands.run(outgoing.ReturnDraft, input, ctx, async (tx) => {
      const document = await this.acting.load(tx, input.documentId, 'return', ctx);
      if (isRefusal(document)) return document;
      const unsignedVersion = isPartlySigned(document) ? await this.withoutSignature(tx, document, ctx) : document;
      if (isRefusal(unsignedVersion)) return unsignedVersion;

      const returned = await this.documents.save(tx, {
        ...unsignedVersion,
        state: step(document.state, 'draft'),
        plan: unsigned(document.plan),
        ink: null,
        job: null,
        returnReason: input.reason,
        changedAt: ctx.now().toISOString(),
      });
      await this.drafts.voidApprovals(tx, document.id, ctx.now());
      await this.timeline.record(tx, document.id, { act: 'return', textVi: `Trả lại: ${input.reason}` }, ctx);
      if (returned.draftNumber !== document.draftNumber) {
        const payload = { ...subjectOf(returned), manifest: returned.manifest };
        await this.outbox.add(tx, outgoing.DraftRevised, { aggregateId: document.id, payload }, ctx);
      }
      const payload = { documentId: document.id, reason: input.reason };
      await this.outbox.add(tx, outgoing.DraftReturned, { aggregateId: document.id, payload }, ctx);
      return refOf(returned);
    });
  }

  /**
   * What somebody has signed is returned before it has a number: a new version of the same text is laid out, with a manifest of its own,
   * so that the signature already made can never be taken for one of the new version. The signed file stays among the files.
   */
  private async withoutSignature(
    tx: Tx,
    document: OutgoingDocument,
    ctx: RequestContext,
  ): Promise<OutgoingDocument | Refusal> {
    const draftNumber = document.draftNumber + 1;
    const text = await this.drafts.text(tx, document);
    const { road, attachments } = document;
    const place = { documentId: document.id, draftNumber, attachments };
    const laidOut = await this.layOut.layOut(text.content, place, { sealMm: text.sealMm, at: ctx.now(), road });
    if (isRefusal(laidOut)) return laidOut;
    const fresh: OutgoingDocument = { ...document, ...laidOut, draftNumber };
    await this.drafts.add(tx, fresh, text, { actor: actorOf(ctx), at: ctx.now() });
    await this.documents.addFile(tx, document.id, fresh.file, 'draft', ctx.now());
    return fresh;
  }
}
