import { Injectable } from '@nestjs/common';
import { commonRefusals, isRefusal, outgoing, type Refusal, refuser } from '@vanthu/contracts';
import { Outbox, type RequestContext } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { type OutgoingDocument, refOf, type StoredFile } from '../domain/outgoing-document.js';
import { subjectOf } from '../domain/payloads.js';
import { firstReaders, unique } from '../domain/readers.js';
import type { DraftFile, DraftPlace } from '../drafting/lay-out-draft.js';
import { DraftCourses } from '../flows/draft-courses.js';
import { ActOnDocument, actorOf } from '../store/act-on-document.js';
import { DraftStore, type DraftText } from '../store/draft.store.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { TimelineStore } from '../store/timeline.store.js';

/** The draft as it stood when the next version was prepared. */
export interface SeenDraft {
  readonly document: OutgoingDocument;
  readonly text: DraftText;
  /** Of the next version. */
  readonly place: DraftPlace;
}

/** A further version in a file, ready to be written. */
export interface NextWritten {
  readonly changes: DraftFile & Partial<OutgoingDocument>;
  readonly text: DraftText;
  /** The upload, when it came with this version. */
  readonly source?: StoredFile;
  readonly authority?: string | null;
  readonly act: string;
  readonly textVi: string;
}

interface Wanted {
  readonly documentId: string;
  readonly version: number;
}

/** Versions that are files: prepared before the transaction, since that takes seconds, and written in it. */
@Injectable()
export class WrittenVersions {
  constructor(
    private readonly transactions: Transactions,
    private readonly acting: ActOnDocument,
    private readonly documents: OutgoingDocumentStore,
    private readonly courses: DraftCourses,
    private readonly drafts: DraftStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  /** Null when there is nothing to prepare: the guard, asked again under the lock, says why. */
  seen({ documentId, version }: Wanted, ctx: RequestContext): Promise<SeenDraft | null> {
    return this.transactions.run(async (tx) => {
      const document = await this.acting.peek(tx, documentId, 'edit', ctx);
      if (!document || document.version !== version) return null;
      const { agencyId, unitId, attachments, draftNumber } = document;
      const place = { documentId, agencyId, unitId, attachments, draftNumber: draftNumber + 1 };
      return { document, text: await this.drafts.text(tx, document), place };
    });
  }

  /** What had been approved of the version before falls (Art. 11.2; R-DRF-03, R-DRF-07). */
  async write(tx: Tx, wanted: Wanted, prepared: NextWritten | Refusal | null, ctx: RequestContext) {
    const document = await this.acting.load(tx, wanted.documentId, 'edit', ctx);
    if (isRefusal(document)) return document;
    if (document.version !== wanted.version || prepared === null)
      return refuser(commonRefusals)('REQUEST.STALE_VERSION');
    if (isRefusal(prepared)) return prepared;
    const { changes, text, source, authority = null, act, textVi } = prepared;
    const at = ctx.now();
    const draftNumber = document.draftNumber + 1;
    const next: OutgoingDocument = {
      ...{ ...document, ...changes, draftNumber },
      ...{ state: 'draft', job: null, changedAt: at.toISOString() },
    };
    const readers = unique([...document.readers, ...firstReaders(next)]);
    const revised = await this.courses.save(tx, { ...next, readers }, ctx);
    await this.documents.addFile(tx, revised.id, revised.file, 'draft', at);
    if (source) await this.documents.addFile(tx, revised.id, source, 'source', at);
    await this.drafts.add(tx, revised, text, { actor: actorOf(ctx), at });
    await this.drafts.voidApprovals(tx, revised.id, at);
    const what = { act, textVi: `${textVi}, bản ${draftNumber}`, authority };
    await this.timeline.record(tx, revised.id, what, ctx);
    const payload = { ...subjectOf(revised), manifest: revised.manifest };
    await this.outbox.add(tx, outgoing.DraftRevised, { aggregateId: revised.id, payload }, ctx);
    return refOf(revised);
  }
}
