import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { outgoing, type PayloadOf, signing } from '@vanthu/contracts';
import { ContentStore } from '@vanthu/files';
import { crashPoint, type ListenContext, type ListenedEvent, Listens, Outbox } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { BatchStore } from '../batches/batch.store.js';
import { IssueDocument } from '../commands/issue/issue-document.js';
import { organisationProblem, sealProblem, stepProblem } from '../domain/judgement-rules.js';
import {
  type AttachedFile,
  type OutgoingDocument,
  personalOf,
  type SignatureJob,
  type StoredFile,
  sealOf,
} from '../domain/outgoing-document.js';
import { step } from '../domain/outgoing-state.js';
import { signedIn, withSigned } from '../domain/signature-plan.js';
import { DraftCourses } from '../flows/draft-courses.js';
import { SlipDecisions } from '../slips/slip-decisions.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { doneByOf, TimelineStore } from '../store/timeline.store.js';

type Made = ListenedEvent<typeof signing.SignatureMade>;
type MadePayload = PayloadOf<typeof signing.SignatureMade>;
type NotMade = ListenedEvent<typeof signing.SignatureNotMade>;
interface Expected {
  readonly document: OutgoingDocument;
  readonly job: SignatureJob;
}

/** What came of an order to sign or to seal. A file is taken only when it is what was ordered and is judged as expected. */
@Injectable()
export class TakeSignatureHandler {
  constructor(
    private readonly documents: OutgoingDocumentStore,
    private readonly courses: DraftCourses,
    private readonly timeline: TimelineStore,
    private readonly files: ContentStore,
    private readonly issuing: IssueDocument,
    private readonly slips: SlipDecisions,
    private readonly batches: BatchStore,
    private readonly outbox: Outbox,
  ) {}

  @Listens(signing.SignatureMade)
  async takeWhenMade(event: Made, tx: Tx, ctx: ListenContext): Promise<void> {
    const made = event.payload;
    const found = await this.awaited(tx, made, ctx);
    if (!found) return;
    const { document, job } = found;
    const awaited = { document: { ...document, plan: signedIn(document.plan, made.step, made.field) }, job };
    const problem = await this.problemOf(awaited, made);
    if (problem !== null) return this.turnDown(tx, found, { state: 'failed', reasonVi: problem }, event, ctx);
    await (made.kind === 'personal'
      ? this.takePersonal(tx, awaited, event, ctx)
      : this.takeSeal(tx, awaited, event, ctx));
    await this.batches.ended(tx, orderOf(found), { outcome: 'done', reason: null, at: event.occurredAt });
    crashPoint(`outgoing.after-${made.kind}-signature-before-commit`);
  }

  @Listens(signing.SignatureNotMade)
  async noteWhenNotMade(event: NotMade, tx: Tx, ctx: ListenContext): Promise<void> {
    const { outcome, reasonVi } = event.payload;
    const awaited = await this.awaited(tx, event.payload, ctx);
    if (awaited) await this.turnDown(tx, awaited, { state: outcome, reasonVi }, event, ctx);
  }

  /** The job that the document waits for now. What tells of another (returned meanwhile, repeated) changes nothing. */
  private async awaited(tx: Tx, told: { documentId: string; jobId: string; service: string }, ctx: ListenContext) {
    if (told.service !== 'outgoing') return null;
    const document = await this.documents.forChange(tx, told.documentId);
    const job = document?.job;
    const open = job?.jobId === told.jobId && (job.state === 'waiting' || job.state === 'needs-activation');
    if (!document || !job || !open) {
      ctx.log.warn({ documentId: told.documentId, jobId: told.jobId }, 'told of a signature that nobody waits for');
      return null;
    }
    return { document, job } satisfies Expected;
  }

  private async problemOf({ document, job }: Expected, made: MadePayload): Promise<string | null> {
    if (made.manifestHash !== document.manifest.hash || made.inputSha256 !== document.file.sha256) {
      return 'chữ ký được tạo trên một bản khác';
    }
    const continued = await this.continuationProblem(document.file, made);
    if (continued !== null) return continued;
    if (job.kind === 'personal') return stepProblem(document, job.step, made.judgement);
    return sealProblem(document, made.judgement) ?? this.attachmentsProblem(document, made);
  }

  private async attachmentsProblem(document: OutgoingDocument, { attachments }: MadePayload): Promise<string | null> {
    for (const file of document.attachments) {
      const sealed = attachments.find(({ inputSha256 }) => inputSha256 === file.sha256);
      if (!sealed) return `tệp kèm theo “${file.title}” chưa được ký`;
      const problem =
        (await this.continuationProblem(file, sealed)) ??
        organisationProblem({ ...sealOf(document), signedField: sealed.field }, sealed.judgement);
      if (problem !== null) return `tệp kèm theo “${file.title}”: ${problem}`;
    }
    return null;
  }

