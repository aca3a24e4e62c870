import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { otherManifest } from '../../domain/guards.js';
import { refOf, sealOf } from '../../domain/outgoing-document.js';
import { signatureRequest } from '../../domain/payloads.js';
import { ActOnDocument, actorOf } from '../../store/act-on-document.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';
import { signatureJob } from '../signature-job.js';

/** Orders the organisation's signature on the scan, as a certified copy of the paper (Art. 18.6, 25.1.c, 32.2.d; R-CPY-03). */
@Injectable()
export class SealHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly documents: OutgoingDocumentStore,
    private readonly timeline: TimelineStore,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.Seal)
  handle(input: InputOf<typeof outgoing.Seal>, ctx: RequestContext): Promise<Answer<typeof outgoing.Seal>> {
    return this.commands.run(outgoing.Seal, input, ctx, async (tx) => {
      const document = await this.acting.load(tx, input.documentId, 'seal', ctx);
      if (isRefusal(document)) return document;
      const other = otherManifest(document, input.manifestHash);
      if (other) return other;
      const job = signatureJob(document, sealOf(document), { activationId: input.activationId, authority: null });
      const ordered = await this.documents.save(tx, {
        ...document,
        job,
        issueBy: input.thenIssue ? actorOf(ctx) : null,
        changedAt: ctx.now().toISOString(),
      });
      const textVi = 'Ra lệnh ký số cơ quan lên bản sao y';
      await this.timeline.record(tx, document.id, { act: 'seal', textVi }, ctx);
      const payload = signatureRequest(ordered, job);
      await this.outbox.add(tx, outgoing.SignatureRequested, { aggregateId: document.id, payload }, ctx);
      return { ...refOf(ordered), jobId: job.jobId };
    });
  }
}
