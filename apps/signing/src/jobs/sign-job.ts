import { Injectable } from '@nestjs/common';
import { isRefusal, type Refusal, refusalTable, signing } from '@vanthu/contracts';
import { ContentStore } from '@vanthu/files';
import { type ActContext, JobContexts, Outbox } from '@vanthu/messaging';
import { createLogger } from '@vanthu/observability';
import { Transactions } from '@vanthu/persistence';
import { type Activation, Activations } from '../activation/activations.js';
import { EvidenceStore } from '../judging/evidence.store.js';
import { JudgeDocument } from '../judging/judge-document.js';
import { type JobRow, JobStore } from './job.store.js';
import { SignRevision } from './sign-revision.js';

interface Signed {
  readonly sha256: string;
  readonly bytes: number;
  readonly judgement: signing.Judgement;
  readonly signedAt: Date;
}

/** One signature: open key → checks → sign → judge → keep → record and announce, in that order. */
@Injectable()
export class SignJob {
  private readonly log = createLogger('signing.jobs');

  constructor(
    private readonly jobs: JobStore,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly files: ContentStore,
    private readonly activations: Activations,
    private readonly signRevision: SignRevision,
    private readonly judge: JudgeDocument,
    private readonly evidence: EvidenceStore,
    private readonly contexts: JobContexts,
  ) {}

  reportFault(error: unknown): void {
    this.log.error({ err: error }, 'signing job fault');
  }

  /** Answers whether something was done, so that the runner looks for the next at once. */
  async run(job: JobRow): Promise<boolean> {
    const activation = this.activations.take(job.activation_id);
    if (!activation || !belongsTo(activation, job)) {
      if (await this.jobs.heldElsewhere(job.activation_id, this.activations.instanceId)) {
        await this.jobs.putBack(job.job_id);
        return false;
      }
      await this.announceNotMade(job, signing.refuseSigning('SIGNING.NO_ACTIVATION'), 'needs-activation');
      return true;
    }
    const outcome = await this.sign(job, activation).catch((error: unknown) => {
      this.activations.giveBack(activation);
      throw error;
    });
    if (isRefusal(outcome)) {
      this.activations.giveBack(activation);
      await this.announceNotMade(job, outcome, 'refused');
    } else await this.announceMade(job, outcome);
    return true;
  }

  private async sign(job: JobRow, activation: Activation): Promise<Signed | Refusal> {
    const signedAt = job.civil_at ?? new Date();
    const input = await this.files.readBytes(job.request.fileSha256);
    const output = await this.signRevision.sign(input, job.request, activation, signedAt);
    if (isRefusal(output)) return output;
    // What we made is judged like anything else before it leaves this room.
    const judgement = await this.judge.judgeBytes(output, signedAt);
    const own = judgement.signatures.find((s) => s.field === job.request.field);
    const expected =
      own?.integrity === 'ok' &&
      own.changes === 'none' &&
      own.indication === 'TOTAL_PASSED' &&
      own.owner.kind === job.request.signer.kind &&
      judgement.signatures.every((s) => s.integrity === 'ok' && s.changes !== 'forbidden');
    if (!expected) {
      this.log.error({ documentId: job.document_id, judgement }, 'own signature judged bad');
      return signing.refuseSigning('SIGNING.JUDGED_BAD');
    }
    const kept = await this.files.put(output);
    return { sha256: kept.sha256, bytes: output.length, judgement, signedAt };
  }

  private async announceMade(job: JobRow, signed: Signed): Promise<void> {
    const payload = {
      documentId: job.document_id,
      service: 'outgoing' as const,
      readers: job.request.readers,
      jobId: job.job_id,
      step: job.step,
      kind: job.kind,
      manifestHash: job.manifest_hash,
      inputSha256: job.request.fileSha256,
      outputSha256: signed.sha256,
      outputBytes: signed.bytes,
      signedAt: signed.signedAt.toISOString(),
      judgement: signed.judgement,
    };
    const ctx = this.contextOf(job);
    await this.transactions.run(async (tx) => {
      await this.jobs.finish(tx, job.job_id, 'done', payload);
      await this.outbox.add(tx, signing.SignatureMade, { aggregateId: job.job_id, payload }, ctx);
      await this.evidence.record(
        tx,
        { documentId: job.document_id, service: 'outgoing', readers: job.request.readers },
        signed.judgement,
        ctx,
      );
    });
  }

  /** Signing acts in its own name: who ordered it stands in the owner's log. */
  private contextOf(job: JobRow): ActContext {
    const at = job.civil_at?.toISOString();
    const ctx = this.contexts.create({ commandId: job.job_id, ...(at === undefined ? {} : { at }) });
    return { ...ctx, traceparent: job.traceparent };
  }

  private async announceNotMade(job: JobRow, why: Refusal, outcome: 'needs-activation' | 'refused'): Promise<void> {
    const ctx = this.contextOf(job);
    await this.transactions.run(async (tx) => {
      await this.jobs.finish(tx, job.job_id, outcome);
      await this.outbox.add(
        tx,
        signing.SignatureNotMade,
        {
          aggregateId: job.job_id,
          payload: {
            documentId: job.document_id,
            service: 'outgoing',
            readers: job.request.readers,
            jobId: job.job_id,
            step: job.step,
            outcome: refusalTable[why.code]?.retryable && outcome === 'refused' ? 'failed' : outcome,
            code: why.code,
            reasonVi: why.message,
          },
        },
        ctx,
      );
    });
  }
}

/** The opened key must be the planned signer's own, and for a personal signature opened by that person (R-SIG-09, R-ORG-02). */
function belongsTo(activation: Activation, job: JobRow): boolean {
  const signer = job.request.signer;
  if (activation.owner.kind !== signer.kind) return false;
  const askedBy = 'personId' in job.actor ? job.actor.personId : null;
  if (askedBy !== activation.personId) return false;
  return activation.owner.id === (signer.kind === 'person' ? signer.personId : signer.agencyId);
}
