import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { BatchStore } from '../../batches/batch.store.js';
import { refOf } from '../../domain/outgoing-document.js';
import { signatureRequest } from '../../domain/payloads.js';
import { SlipDecisions } from '../../slips/slip-decisions.js';
import { ActOnDocument } from '../../store/act-on-document.js';
import { OutgoingDocumentStore } from '../../store/outgoing-document.store.js';
import { TimelineStore } from '../../store/timeline.store.js';

/** Orders the same job again with a new activation: the same signature or seal, with the number already given. */
@Injectable()
export class RetryJobHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly documents: OutgoingDocumentStore,
    private readonly timeline: TimelineStore,
    private readonly batches: BatchStore,
    private readonly slips: SlipDecisions,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.RetryJob)
  async handle(
    input: InputOf<typeof outgoing.RetryJob>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.RetryJob>> {
    const answer = await this.commands.run(outgoing.RetryJob, input, ctx, async (tx) => {
      const document = await this.acting.load(tx, input.documentId, 'retry-seal', ctx);
      if (isRefusal(document)) return document;
      if (!document.job) return outgoing.refuseOutgoing('OUTGOING.NO_JOB');
      const { activationId } = input;
      const job = { ...document.job, activationId, state: 'waiting' as const, reasonVi: null };
      const waiting = await this.documents.save(tx, { ...document, job, changedAt: ctx.now().toISOString() });
      const textVi = job.kind === 'personal' ? 'Mở lại khóa, ký tiếp' : 'Mở lại khóa cơ quan, đóng dấu tiếp';
      await this.timeline.record(tx, document.id, { act: 'retry-job', textVi }, ctx);
      const payload = signatureRequest(waiting, job);
      await this.outbox.add(tx, outgoing.SignatureRequested, { aggregateId: document.id, payload }, ctx);
      // Where the key had closed the slip waits again: the signer approves by going on.
      if (job.kind === 'personal') await this.slips.decided(tx, document, { decision: 'approved', reason: null }, ctx);
      return { ...refOf(waiting), jobId: job.jobId };
    });
    if (isRefusal(answer)) await this.batches.orderRefused(input, answer, ctx.now());
    return answer;
  }
}
