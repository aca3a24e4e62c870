import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, outgoing, type Refusal, refuser } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { type OutgoingDocument, refOf } from '../../domain/outgoing-document.js';
import { subjectOf } from '../../domain/payloads.js';
import { firstReaders, unique } from '../../domain/readers.js';
import { LayOutDraft, type PreparedDraft } from '../../drafting/lay-out-draft.js';
import { ActOnDocument, actorOf } from '../../store/act-on-document.js';
import { DraftStore } from '../../store/draft.store.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';

type Input = InputOf<typeof outgoing.ReviseDraft>;
const refuse = refuser(commonRefusals);

/** A further version; what had been approved of the one before falls (Art. 11.2; R-DRF-03, R-DRF-07). */
@Injectable()
export class ReviseDraftHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly transactions: Transactions,
    private readonly acting: ActOnDocument,
    private readonly layOut: LayOutDraft,
    private readonly documents: OutgoingDocumentStore,
    private readonly drafts: DraftStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.ReviseDraft)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.ReviseDraft>> {
    const prepared = await this.prepare(input, ctx);
    return this.commands.run(outgoing.ReviseDraft, input, ctx, async (tx) => {
      const document = await this.acting.load(tx, input.documentId, 'edit', ctx);
      if (isRefusal(document)) return document;
      if (document.version !== input.version || prepared === null) return refuse('REQUEST.STALE_VERSION');
      if (isRefusal(prepared)) return prepared;

      const revised = await this.documents.save(tx, revise(document, input, prepared, ctx));
      await this.documents.addFile(tx, revised.id, revised.file, 'draft', ctx.now());
      const by = { actor: actorOf(ctx), at: ctx.now() };
      const text = { body: input.body, content: prepared.content, sealMm: prepared.agency.sealMm };
      await this.drafts.add(tx, revised, text, by);
      await this.drafts.voidApprovals(tx, revised.id, by.at);
      const textVi = `Sửa dự thảo, bản ${revised.draftNumber}`;
      const authority = prepared.sourceDocument;
      await this.timeline.record(tx, revised.id, { act: 'revise-draft', textVi, authority }, ctx);
      const payload = { ...subjectOf(revised), manifest: revised.manifest };
      await this.outbox.add(tx, outgoing.DraftRevised, { aggregateId: revised.id, payload }, ctx);
      return refOf(revised);
    });
  }

  /** Null when there is nothing to lay out: the guard, asked again under the lock, says why. */
  private async prepare(input: Input, ctx: RequestContext): Promise<PreparedDraft | Refusal | null> {
    const document = await this.transactions.run((tx) => this.acting.peek(tx, input.documentId, 'edit', ctx));
    if (!document || document.version !== input.version) return null;
    const { id: documentId, agencyId, unitId, draftNumber, attachments } = document;
    const place = { documentId, agencyId, unitId, attachments, draftNumber: draftNumber + 1 };
    return this.layOut.prepare(input, place, ctx);
  }
}

function revise(
  document: OutgoingDocument,
  input: Input,
  prepared: PreparedDraft,
  ctx: RequestContext,
): OutgoingDocument {
  const revised: OutgoingDocument = {
    ...document,
    // The one way back that needs no return: whoever wrote it takes it up again.
    state: 'draft',
    kind: input.kind,
    abstract: input.abstract,
    urgency: input.urgency,
    field: input.field,
    answers: input.answers,
    recipients: input.recipients,
    draftNumber: document.draftNumber + 1,
    ...prepared.changes,
    job: null,
    changedAt: ctx.now().toISOString(),
  };
  return { ...revised, readers: unique([...document.readers, ...firstReaders(revised)]) };
}
