import { Injectable } from '@nestjs/common';
import { type InputOf, incoming, isRefusal } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext, TimelineStore } from '@vanthu/messaging';
import { clerkMay } from '../../domain/authorise.js';
import { IncomingDocumentStore } from '../../store/incoming-document.store.js';
import { OwedWorkStore } from '../../store/owed-work.store.js';

/** Back to the sender with a reason; no number is used (Art. 21.2.b, R-IN-02; Decision 28/2018 Art. 5.4, R-EX-02). */
@Injectable()
export class ReturnIncomingHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly documents: IncomingDocumentStore,
    private readonly timeline: TimelineStore,
    private readonly owed: OwedWorkStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(incoming.ReturnIncoming)
  handle(
    input: InputOf<typeof incoming.ReturnIncoming>,
    ctx: RequestContext,
  ): Promise<Answer<typeof incoming.ReturnIncoming>> {
    return this.commands.run(incoming.ReturnIncoming, input, ctx, async (tx) => {
      const found = clerkMay(await this.documents.forChange(tx, input.documentId), 'returned', ctx);
      if (isRefusal(found)) return found;
      const at = ctx.now().toISOString();
      const returned = await this.documents.save(tx, {
        ...found,
        state: 'returned',
        returned: { reasonCode: input.reasonCode, text: input.text, at },
        dueOn: null,
        changedAt: at,
      });
      await this.owed.dropCheck(tx, returned.id);
      await this.timeline.record(tx, returned.id, { act: 'return', textVi: `Trả lại nơi gửi: ${input.text}` }, ctx);
      await this.outbox.add(
        tx,
        incoming.IncomingReturned,
        {
          aggregateId: returned.id,
          payload: {
            documentId: returned.id,
            agencyId: returned.agencyId,
            readers: [...returned.readers],
            reasonCode: input.reasonCode,
            text: input.text,
            outgoingDocumentId: returned.outgoingDocumentId,
          },
        },
        ctx,
      );
      return { id: returned.id, state: returned.state, version: returned.version };
    });
  }
}