  /** Earlier bytes of a signed file are never rewritten: what was signed is the beginning of what came back (design §9.2). */
  private async continuationProblem(
    sent: Pick<StoredFile, 'sha256' | 'bytes'>,
    { judgement, outputSha256 }: Pick<MadePayload, 'outputSha256' | 'judgement'>,
  ): Promise<string | null> {
    if (judgement.fileSha256 !== outputSha256) return 'kết quả kiểm tra là của một tệp khác';
    const after = await this.files.readBytes(outputSha256);
    const beginning = createHash('sha256').update(after.subarray(0, sent.bytes)).digest('hex');
    const continues = after.length > sent.bytes && beginning === sent.sha256;
    return continues ? null : 'tệp trả về không nối tiếp tệp đã gửi';
  }

  private async takePersonal(tx: Tx, { document, job }: Expected, event: Made, ctx: ListenContext): Promise<void> {
    const made = event.payload;
    const file = { ...document.file, sha256: made.outputSha256, bytes: made.outputBytes };
    const plan = withSigned(document.plan, made.step, made.signedAt);
    await this.documents.addFile(tx, document.id, file, 'signed', new Date(event.occurredAt));
    const allSigned = personalOf({ plan }).every(({ signedAt }) => signedAt !== null);
    await this.courses.save(
      tx,
      {
        ...document,
        // Between two signers it stays where it is and waits for the next.
        state: allSigned ? step(document.state, 'signed') : document.state,
        file,
        plan,
        job: { ...job, state: 'done', reasonVi: null },
        changedAt: event.occurredAt,
      },
      ctx,
    );
    const what = { act: 'signed', textVi: 'Đã ký số cá nhân', authority: job.authority };
    await this.timeline.record(tx, document.id, what, doneByOf(event));
    const { step: planned, manifestHash, outputSha256 } = made;
    const payload = { documentId: document.id, step: planned, manifestHash, fileSha256: outputSha256, plan };
    await this.outbox.add(tx, outgoing.PersonallySigned, { aggregateId: document.id, payload }, ctx);
  }

  private async takeSeal(tx: Tx, { document, job }: Expected, event: Made, ctx: ListenContext): Promise<void> {
    const made = event.payload;
    const file = { ...document.file, sha256: made.outputSha256, bytes: made.outputBytes };
    const attachments = document.attachments.map((one) => sealedWith(one, made));
    await this.documents.addFile(tx, document.id, file, 'sealed', new Date(event.occurredAt));
    for (const { name, sealed } of attachments) {
      await this.documents.addFile(tx, document.id, { name, ...sealed }, 'sealed', new Date(event.occurredAt));
    }
    const sealed = await this.documents.save(tx, {
      ...document,
      state: step(document.state, 'sealed'),
      file,
      attachments,
      plan: withSigned(document.plan, made.step, made.signedAt),
      job: { ...job, state: 'done', reasonVi: null },
      changedAt: event.occurredAt,
    });
    const also = attachments.length === 0 ? '' : ` và ${attachments.length} tệp kèm theo`;
    const textVi = `Đã ký số của cơ quan${also}`;
    await this.timeline.record(tx, document.id, { act: 'sealed', textVi }, doneByOf(event));
    const payload = { documentId: document.id, fileSha256: made.outputSha256, sealedAt: made.signedAt };
    await this.outbox.add(tx, outgoing.Sealed, { aggregateId: document.id, payload }, ctx);
    // Ordered together with number and seal: the clerk's one act ends here.
    if (document.issueBy) {
      await this.issuing.issue(tx, sealed, { ...doneByOf(event), actor: document.issueBy }, ctx);
    }
  }

  /**
   * A job without activation waits where it is. A refused personal signature goes back to the signer's desk; a numbered
   * document stays numbered, in sight, until it is sealed: there is never a second number.
   */
  private async turnDown(
    tx: Tx,
    { document, job }: Expected,
    outcome: { state: 'needs-activation' | 'refused' | 'failed'; reasonVi: string },
    event: Made | NotMade,
    ctx: ListenContext,
  ): Promise<void> {
    const backToSigner = document.state === 'signing' && outcome.state !== 'needs-activation';
    await this.documents.save(tx, {
      ...document,
      state: backToSigner ? step(document.state, 'form-checked') : document.state,
      job: { ...job, ...outcome },
      changedAt: event.occurredAt,
    });
    const { reasonVi } = outcome;
    const what = job.kind === 'personal' ? 'Chưa ký được' : 'Chưa đóng dấu được';
    await this.timeline.record(tx, document.id, { act: 'not-signed', textVi: `${what}: ${reasonVi}` }, doneByOf(event));
    await this.slips.notSigned(tx, document, { job, reasonVi }, ctx);
    const ended = { outcome: outcome.state, reason: reasonVi, at: event.occurredAt };
    await this.batches.ended(tx, orderOf({ document, job }), ended);
    const payload = { documentId: document.id, step: job.step, reasonVi };
    await this.outbox.add(tx, outgoing.SigningRefused, { aggregateId: document.id, payload }, ctx);
  }
}

const orderOf = ({ document, job }: Expected) => ({ activationId: job.activationId, documentId: document.id });

function sealedWith(file: AttachedFile, { attachments }: MadePayload) {
  const made = attachments.find(({ inputSha256 }) => inputSha256 === file.sha256);
  if (!made) throw new Error(`attachment ${file.id} came back without signature`);
  return { ...file, sealed: { sha256: made.outputSha256, bytes: made.outputBytes } };
}
