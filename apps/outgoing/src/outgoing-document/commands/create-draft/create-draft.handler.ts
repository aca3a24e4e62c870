import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext, uuidV5 } from '@vanthu/messaging';
import { type OutgoingDocument, refOf } from '../../domain/outgoing-document.js';
import { subjectOf } from '../../domain/payloads.js';
import { firstReaders, unique } from '../../domain/readers.js';
import { LayOutDraft, type PreparedDraft } from '../../drafting/lay-out-draft.js';
import { actorOf } from '../../store/act-on-document.js';
import { DraftStore } from '../../store/draft.store.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';

type Input = InputOf<typeof outgoing.CreateDraft>;

/** A draft with its file laid out by Annex I, its signature plan and its manifest (Art. 10; R-DRF-01 to R-DRF-03). */
@Injectable()
export class CreateDraftHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly layOut: LayOutDraft,
    private readonly documents: OutgoingDocumentStore,
    private readonly drafts: DraftStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.CreateDraft)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.CreateDraft>> {
    const actor = actorOf(ctx);
    const documentId = uuidV5(ctx.commandId, 'outgoing-document');
    const place = { documentId, draftNumber: 1, agencyId: actor.agencyId, unitId: actor.unitId, attachments: [] };
    const prepared = await this.layOut.prepare(input, place, ctx);
    return this.commands.run(outgoing.CreateDraft, input, ctx, async (tx) => {
      if (isRefusal(prepared)) return prepared;
      const document = newDocument(documentId, input, prepared, ctx);
      await this.documents.add(tx, document);
      await this.documents.addFile(tx, document.id, document.file, 'draft', ctx.now());
      const text = { body: input.body, content: prepared.content, sealMm: prepared.agency.sealMm };
      await this.drafts.add(tx, document, text, { actor, at: ctx.now() });
      const authority = prepared.sourceDocument;
      await this.timeline.record(
        tx,
        document.id,
        { act: 'create-draft', textVi: 'Tạo dự thảo, bản 1', authority },
        ctx,
      );
      const payload = { ...subjectOf(document), manifest: document.manifest, answers: document.answers };
      await this.outbox.add(tx, outgoing.DraftCreated, { aggregateId: document.id, payload }, ctx);
      return refOf(document);
    });
  }
}

function newDocument(id: string, input: Input, prepared: PreparedDraft, ctx: RequestContext): OutgoingDocument {
  const actor = actorOf(ctx);
  const now = ctx.now().toISOString();
  const document: OutgoingDocument = {
    id,
    agencyId: actor.agencyId,
    unitId: actor.unitId,
    state: 'draft',
    version: 1,
    kind: input.kind,
    abstract: input.abstract,
    urgency: input.urgency,
    field: input.field,
    answers: input.answers,
    recipients: input.recipients,
    drafter: {
      personId: actor.personId,
      positionId: actor.positionId,
      name: actor.personName,
      headsUnit: actor.unitId !== null && actor.headOf.includes(actor.unitId),
    },
    draftNumber: 1,
    attachments: [],
    ...prepared.changes,
    numbering: null,
    job: null,
    issueBy: null,
    returnReason: null,
    readers: [],
    issuedAt: null,
    issuedOn: null,
    createdAt: now,
    changedAt: now,
  };
  return { ...document, readers: unique(firstReaders(document)) };
}
