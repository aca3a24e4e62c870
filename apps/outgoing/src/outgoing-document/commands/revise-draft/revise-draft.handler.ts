import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, outgoing, type Refusal, refuser } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { type OutgoingDocument, refOf } from '../../domain/outgoing-document.js';
import { subjectOf } from '../../domain/payloads.js';
import { firstReaders, unique } from '../../domain/readers.js';
import { LayOutDraft, type PreparedDraft } from '../../drafting/lay-out-draft.js';
import { DraftCourses } from '../../flows/draft-courses.js';
import { ActOnDocument, actorOf } from '../../store/act-on-document.js';
import { DraftStore } from '../../store/draft.store.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';
import { CarryFile } from '../../written/carry-file.js';
import { WrittenVersions } from '../../written/written-versions.js';

type Input = InputOf<typeof outgoing.ReviseDraft>;
const refuse = refuser(commonRefusals);

/** A further version; what had been approved of the one before falls (Art. 11.2; R-DRF-03, R-DRF-07). */
@Injectable()
export class ReviseDraftHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly layOut: LayOutDraft,
    private readonly versions: WrittenVersions,
    private readonly carry: CarryFile,
    private readonly documents: OutgoingDocumentStore,
    private readonly courses: DraftCourses,
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

      const revised = await this.courses.save(tx, revise(document, input, prepared, ctx), ctx);
      await this.documents.addFile(tx, revised.id, revised.file, 'draft', ctx.now());
      const by = { actor: actorOf(ctx), at: ctx.now() };
      const { content, agency, written = null } = prepared;
      const text = { body: input.body, content, sealMm: agency.sealMm, written };
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

  /**
   * Null when there is nothing to lay out: the guard, asked again under the lock, says why. A file that was written elsewhere
   * stays while only the data around it change.
   */
  private async prepare(input: Input, ctx: RequestContext): Promise<PreparedDraft | Refusal | null> {
    const seen = await this.versions.seen(input, ctx);
    if (!seen) return null;
    const { body, written } = seen.text;
    if (written && isDeepStrictEqual(body, input.body)) return this.carry.onto(input, seen, written, ctx);
    return this.layOut.prepare(input, seen.place, ctx);
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
