import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { isKind } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext, uuidV5 } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { type AttachedFile, type OutgoingDocument, refOf } from '../../domain/outgoing-document.js';
import { subjectOf } from '../../domain/payloads.js';
import { firstReaders, unique } from '../../domain/readers.js';
import { LayOutDraft, type PreparedDraft } from '../../drafting/lay-out-draft.js';
import { DraftCourses } from '../../flows/draft-courses.js';
import { actorOf } from '../../store/act-on-document.js';
import { DraftStore } from '../../store/draft.store.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';
import { templateBody } from '../../word/template-draft.js';

type Input = InputOf<typeof outgoing.CreateDraft>;

/** A draft with its file laid out by Annex I, its signature plan and its manifest (Art. 10; R-DRF-01 to R-DRF-03). */
@Injectable()
export class CreateDraftHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly layOut: LayOutDraft,
    private readonly documents: OutgoingDocumentStore,
    private readonly courses: DraftCourses,
    private readonly drafts: DraftStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.CreateDraft)
  handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.CreateDraft>> {
    return this.create(outgoing.CreateDraft, input, input, ctx);
  }

  /** To be written in Word: the words of its template stand for the text until the file comes. */
  @Handles(outgoing.CreateWordDraft)
  async handleWord(
    input: InputOf<typeof outgoing.CreateWordDraft>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.CreateWordDraft>> {
    const { kind } = input;
    if (!isKind(kind)) return outgoing.refuseOutgoing('OUTGOING.UNKNOWN_KIND', { kind });
    const body = templateBody(kind);
    if (body === null) return outgoing.refuseOutgoing('OUTGOING.NO_WORD_TEMPLATE');
    return this.create(outgoing.CreateWordDraft, input, { ...input, body }, ctx);
  }

  private async create(
    contract: typeof outgoing.CreateDraft | typeof outgoing.CreateWordDraft,
    asked: Input | InputOf<typeof outgoing.CreateWordDraft>,
    input: Input,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.CreateDraft>> {
    const documentId = uuidV5(ctx.commandId, 'outgoing-document');
    const prepared = await this.prepare(documentId, input, ctx);
    return this.commands.run(contract, asked, ctx, async (tx) =>
      isRefusal(prepared) ? prepared : refOf(await this.begin(tx, documentId, input, prepared, ctx)),
    );
  }

  /** Lays the draft out: what needs no transaction, and asks the directory. */
  prepare(documentId: string, input: Input, ctx: RequestContext, attachments: readonly AttachedFile[] = []) {
    const { agencyId, unitId } = actorOf(ctx);
    return this.layOut.prepare(input, { documentId, draftNumber: 1, agencyId, unitId, attachments }, ctx);
  }

  async begin(
    tx: Tx,
    documentId: string,
    input: Input,
    prepared: PreparedDraft,
    ctx: RequestContext,
    attachments: readonly AttachedFile[] = [],
  ): Promise<OutgoingDocument> {
    const drafted = { ...newDocument(documentId, input, prepared, ctx), attachments };
    const document = await this.courses.begin(tx, drafted, prepared.agency.units);
    await this.documents.add(tx, document);
    await this.documents.addFile(tx, document.id, document.file, 'draft', ctx.now());
    for (const file of attachments) await this.documents.addFile(tx, document.id, file, 'attachment', ctx.now());
    const text = { body: input.body, content: prepared.content, sealMm: prepared.agency.sealMm };
    await this.drafts.add(tx, document, text, { actor: actorOf(ctx), at: ctx.now() });
    const authority = prepared.sourceDocument;
    await this.timeline.record(tx, document.id, { act: 'create-draft', textVi: 'Tạo dự thảo, bản 1', authority }, ctx);
    const payload = { ...subjectOf(document), manifest: document.manifest, answers: document.answers };
    await this.outbox.add(tx, outgoing.DraftCreated, { aggregateId: document.id, payload }, ctx);
    return document;
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
    course: null,
    readers: [],
    issuedAt: null,
    issuedOn: null,
    createdAt: now,
    changedAt: now,
  };
  return { ...document, readers: unique(firstReaders(document)) };
}
