import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { ReturnDocument } from '../commands/return-draft/return-document.js';
import { type AuthorityToday, OrderSignature } from '../commands/sign/order-signature.js';
import { otherManifest } from '../domain/guards.js';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { ActOnDocument } from '../store/act-on-document.js';
import { SlipStore } from './slip.store.js';

type Input = InputOf<typeof outgoing.DecideSlip>;
type Decision = Input['decisions'][number];

/** The signer decides on several drafts of a slip in one act, or on one: all of what was said happens, or none (Art. 11.1). */
@Injectable()
export class DecideSlipHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly signatures: OrderSignature,
    private readonly returning: ReturnDocument,
    private readonly slips: SlipStore,
  ) {}

  @Handles(outgoing.DecideSlip)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.DecideSlip>> {
    const authorities = new Map<string, AuthorityToday>();
    for (const { documentId, decision } of input.decisions) {
      if (decision === 'approved') {
        authorities.set(documentId, await this.signatures.authorityToday(documentId, ctx));
      }
    }
    return this.commands.run(outgoing.DecideSlip, input, ctx, async (tx) => {
      const documents = await this.lock(tx, input, ctx);
      if (isRefusal(documents)) return documents;
      for (const decision of input.decisions) {
        const done =
          decision.decision === 'approved'
            ? await this.approve(tx, decision, input.activationId, authorities.get(decision.documentId) ?? null, ctx)
            : await this.returning.return(tx, decision.documentId, decision.reason, ctx);
        if (isRefusal(done)) return said(done, documents.get(decision.documentId));
      }
      const open = (await this.slips.drafts(tx, [input.slipId])).filter((one) => one.decision === null).length;
      return { id: input.slipId, open };
    });
  }

  /** Every draft that is spoken of, in one order; each must wait on this slip, for this actor, as he saw it. */
  private async lock(
    tx: Tx,
    { slipId, decisions }: Input,
    ctx: RequestContext,
  ): Promise<ReadonlyMap<string, OutgoingDocument> | Refusal> {
    const found = new Map<string, OutgoingDocument>();
    for (const { documentId, manifestHash } of decisions.toSorted((a, b) => (a.documentId < b.documentId ? -1 : 1))) {
      const document = await this.acting.load(tx, documentId, 'sign', ctx);
      if (isRefusal(document)) return document;
      const other = otherManifest(document, manifestHash);
      if (other) return said(other, document);
      found.set(documentId, document);
    }
    const waiting = (await this.slips.drafts(tx, [slipId])).filter((one) => one.decision === null);
    const isOn = (id: string) => waiting.some((one) => one.document_id === id);
    return [...found.keys()].every(isOn) ? found : outgoing.refuseOutgoing('OUTGOING.NOT_ON_SLIP');
  }

  private async approve(
    tx: Tx,
    { documentId, manifestHash }: Decision,
    activationId: string | undefined,
    authority: AuthorityToday,
    ctx: RequestContext,
  ): Promise<unknown | Refusal> {
    if (activationId === undefined) return outgoing.refuseOutgoing('OUTGOING.SLIP_NEEDS_KEY');
    return this.signatures.order(tx, { documentId, manifestHash, activationId }, authority, ctx);
  }
}

/** Of which draft it is said. */
const said = (refusal: Refusal, document: OutgoingDocument | undefined): Refusal =>
  document === undefined
    ? refusal
    : {
        ...refusal,
        message: `“${document.abstract}”: ${refusal.message}`,
        details: { ...refusal.details, documentId: document.id },
      };
