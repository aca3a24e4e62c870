import { Injectable } from '@nestjs/common';
import { isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { Outbox, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { isPartlySigned, type OutgoingDocument } from '../../domain/outgoing-document.js';
import { step } from '../../domain/outgoing-state.js';
import { subjectOf } from '../../domain/payloads.js';
import { unsigned } from '../../domain/signature-plan.js';
import { LayOutDraft } from '../../drafting/lay-out-draft.js';
import { DraftCourses } from '../../flows/draft-courses.js';
import { SlipDecisions } from '../../slips/slip-decisions.js';
import { ActOnDocument, actorOf } from '../../store/act-on-document.js';
import { DraftStore } from '../../store/draft.store.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';
import { PlaceFields } from '../../written/place-fields.js';

/** Back to the drafting unit with a reason; approvals fall (Art. 10.3; R-DRF-04, R-DRF-07). */
@Injectable()
export class ReturnDocument {
  constructor(
    private readonly acting: ActOnDocument,
    private readonly layOut: LayOutDraft,
    private readonly placing: PlaceFields,
    private readonly documents: OutgoingDocumentStore,
    private readonly courses: DraftCourses,
    private readonly drafts: DraftStore,
    private readonly timeline: TimelineStore,
    private readonly slips: SlipDecisions,
    private readonly outbox: Outbox,
  ) {}

  async return(tx: Tx, documentId: string, reason: string, ctx: RequestContext): Promise<OutgoingDocument | Refusal> {
    const document = await this.acting.load(tx, documentId, 'return', ctx);
    if (isRefusal(document)) return document;
    const unsignedVersion = isPartlySigned(document) ? await this.withoutSignature(tx, document, ctx) : document;
    if (isRefusal(unsignedVersion)) return unsignedVersion;

    const returned = await this.courses.save(
      tx,
      {
        ...unsignedVersion,
        state: step(document.state, 'draft'),
        plan: unsigned(document.plan),
        ink: null,
        job: null,
        returnReason: reason,
        changedAt: ctx.now().toISOString(),
      },
      ctx,
    );
    await this.drafts.voidApprovals(tx, document.id, ctx.now());
    await this.timeline.record(tx, document.id, { act: 'return', textVi: `Trả lại: ${reason}` }, ctx);
    if (returned.draftNumber !== document.draftNumber) {
      const payload = { ...subjectOf(returned), manifest: returned.manifest };
      await this.outbox.add(tx, outgoing.DraftRevised, { aggregateId: document.id, payload }, ctx);
    }
    const payload = { documentId: document.id, reason };
    await this.outbox.add(tx, outgoing.DraftReturned, { aggregateId: document.id, payload }, ctx);
    await this.slips.decided(tx, document, { decision: 'returned', reason }, ctx);
    return returned;
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
    const laidOut = text.written
      ? await this.placing.into(text.written, place, { name: document.file.name, road })
      : await this.layOut.layOut(text.content, place, { sealMm: text.sealMm, at: ctx.now(), road });
    if (isRefusal(laidOut)) return laidOut;
    const fresh: OutgoingDocument = { ...document, ...laidOut, draftNumber };
    await this.drafts.add(tx, fresh, text, { actor: actorOf(ctx), at: ctx.now() });
    await this.documents.addFile(tx, document.id, fresh.file, 'draft', ctx.now());
    return fresh;
  }
}
