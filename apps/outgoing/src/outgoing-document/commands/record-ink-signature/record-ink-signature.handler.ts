import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, outgoing, type Refusal, refuser } from '@vanthu/contracts';
import { civilDateOf } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { otherManifest } from '../../domain/guards.js';
import { type OutgoingDocument, principalOf, refOf } from '../../domain/outgoing-document.js';
import { step } from '../../domain/outgoing-state.js';
import { withSigned } from '../../domain/signature-plan.js';
import { type Allowed, PlannedSigners } from '../../drafting/planned-signers.js';
import { DraftCourses } from '../../flows/draft-courses.js';
import { ActOnDocument, actorOf } from '../../store/act-on-document.js';
import { DraftStore } from '../../store/draft.store.js';
import { TimelineStore } from '../../store/timeline.store.js';

type Input = InputOf<typeof outgoing.RecordInkSignature>;

/** The clerk has the paper in hand that the planned signer signed on that day (design §5.7; R-DRF-08, R-SIG-08). */
@Injectable()
export class RecordInkSignatureHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly transactions: Transactions,
    private readonly acting: ActOnDocument,
    private readonly signers: PlannedSigners,
    private readonly courses: DraftCourses,
    private readonly drafts: DraftStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.RecordInkSignature)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.RecordInkSignature>> {
    const allowed = await this.allowedThen(input, ctx);
    return this.commands.run(outgoing.RecordInkSignature, input, ctx, async (tx) => {
      const document = await this.acting.load(tx, input.documentId, 'record-ink-signature', ctx);
      if (isRefusal(document)) return document;
      const refusal = otherManifest(document, input.manifestHash) ?? dateRefusal(document, input.signedOn, ctx);
      if (refusal) return refusal;
      // The turn came between the two looks; the same command may simply be sent again.
      if (allowed === null) return refuser(commonRefusals)('SERVICE.TIMEOUT');
      if (isRefusal(allowed)) return allowed;
      if (!(await this.drafts.approved(tx, document))) {
        throw new Error(`document ${document.id} is at ${document.state} without approvals of its manifest`);
      }

      const signer = principalOf(document);
      const recordedAt = ctx.now().toISOString();
      const authority = allowed.sourceDocument;
      const plan = withSigned(document.plan, signer.step, recordedAt);
      const recordedBy = actorOf(ctx).personName;
      const signed = await this.courses.save(
        tx,
        {
          ...document,
          state: step(document.state, 'signed'),
          plan,
          ink: { signedOn: input.signedOn, recordedAt, recordedBy, authority },
          changedAt: recordedAt,
        },
        ctx,
      );
      const textVi = `Ghi nhận ${signer.name} đã ký trên giấy ngày ${input.signedOn.split('-').reverse().join('/')}`;
      await this.timeline.record(tx, document.id, { act: 'record-ink-signature', textVi, authority }, ctx);
      const { id: documentId, manifest } = document;
      const payload = { documentId, manifestHash: manifest.hash, signedOn: input.signedOn, plan };
      await this.outbox.add(tx, outgoing.InkSignatureRecorded, { aggregateId: documentId, payload }, ctx);
      return refOf(signed);
    });
  }

  /** Authority is asked for the day of signing, in the capacity that is printed. Null when it is not this actor's turn. */
  private async allowedThen(input: Input, ctx: RequestContext): Promise<Allowed | Refusal | null> {
    const document = await this.transactions.run((tx) =>
      this.acting.peek(tx, input.documentId, 'record-ink-signature', ctx),
    );
    return document && this.signers.mayToday(document, principalOf(document), ctx, input.signedOn);
  }
}

/** Signed after it was drafted and not in days to come. */
function dateRefusal({ createdAt }: OutgoingDocument, signedOn: string, ctx: RequestContext): Refusal | null {
  const from = civilDateOf(new Date(createdAt));
  const to = ctx.today();
  return from <= signedOn && signedOn <= to ? null : outgoing.refuseOutgoing('OUTGOING.INK_DATE', { from, to });
}
