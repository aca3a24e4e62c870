import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, type OutputOf, type Refusal, refuser, signing } from '@vanthu/contracts';
import { ContentMissing, ContentStore } from '@vanthu/files';
import { CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { publicServicePolicy, strictPolicy } from '@vanthu/pades';
import { Transactions } from '@vanthu/persistence';
import { EvidenceStore } from './evidence.store.js';
import { JudgeDocument } from './judge-document.js';

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
    const bytes = await this.read(input.fileSha256);
    if (!bytes) return refuse('FILE.LOST');
    const { judgement, material } = await this.judge.judgeBytes(
      bytes,
      input.judgedFor ? new Date(input.judgedFor) : ctx.now(),
      [],
      ctx.service === 'incoming' ? publicServicePolicy : strictPolicy,
    );
    const named = { judgement: underItsName(judgement, input.fileSha256), material };
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
      const { judgement, material } = await this.judge.judgeBytes(bytes, known.judged_for);
      const subject = { documentId: known.document_id, service: known.service, readers: known.readers };
      const named = { judgement: underItsName(judgement, known.file_sha256), material };
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

  private async read(sha256: string): Promise<Uint8Array | null> {
    try {
      return await this.files.readBytes(sha256, { verify: false });
    } catch (error) {
      if (error instanceof ContentMissing) return null;
      throw error;
    }
  }
}

/**
 * The file keeps the name under which it was stored; what was read may be something else. However well that is signed, perhaps
 * by the same people, it is not the document.
 */
function underItsName(judgement: signing.Judgement, fileSha256: string): signing.Judgement {
  if (judgement.fileSha256 === fileSha256) return judgement;
  const messageVi = 'Tệp đang lưu không còn là tệp ban đầu (giá trị băm khác): nội dung đã bị thay.';
  const signatures = judgement.signatures.map((signature) =>
    signature.indication === 'TOTAL_FAILED'
      ? signature
      : { ...signature, indication: 'TOTAL_FAILED' as const, subIndication: 'HASH_FAILURE', messageVi },
  );
  return { ...judgement, fileSha256, answer: 'invalid', messageVi, signatures };
}

const mayRead = (readers: readonly string[], ctx: RequestContext): boolean =>
  ctx.service !== null || ctx.principals.some((principal) => readers.includes(principal));
