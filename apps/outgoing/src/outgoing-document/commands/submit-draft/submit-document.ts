import { Injectable } from '@nestjs/common';
import { isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { Outbox, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import type { OutgoingDocument } from '../../domain/outgoing-document.js';
import { step } from '../../domain/outgoing-state.js';
import { DraftCourses } from '../../flows/draft-courses.js';
import { ActOnDocument } from '../../store/act-on-document.js';
import { DraftStore } from '../../store/draft.store.js';
import { TimelineStore } from '../../store/timeline.store.js';
import { submitRefusal } from '../../written/written-refusals.js';

/** A draft is handed to the head of its unit, by itself or on a slip (Art. 10.2, 12.1). */
@Injectable()
export class SubmitDocument {
  constructor(
    private readonly acting: ActOnDocument,
    private readonly courses: DraftCourses,
    private readonly drafts: DraftStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  async submit(tx: Tx, documentId: string, ctx: RequestContext): Promise<OutgoingDocument | Refusal> {
    const document = await this.acting.load(tx, documentId, 'submit', ctx);
    if (isRefusal(document)) return document;
    const unready = submitRefusal(document, await this.drafts.text(tx, document));
    if (unready) return unready;
    const submitted = await this.courses.save(
      tx,
      {
        ...document,
        state: step(document.state, 'submitted'),
        returnReason: null,
        changedAt: ctx.now().toISOString(),
      },
      ctx,
    );
    await this.timeline.record(tx, document.id, { act: 'submit', textVi: 'Trình dự thảo để kiểm tra' }, ctx);
    const payload = { documentId: document.id, manifestHash: document.manifest.hash };
    await this.outbox.add(tx, outgoing.DraftSubmitted, { aggregateId: document.id, payload }, ctx);
    return submitted;
  }
}
