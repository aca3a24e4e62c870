import { Injectable } from '@nestjs/common';
import { commonRefusals, isRefusal, outgoing, type Refusal, refuser } from '@vanthu/contracts';
import { Outbox, type RequestContext } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { otherManifest } from '../../domain/guards.js';
import { nextSignerOf, type OutgoingDocument, type SignatureJob } from '../../domain/outgoing-document.js';
import { step } from '../../domain/outgoing-state.js';
import { signatureRequest } from '../../domain/payloads.js';
import { type Allowed, PlannedSigners } from '../../drafting/planned-signers.js';
import { SlipDecisions } from '../../slips/slip-decisions.js';
import { ActOnDocument } from '../../store/act-on-document.js';
import { DraftStore } from '../../store/draft.store.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';
import { signatureJob } from '../signature-job.js';

/** What the signer saw, and the key that was opened for it. */
interface Input {
  readonly documentId: string;
  readonly manifestHash: string;
  readonly activationId: string;
}

/** What the directory says of the day of the act; null: it is not this actor's turn. */
export type AuthorityToday = Allowed | Refusal | null;

/** Orders the personal signature of the planned signer over exactly what he saw (Art. 11.1, 13; R-DRF-08, R-SIG-08). */
@Injectable()
export class OrderSignature {
  constructor(
    private readonly transactions: Transactions,
    private readonly acting: ActOnDocument,
    private readonly signers: PlannedSigners,
    private readonly documents: OutgoingDocumentStore,
    private readonly drafts: DraftStore,
    private readonly timeline: TimelineStore,
    private readonly slips: SlipDecisions,
    private readonly outbox: Outbox,
  ) {}

  async order(
    tx: Tx,
    input: Input,
    authority: AuthorityToday,
    ctx: RequestContext,
  ): Promise<{ signing: OutgoingDocument; job: SignatureJob } | Refusal> {
    const document = await this.acting.load(tx, input.documentId, 'sign', ctx);
    if (isRefusal(document)) return document;
    const refusal = await this.refusalFor(tx, document, input, authority);
    if (refusal) return refusal;

    const { sourceDocument } = authority as Allowed;
    const order = { activationId: input.activationId, authority: sourceDocument };
    const job = signatureJob(document, nextSignerOf(document), order);
    const signing = await this.documents.save(tx, {
      ...document,
      state: document.state === 'signing' ? 'signing' : step(document.state, 'signing'),
      job,
      changedAt: ctx.now().toISOString(),
    });
    const what = { act: 'sign', textVi: 'Đồng ý và ra lệnh ký số cá nhân', authority: sourceDocument };
    await this.timeline.record(tx, document.id, what, ctx);
    const payload = signatureRequest(signing, job);
    await this.outbox.add(tx, outgoing.SignatureRequested, { aggregateId: document.id, payload }, ctx);
    await this.slips.decided(tx, document, { decision: 'approved', reason: null }, ctx);
    return { signing, job };
  }

  /** Authority is asked on the day of the act, in the capacity that is printed. Null when it is not this actor's turn. */
  async authorityToday(documentId: string, ctx: RequestContext): Promise<AuthorityToday> {
    const document = await this.transactions.run((tx) => this.acting.peek(tx, documentId, 'sign', ctx));
    if (!document) return null;
    return this.signers.mayToday(document, nextSignerOf(document), ctx);
  }

  private async refusalFor(
    tx: Tx,
    document: OutgoingDocument,
    input: Input,
    authority: AuthorityToday,
  ): Promise<Refusal | null> {
    const other = otherManifest(document, input.manifestHash);
    if (other) return other;
    // The turn came between the two looks; the same command may simply be sent again.
    if (authority === null) return refuser(commonRefusals)('SERVICE.TIMEOUT');
    if (isRefusal(authority)) return authority;
    if (!(await this.drafts.approved(tx, document))) {
      throw new Error(`document ${document.id} is at ${document.state} without approvals of its manifest`);
    }
    return null;
  }
}
