import { Inject, Injectable } from '@nestjs/common';
import { commonRefusals, isRefusal, type Refusal, refusalTable, refuser, signing } from '@vanthu/contracts';
import { ContentDamaged, ContentMissing, ContentStore } from '@vanthu/files';
import { type ActContext, crashPoint, JobContexts, Outbox, SERVICE_LOGGER } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { Transactions } from '@vanthu/persistence';
import { type Activation, Activations } from '../activation/activations.js';
import { EvidenceStore } from '../judging/evidence.store.js';
import { type Enrolments, JudgeDocument, type Judged } from '../judging/judge-document.js';
import { KeyUnreachable } from '../keys/providers/opened-key.js';
import { isWhatWasSeen } from './check-seen.js';
import { type JobRow, JobStore } from './job.store.js';
import { type Revision, SignRevision } from './sign-revision.js';

const refuse = refuser(commonRefusals);

interface SignedFile {
  readonly inputSha256: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly judged: Judged;
}
/** With which key, when, and whose the certificates are that will be met. */
interface Using {
  readonly activation: Activation;
  readonly signedAt: Date;
  readonly enrolments: Enrolments;
}
interface Signed {
  readonly main: SignedFile;
  readonly attachments: readonly SignedFile[];
  readonly signedAt: Date;
}

/** After a fault; the end of the activation ends the attempts. */
const AGAIN_AFTER_MS = 1000;

