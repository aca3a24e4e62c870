import { Injectable } from '@nestjs/common';
import { type PayloadOf, type Refusal, refusalTable, signing } from '@vanthu/contracts';
import { type ActContext, Outbox } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { EvidenceStore } from '../judging/evidence.store.js';
import type { Judged } from '../judging/judge-document.js';
import type { JobRow } from './job.store.js';

export interface SignedFile {
  readonly inputSha256: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly judged: Judged;
  /** Where it was signed elsewhere than in the planned field. */
  readonly field?: string;
}

export interface Signed {
  readonly main: SignedFile;
  readonly attachments: readonly SignedFile[];
  readonly signedAt: Date;
}

/** What came of a job: its end, its event and its evidence, in one transaction, wherever the key was. */
@Injectable()
export class AnnounceOutcome {
  constructor(
    private readonly outbox: Outbox,
    private readonly evidence: EvidenceStore,
  ) {}

  async made(
    tx: Tx,
    job: JobRow,
    { main, attachments, signedAt }: Signed,
    ctx: ActContext,
    finish: (result: PayloadOf<typeof signing.SignatureMade>) => Promise<void>,
  ): Promise<void> {
    const subject = { documentId: job.document_id, service: serviceOf(job), readers: job.request.readers };
    const payload = {
      ...subject,
      jobId: job.job_id,
      step: job.step,
      kind: job.kind,
      manifestHash: job.manifest_hash,
      ...toldOf(main),
      signedAt: signedAt.toISOString(),
      attachments: attachments.map(toldOf),
    };
    await finish(payload);
    await this.outbox.add(tx, signing.SignatureMade, { aggregateId: job.job_id, payload }, ctx);
    // A closed register is no document: it counts in no figure.
    if (job.request.register) await this.evidence.keep(tx, null, main.judged);
    else await this.evidence.record(tx, subject, main.judged, ctx);
    // Evidence of each signature made; the document is judged by its main file.
    for (const { judged } of attachments) await this.evidence.keep(tx, null, judged);
  }

  async notMade(
    tx: Tx,
    job: JobRow,
    why: Refusal,
    outcome: 'needs-activation' | 'refused',
    ctx: ActContext,
    finish: () => Promise<void>,
  ): Promise<void> {
    await finish();
    const payload = {
      documentId: job.document_id,
      service: serviceOf(job),
      readers: job.request.readers,
      jobId: job.job_id,
      step: job.step,
      outcome: refusalTable[why.code]?.retryable && outcome === 'refused' ? ('failed' as const) : outcome,
      code: why.code,
      reasonVi: why.message,
    };
    await this.outbox.add(tx, signing.SignatureNotMade, { aggregateId: job.job_id, payload }, ctx);
  }
}

const serviceOf = ({ request }: JobRow) => request.register?.service ?? 'outgoing';

const toldOf = ({ inputSha256, sha256, bytes, judged, field }: SignedFile) => ({
  inputSha256,
  outputSha256: sha256,
  outputBytes: bytes,
  ...(field === undefined ? {} : { field }),
  judgement: judged.judgement,
});
