import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, type OutputOf, type Refusal, refuser, signing } from '@vanthu/contracts';
import { ContentMissing, ContentStore } from '@vanthu/files';
import { CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { type JudgedBy, policies } from '@vanthu/verification';
import { EvidenceStore } from './evidence.store.js';
import { JudgeDocument, type Judged, unjudged } from './judge-document.js';
import { mayRead } from './may-read.js';
import { underItsName } from './under-its-name.js';

const refuse = refuser(commonRefusals);

@Injectable()
export class JudgingHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly transactions: Transactions,
    private readonly files: ContentStore,
    private readonly judge: JudgeDocument,
    private readonly evidence: EvidenceStore,
  ) {}

  /** What comes in from other agencies may carry the marks of their public-service signers; what we make may not. */
  @Handles(signing.JudgeFile)
  async judgeFile(
    input: InputOf<typeof signing.JudgeFile>,
    ctx: RequestContext,
  ): Promise<OutputOf<typeof signing.JudgeFile> | Refusal> {
    const judgedFor = input.judgedFor ? new Date(input.judgedFor) : ctx.now();
    const judged = await this.judgeStored(
      input.fileSha256,
      judgedFor,
      ctx.service === 'incoming' ? 'cong-vu' : 'strict',
    );
    if (!judged) return refuse('FILE.LOST');
    const named = { ...judged, judgement: underItsName(judged.judgement, input.fileSha256) };
    await this.transactions.run((tx) => this.evidence.keep(tx, null, named));
    return named.judgement;
  }

  /** Reads what really lies in the store now, whatever its name says: a changed byte must show (R-VER-02). */
  @Handles(signing.RejudgeDocument)
  rejudge(
    input: InputOf<typeof signing.RejudgeDocument>,
    ctx: RequestContext,
  ): Promise<OutputOf<typeof signing.RejudgeDocument> | Refusal> {
    return this.commands.run(signing.RejudgeDocument, input, ctx, async (tx) => {
      const known = await this.evidence.lock(tx, input.documentId);
      if (!known || !mayRead(known.readers, ctx)) return refuse('REQUEST.NOT_FOUND');
      const bytes = await this.read(known.file_sha256);
      if (!bytes) return refuse('FILE.LOST');
      const judged = await this.judge.judgeBytes(bytes, known.judged_for);
      const subject = { documentId: known.document_id, service: known.service, readers: known.readers };
      const named = { ...judged, judgement: underItsName(judged.judgement, known.file_sha256) };
      await this.evidence.record(tx, subject, named, ctx);
      return { jobId: randomUUID(), judgement: named.judgement };
    });
  }

  @Handles(signing.GetEvidence)
  async getEvidence(
    input: InputOf<typeof signing.GetEvidence>,
    ctx: RequestContext,
  ): Promise<OutputOf<typeof signing.GetEvidence> | Refusal> {
    return this.transactions.run(async (tx) => {
      const known = await this.evidence.find(tx, input.documentId);
      if (known && !mayRead(known.readers, ctx)) return refuse('REQUEST.NOT_FOUND');
      const history = await this.evidence.history(tx, input.documentId);
      return { judgement: known?.latest ?? null, history };
    });
  }

  /** What this process has just read is judged from memory; anything else may come from anybody and goes to a thread. */
  private async judgeStored(sha256: string, judgedFor: Date, policy: JudgedBy): Promise<Judged | null> {
    if (this.judge.knows(sha256)) {
      const bytes = await this.read(sha256);
      return bytes && this.judge.judgeBytes(bytes, judgedFor, [], policies[policy]);
    }
    const path = await this.ifThere(this.files.pathOf(sha256));
    if (path === null) return null;
    const judged = await this.judge.judgeAt(path, judgedFor, policy);
    if (!('kind' in judged)) return judged;
    if (judged.code === 'UNREADABLE' || judged.code === 'BUSY' || judged.code === 'FAULT')
      throw new Error(`The file could not be judged: ${judged.code} ${judged.detail ?? ''}`);
    return unjudged(sha256, judged, judgedFor);
  }

  private read(sha256: string): Promise<Uint8Array | null> {
    return this.ifThere(this.files.readBytes(sha256, { verify: false }));
  }

  private async ifThere<T>(found: Promise<T>): Promise<T | null> {
    try {
      return await found;
    } catch (error) {
      if (error instanceof ContentMissing) return null;
      throw error;
    }
  }
}