/** One signature: open key → checks → sign → judge → keep → record and announce, in that order. */
@Injectable()
export class SignJob {
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
    @Inject(SERVICE_LOGGER) private readonly log: Logger,
  ) {}

  reportFault(error: unknown): void {
    this.log.error({ err: error }, 'signing job fault');
  }

  /** Answers whether something was done, so that the runner looks for the next at once. */
  async run(job: JobRow): Promise<boolean> {
    const activation = this.activations.take(job.activation_id, job.request, (opened) => belongsTo(opened, job));
    if (!activation) {
      if (await this.jobs.heldElsewhere(job.activation_id, this.activations.instanceId)) {
        await this.jobs.putBack(job.job_id, this.activations.instanceId);
        return false;
      }
      await this.announceNotMade(job, signing.refuseSigning('SIGNING.NO_ACTIVATION'), 'needs-activation');
      return true;
    }
    try {
      return await this.signWith(job, activation);
    } finally {
      this.activations.release(activation);
    }
  }

  private async signWith(job: JobRow, activation: Activation): Promise<boolean> {
    try {
      const outcome = await this.sign(job, activation);
      if (isRefusal(outcome)) await this.announceNotMade(job, outcome, 'refused');
      else await this.announceMade(job, outcome);
      if (isRefusal(outcome)) this.activations.giveBack(activation, job.request);
      return true;
    } catch (error) {
      if (error instanceof KeyUnreachable) return this.keyIsGone(job, activation, error);
      // A neighbour or the database is away: nothing was announced, so the same use signs when they are back.
      this.activations.giveBack(activation, job.request);
      await this.jobs.tryAgain(job.job_id, this.activations.instanceId, AGAIN_AFTER_MS).catch(() => {});
      throw error;
    }
  }

  /** Pulled, ended, silent: nothing is tried again with it by itself. The rest of the batch waits for the next activation too. */
  private async keyIsGone(job: JobRow, activation: Activation, { why }: KeyUnreachable): Promise<boolean> {
    this.log.warn({ documentId: job.document_id, why }, 'key unreachable');
    this.activations.drop(activation);
    await this.announceNotMade(job, signing.refuseSigning('SIGNING.KEY_UNREACHABLE', { why }), 'needs-activation');
    return true;
  }

  private async sign(job: JobRow, activation: Activation): Promise<Signed | Refusal> {
    const signedAt = job.civil_at ?? new Date();
    const { request } = job;
    const before = await this.jobs.madeBefore(request);
    if (!isWhatWasSeen(request, before)) return signing.refuseSigning('SIGNING.NOT_WHAT_WAS_SEEN');
    const certificates = before.flatMap((made) => made.certificates);
    const enrolments = await this.signRevision.mayUse(activation, request, signedAt, certificates);
    if (isRefusal(enrolments)) return enrolments;
    const using = { activation, signedAt, enrolments };
    const { name } = request.signer;
    const main = await this.signFile(job, request.fileSha256, { ...request, name }, using);
    if (isRefusal(main)) return main;
    const attachments: SignedFile[] = [];
    for (const { fileSha256, field, mark } of request.attachments) {
      const signed = await this.signFile(job, fileSha256, { field, mark, name, fill: [] }, using);
      if (isRefusal(signed)) return signed;
      attachments.push(signed);
    }
    return { main, attachments, signedAt };
  }

  private async signFile(
    job: JobRow,
    inputSha256: string,
    revision: Revision,
    { activation, signedAt, enrolments }: Using,
  ): Promise<SignedFile | Refusal> {
    const input = await this.read(inputSha256);
    if (isRefusal(input)) return input;
    const output = await this.signRevision.sign(input, revision, activation, signedAt);
    if (isRefusal(output)) return output;
    // What we made is judged like anything else before it leaves this room.
    const judged = await this.judge.judgeBytes(output, signedAt, enrolments);
    const { judgement } = judged;
    const own = judgement.signatures.find((s) => s.field === revision.field);
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
    crashPoint('signing.after-signature-before-keep');
    const kept = await this.files.put(output);
    crashPoint('signing.after-keep-before-commit');
    return { inputSha256, sha256: kept.sha256, bytes: output.length, judged };
  }

  /** Trying again would not bring a lost or changed file back: that is an answer, not a fault. */
  private async read(sha256: string): Promise<Uint8Array | Refusal> {
    try {
      return await this.files.readBytes(sha256);
    } catch (error) {
      if (error instanceof ContentMissing) return refuse('FILE.LOST');
      if (error instanceof ContentDamaged)
        return signing.refuseSigning('SIGNING.PDF_REFUSED', { why: 'nội dung tệp đang lưu đã bị thay đổi' });
      throw error;
    }
  }

  private async announceMade(job: JobRow, { main, attachments, signedAt }: Signed): Promise<void> {
    const payload = {
      documentId: job.document_id,
      service: 'outgoing' as const,
      readers: job.request.readers,
      jobId: job.job_id,
      step: job.step,
      kind: job.kind,
      manifestHash: job.manifest_hash,
      ...toldOf(main),
      signedAt: signedAt.toISOString(),
      attachments: attachments.map(toldOf),
    };
    const ctx = this.contextOf(job);
    await this.transactions.run(async (tx) => {
      await this.jobs.finish(tx, job.job_id, this.activations.instanceId, 'done', payload);
      await this.outbox.add(tx, signing.SignatureMade, { aggregateId: job.job_id, payload }, ctx);
      await this.evidence.record(
        tx,
        { documentId: job.document_id, service: 'outgoing', readers: job.request.readers },
        main.judged,
        ctx,
      );
      // Evidence of each signature made; the document is judged by its main file.
      for (const { judged } of attachments) await this.evidence.keep(tx, null, judged);
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
      await this.jobs.finish(tx, job.job_id, this.activations.instanceId, outcome);
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

const toldOf = ({ inputSha256, sha256, bytes, judged }: SignedFile) => ({
  inputSha256,
  outputSha256: sha256,
  outputBytes: bytes,
  judgement: judged.judgement,
});

/** The opened key must be the planned signer's own, and for a personal signature opened by that person (R-SIG-09, R-ORG-02). */
function belongsTo(activation: Activation, job: JobRow): boolean {
  const signer = job.request.signer;
  if (activation.owner.kind !== signer.kind) return false;
  const askedBy = 'personId' in job.actor ? job.actor.personId : null;
  if (askedBy !== activation.personId) return false;
  return activation.owner.id === (signer.kind === 'person' ? signer.personId : signer.agencyId);
}
