import { Injectable } from '@nestjs/common';
import { outgoing } from '@vanthu/contracts';
import { type ActContext, Outbox, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { nextSignerOf, type OutgoingDocument, principalOf, type SignatureJob } from '../domain/outgoing-document.js';
import { actorOf } from '../store/act-on-document.js';
import { type Decided, SlipStore } from './slip.store.js';

/**
 * What was decided on a draft is noted on the slip that it waits on, whichever way it was decided; in the same transaction. It is
 * approved by the one before whom the slip is laid: who signs before him (a secretary, a co-signer) leaves it waiting for him.
 */
@Injectable()
export class SlipDecisions {
  constructor(
    private readonly slips: SlipStore,
    private readonly outbox: Outbox,
  ) {}

  async decided(
    tx: Tx,
    document: OutgoingDocument,
    { decision, reason }: { decision: outgoing.SlipDecision; reason: string | null },
    ctx: RequestContext,
  ): Promise<void> {
    if (decision === 'approved' && nextSignerOf(document).field !== principalOf(document).field) return;
    const { personId, personName: name } = actorOf(ctx);
    await this.note(tx, document, { decision, reason, by: { personId, name } }, ctx);
  }

  /** A file that all had signed before it was brought waits for nobody: who answers for it approved it with his signature (ADR 31). */
  async signedBefore(tx: Tx, document: OutgoingDocument, ctx: RequestContext): Promise<void> {
    const { personId, name } = principalOf(document);
    await this.note(tx, document, { decision: 'approved', reason: null, by: { personId, name } }, ctx);
  }

  private async note(tx: Tx, document: OutgoingDocument, decided: Decided, ctx: RequestContext): Promise<void> {
    const slip = await this.slips.forDecision(tx, document.id);
    if (!slip) return;
    await this.slips.decide(tx, slip.id, document, { ...decided, at: ctx.now() });
    const drafts = await this.slips.drafts(tx, [slip.id]);
    const open = drafts.filter((one) => one.decision === null).length;
    const { decision, by } = decided;
    const payload = {
      ...{ slipId: slip.id, documentId: document.id, decision, by: by.name, open },
      readers: [...document.readers],
    };
    await this.outbox.add(tx, outgoing.SlipDraftDecided, { aggregateId: slip.id, payload }, ctx);
  }

  /** What was approved and not signed waits on its slip again, with the reason. */
  async notSigned(
    tx: Tx,
    document: OutgoingDocument,
    { job, reasonVi }: { readonly job: SignatureJob; readonly reasonVi: string },
    ctx: ActContext,
  ): Promise<void> {
    if (job.kind !== 'personal' || job.step !== principalOf(document).step) return;
    const slip = await this.slips.reopen(tx, document, reasonVi);
    if (!slip) return;
    const open = (await this.slips.drafts(tx, [slip.id])).filter((one) => one.decision === null).length;
    const payload = { slipId: slip.id, documentId: document.id, reasonVi, open, readers: [...document.readers] };
    await this.outbox.add(tx, outgoing.SlipDraftReopened, { aggregateId: slip.id, payload }, ctx);
  }
}
