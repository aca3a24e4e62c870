import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext, uuidV5 } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { SubmitDocument } from '../commands/submit-draft/submit-document.js';
import { type OutgoingDocument, principalOf } from '../domain/outgoing-document.js';
import { unique } from '../domain/readers.js';
import { ActOnDocument, actorOf } from '../store/act-on-document.js';
import { TimelineStore } from '../store/timeline.store.js';
import { SlipStore } from './slip.store.js';

type Input = InputOf<typeof outgoing.SubmitSlip>;

/**
 * Several drafts on one slip before the person who signs them all (Art. 11.1): a tờ trình with the decision it proposes. What is
 * still a draft is handed in with it; the checks of each go their way.
 */
@Injectable()
export class SubmitSlipHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly submitting: SubmitDocument,
    private readonly slips: SlipStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.SubmitSlip)
  handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.SubmitSlip>> {
    return this.commands.run(outgoing.SubmitSlip, input, ctx, async (tx) => {
      const drafts = await this.gather(tx, input, ctx);
      if (isRefusal(drafts)) return drafts;
      const [first] = drafts as [OutgoingDocument];
      const id = uuidV5(ctx.commandId, 'slip');
      const { positionId, name } = principalOf(first);
      const slip = {
        ...{ id, agencyId: first.agencyId, title: input.title, explanation: input.explanation },
        ...{ signer: { positionId: positionId ?? '', name }, documentIds: input.documentIds, submittedOn: ctx.today() },
      };
      await this.slips.add(tx, slip, { actor: actorOf(ctx), at: ctx.now() });
      for (const draft of drafts) {
        const what = { act: 'slip', textVi: `Trình ký theo phiếu trình “${input.title}”` };
        await this.timeline.record(tx, draft.id, what, ctx);
        if (draft.state !== 'draft') continue;
        const submitted = await this.submitting.submit(tx, draft.id, ctx);
        if (isRefusal(submitted)) return submitted;
      }
      const readers = unique(drafts.flatMap((draft) => draft.readers));
      const by = actorOf(ctx).personName;
      const payload = { slipId: id, title: input.title, documentIds: input.documentIds, by, readers };
      await this.outbox.add(tx, outgoing.SlipSubmitted, { aggregateId: id, payload }, ctx);
      return { id, open: drafts.length };
    });
  }

  /** Locked in one order, whatever that of the slip: two slips with the same drafts do not wait for each other. */
  private async gather(tx: Tx, { documentIds }: Input, ctx: RequestContext): Promise<OutgoingDocument[] | Refusal> {
    const found = new Map<string, OutgoingDocument>();
    for (const id of documentIds.toSorted()) {
      const document = await this.acting.load(tx, id, 'edit', ctx);
      if (isRefusal(document)) return document;
      found.set(id, document);
    }
    const drafts = documentIds.map((id) => found.get(id) as OutgoingDocument);
    return (await this.refusalOf(tx, drafts)) ?? drafts;
  }

  private async refusalOf(tx: Tx, drafts: readonly OutgoingDocument[]): Promise<Refusal | null> {
    const signer = principalOf(drafts[0] as OutgoingDocument);
    for (const draft of drafts) {
      const { abstract, road } = draft;
      if (road === 'ink') {
        return outgoing.refuseOutgoing('OUTGOING.OTHER_ROAD', { road, roadVi: 'được ký trên giấy' });
      }
      const own = principalOf(draft);
      if (own.positionId !== signer.positionId || own.personId !== signer.personId) {
        return outgoing.refuseOutgoing('OUTGOING.SLIP_OTHER_SIGNER', { abstract, signer: own.name });
      }
    }
    const [waiting] = await this.slips.waiting(
      tx,
      drafts.map(({ id }) => id),
    );
    const other = drafts.find(({ id }) => id === waiting);
    return other ? outgoing.refuseOutgoing('OUTGOING.ON_ANOTHER_SLIP', { abstract: other.abstract }) : null;
  }
}
