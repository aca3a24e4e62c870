import { Injectable } from '@nestjs/common';
import { outgoing } from '@vanthu/contracts';
import { Outbox, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { laidOutFile, manifestOf, sourceOf } from '../domain/manifest.js';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { subjectOf } from '../domain/payloads.js';
import { DraftCourses } from '../flows/draft-courses.js';
import { actorOf } from '../store/act-on-document.js';
import { DraftStore } from '../store/draft.store.js';
import { TimelineStore } from '../store/timeline.store.js';

/** A further version of the same text with other attachments: what had been approved falls (Art. 11.2; R-DRF-03, R-DRF-07). */
@Injectable()
export class NextVersion {
  constructor(
    private readonly courses: DraftCourses,
    private readonly drafts: DraftStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  async withAttachments(
    tx: Tx,
    document: OutgoingDocument,
    attachments: OutgoingDocument['attachments'],
    what: { act: string; textVi: string },
    ctx: RequestContext,
  ): Promise<OutgoingDocument> {
    const draftNumber = document.draftNumber + 1;
    const main = laidOutFile(document.manifest);
    const text = await this.drafts.text(tx, document);
    const revised = await this.courses.save(
      tx,
      {
        ...document,
        state: 'draft',
        draftNumber,
        attachments,
        manifest: manifestOf(document.id, draftNumber, { main, attachments, source: sourceOf(document.manifest) }),
        job: null,
        changedAt: ctx.now().toISOString(),
      },
      ctx,
    );
    await this.drafts.add(tx, revised, text, { actor: actorOf(ctx), at: ctx.now() });
    await this.drafts.voidApprovals(tx, revised.id, ctx.now());
    await this.timeline.record(tx, revised.id, { ...what, textVi: `${what.textVi}; bản ${draftNumber}` }, ctx);
    const payload = { ...subjectOf(revised), manifest: revised.manifest };
    await this.outbox.add(tx, outgoing.DraftRevised, { aggregateId: revised.id, payload }, ctx);
    return revised;
  }
}
