import { Inject, Injectable } from '@nestjs/common';
import { isRefusal, type Refusal, signing } from '@vanthu/contracts';
import { ContentStore } from '@vanthu/files';
import { type ActContext, crashPoint, JobContexts, SERVICE_LOGGER } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { Transactions } from '@vanthu/persistence';
import { type Activation, Activations } from '../activation/activations.js';
import { HandOutJob } from '../handouts/hand-out-job.js';
import { type Enrolments, JudgeDocument } from '../judging/judge-document.js';
import { KeyStore } from '../keys/key.store.js';
import { KeyUnreachable } from '../keys/providers/opened-key.js';
import { RevocationWatch } from '../keys/revocation-watch.js';
import { AnnounceOutcome, type Signed, type SignedFile } from './announce-outcome.js';
import { belongsTo } from './belongs-to.js';
import { BroughtSignatures } from './brought-signatures.js';
import { isWhatWasSeen } from './check-seen.js';
import { type JobRow, JobStore } from './job.store.js';
import { readInput } from './read-input.js';
import { type Revision, SignRevision } from './sign-revision.js';

/** With which key, when, and whose the certificates are that will be met. */
interface Using {
  readonly activation: Activation;
  readonly signedAt: Date;
  readonly enrolments: Enrolments;
}
/** After a fault; the end of the activation ends the attempts. */
const AGAIN_AFTER_MS = 1000;

/** One signature: open key → checks → sign → judge → keep → record and announce, in that order. */
@Injectable()
export class SignJob {
  constructor(
    private readonly jobs: JobStore,
    private readonly transactions: Transactions,
    private readonly files: ContentStore,
    private readonly activations: Activations,
    private readonly signRevision: SignRevision,
    private readonly brought: BroughtSignatures,
    private readonly judge: JudgeDocument,
    private readonly outcomes: AnnounceOutcome,
    private readonly handOut: HandOutJob,
    private readonly revocations: RevocationWatch,
    private readonly keys: KeyStore,
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
      await this.withoutKey(job);
      return true;
    }
    try {
      return await this.signWith(job, activation);
    } finally {
      this.activations.release(activation);
    }
  }

  /** No key is open for it: it is handed out where that was asked for, else it waits for one. */
  private async withoutKey(job: JobRow): Promise<void> {
    const answer = await this.handOut.run(job, this.activations.instanceId).catch(async (error: unknown) => {
      await this.jobs.tryAgain(job.job_id, this.activations.instanceId, AGAIN_AFTER_MS).catch(() => {});
      throw error;
    });
    if (answer === 'handed-out') return;
    if (answer === null)
      await this.announceNotMade(job, signing.refuseSigning('SIGNING.NO_ACTIVATION'), 'needs-activation');
    else await this.announceNotMade(job, answer, 'refused');
  }

  private async signWith(job: JobRow, activation: Activation): Promise<boolean> {
    try {
      const outcome = await this.sign(job, activation);
      if (isRefusal(outcome)) await this.turnDown(job, activation, outcome);
      else await this.announceMade(job, outcome);
      // What a service looks at only now was right: the wrong tries before it are forgotten.
      if (!isRefusal(outcome) && !activation.opened.pinProven)
        await this.transactions.run((tx) => this.keys.forgetTries(tx, activation.keyId));
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

  private async turnDown(job: JobRow, { opened }: Activation, refusal: Refusal): Promise<void> {
    const certificate = opened.key.certificateChain()[0];
    const at = job.civil_at ?? new Date();
    if (certificate) await this.revocations.note(refusal, certificate.fingerprintSha256, at, this.contextOf(job));
    await this.announceNotMade(job, refusal, 'refused');
  }

  /** Pulled, ended, silent: nothing is tried again with it by itself. The rest of the batch waits for the next activation too. */
  private async keyIsGone(job: JobRow, activation: Activation, { why, isWrongPin }: KeyUnreachable): Promise<boolean> {
    this.log.warn({ documentId: job.document_id, why }, 'key unreachable');
    const isFirst = this.activations.drop(activation);
    const late = isWrongPin && isFirst ? await this.wrongPin(activation) : null;
    const refusal = late ?? signing.refuseSigning('SIGNING.KEY_UNREACHABLE', { why });
    await this.announceNotMade(job, refusal, 'needs-activation');
    return true;
  }

  /** Found wrong at the signature only (SCAL 2): one try for the activation, however many signatures waited for it. */
  private async wrongPin({ keyId }: Activation): Promise<Refusal> {
    const counted = await this.keys.countTry(keyId);
    if ('lockedUntil' in counted)
      return signing.refuseSigning('SIGNING.KEY_LOCKED', { until: counted.lockedUntil.toISOString() });
    return signing.refuseSigning('SIGNING.WRONG_PIN', { triesLeft: counted.triesLeft });
  }

  private async sign(job: JobRow, activation: Activation): Promise<Signed | Refusal> {
    const signedAt = job.civil_at ?? new Date();
    const { request } = job;
    const before = await this.brought.with(request, await this.jobs.madeBefore(request), signedAt);
    if (!isWhatWasSeen(request, before)) return signing.refuseSigning('SIGNING.NOT_WHAT_WAS_SEEN');
    const certificates = before.flatMap((made) => made.certificates);
    const own = activation.opened.key.certificateChain()[0];
    const enrolments = await this.signRevision.mayUse(own, request, signedAt, certificates);
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
    const input = await readInput(this.files, inputSha256);
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

  private async announceMade(job: JobRow, signed: Signed): Promise<void> {
    const ctx = this.contextOf(job);
    await this.transactions.run((tx) =>
      this.outcomes.made(tx, job, signed, ctx, (result) =>
        this.jobs.finish(tx, job.job_id, this.activations.instanceId, 'done', result),
      ),
    );
  }

  /** Signing acts in its own name: who ordered it stands in the owner's log. */
  private contextOf(job: JobRow): ActContext {
    const at = job.civil_at?.toISOString();
    const ctx = this.contexts.create({ commandId: job.job_id, ...(at === undefined ? {} : { at }) });
    return { ...ctx, traceparent: job.traceparent };
  }

  private async announceNotMade(job: JobRow, why: Refusal, outcome: 'needs-activation' | 'refused'): Promise<void> {
    const ctx = this.contextOf(job);
    await this.transactions.run((tx) =>
      this.outcomes.notMade(tx, job, why, outcome, ctx, () =>
        this.jobs.finish(tx, job.job_id, this.activations.instanceId, outcome),
      ),
    );
  }
}
