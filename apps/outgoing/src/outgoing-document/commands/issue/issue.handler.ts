import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { businessEvent } from '@vanthu/observability';
import { refOf } from '../../domain/outgoing-document.js';
import { step } from '../../domain/outgoing-state.js';
import { issuedPayload } from '../../domain/payloads.js';
import { readersOnceIssued } from '../../domain/readers.js';
import { RegisterLineStore } from '../../register/register-line.store.js';
import { ActOnDocument } from '../../store/act-on-document.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';

/** The sealed document goes out; from now on its recipients and the leadership read it (Art. 18; R-OUT-01). */
@Injectable()
export class IssueHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly documents: OutgoingDocumentStore,
    private readonly lines: RegisterLineStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.Issue)
  async handle(input: InputOf<typeof outgoing.Issue>, ctx: RequestContext): Promise<Answer<typeof outgoing.Issue>> {
    return this.commands.run(outgoing.Issue, input, ctx, async (tx) => {
      const document = await this.acting.load(tx, input.documentId, 'issue', ctx);
      if (isRefusal(document)) return document;
      const now = ctx.now().toISOString();
      const issued = await this.documents.save(tx, {
        ...document,
        state: step(document.state, 'issued'),
        issuedAt: now,
        issuedOn: ctx.today(),
        readers: readersOnceIssued(document),
        changedAt: now,
      });
      await this.lines.handOver(tx, document, ctx.today());
      const textVi = `Phát hành ${document.numbering?.numberAndSymbol} đến ${document.recipients.length} nơi nhận`;
      await this.timeline.record(tx, document.id, { act: 'issue', textVi }, ctx);
      await this.outbox.add(tx, outgoing.Issued, { aggregateId: document.id, payload: issuedPayload(issued) }, ctx);
      businessEvent('outgoing.issued', { kind: document.kind }, { documentId: document.id }, ctx.log);
      return refOf(issued);
    });
  }
}
