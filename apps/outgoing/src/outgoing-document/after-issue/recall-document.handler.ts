import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { RegisterLineStore } from '../register/register-line.store.js';
import { ActOnDocument, actorOf } from '../store/act-on-document.js';
import { TimelineStore } from '../store/timeline.store.js';
import { DeliveriesStore } from './deliveries.store.js';
import { RecallsStore } from './recalls.store.js';

type Input = InputOf<typeof outgoing.RecallDocument>;

/** Freezes the document with its metadata and tells every receiver, in one transaction (R-REC-01, R-REC-02). */
@Injectable()
export class RecallDocumentHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly recalls: RecallsStore,
    private readonly deliveries: DeliveriesStore,
    private readonly lines: RegisterLineStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.RecallDocument)
  handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.RecallDocument>> {
    return this.commands.run(outgoing.RecallDocument, input, ctx, async (tx) => {
      const document = await this.acting.load(tx, input.documentId, 'recall', ctx);
      if (isRefusal(document)) return document;
      const frozen = await this.recalls.frozen(tx, document.id);
      if (frozen) return frozen;
      const { order, reason } = input;
      const at = ctx.now();
      await this.recalls.add(tx, document.id, { order, reason }, { actor: actorOf(ctx), at });
      await this.lines.note(tx, document, `Thu hồi theo ${order}`, ctx.today());
      const receivers = (await this.deliveries.of(tx, document.id)).map(({ agencyId }) => agencyId);
      const textVi = `Thu hồi theo ${order}: ${reason}. Đã báo ${receivers.length} cơ quan nhận`;
      await this.timeline.record(tx, document.id, { act: 'recall', textVi, authority: order }, ctx);
      const { id: documentId, agencyId, agencyName, numbering, readers } = document;
      const subject = { documentId, agencyId, agencyName, numberAndSymbol: numbering?.numberAndSymbol ?? '' };
      const payload = { ...subject, order, reason, recalledAt: at.toISOString(), receivers, readers: [...readers] };
      await this.outbox.add(tx, outgoing.Recalled, { aggregateId: documentId, payload }, ctx);
      return { documentId, told: receivers.length };
    });
  }
}
