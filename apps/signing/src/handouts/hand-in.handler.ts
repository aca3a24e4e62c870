import { readFile } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, type InputOf, isRefusal, type Refusal, signing } from '@vanthu/contracts';
import { ContentStore, PassingFiles } from '@vanthu/files';
import {
  type Answer,
  CommandRunner,
  crashPoint,
  Handles,
  type RequestContext,
  SERVICE_CONFIG,
  type ServiceConfig,
} from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { AnnounceOutcome, type SignedFile } from '../jobs/announce-outcome.js';
import { type JobRow, JobStore } from '../jobs/job.store.js';
import { SignRevision } from '../jobs/sign-revision.js';
import { JudgeDocument } from '../judging/judge-document.js';
import { type HandoutRow, HandoutStore, type Out } from './handout.store.js';
import { HandoutAddresses } from './handout-address.js';
import { goneProblem, nameOf } from './handouts.handler.js';
import { JudgeHandedIn } from './judge-handed-in.js';

type SignedFileOf = (handout: HandoutRow, prepared: Uint8Array) => Promise<Uint8Array | Refusal>;

const unknown = (): Refusal => signing.refuseSigning('SIGNING.HANDOUT_UNKNOWN');

/** Files go out once and come back once. */
@Injectable()
export class HandInHandler {
  private readonly passing: PassingFiles;

  constructor(
    private readonly commands: CommandRunner,
    private readonly transactions: Transactions,
    private readonly handouts: HandoutStore,
    private readonly addresses: HandoutAddresses,
    private readonly jobs: JobStore,
    private readonly files: ContentStore,
    private readonly judgeHandedIn: JudgeHandedIn,
    private readonly judge: JudgeDocument,
    private readonly signRevision: SignRevision,
    private readonly outcomes: AnnounceOutcome,
    @Inject(SERVICE_CONFIG) config: ServiceConfig,
  ) {
    this.passing = new PassingFiles(config.files);
  }

  @Handles(signing.OpenHandedOut)
  async fetch(
    input: InputOf<typeof signing.OpenHandedOut>,
    ctx: RequestContext,
  ): Promise<Answer<typeof signing.OpenHandedOut>> {
    const handoutId = this.addresses.read(input.address, 'd');
    if (handoutId === null) return unknown();
    return this.commands.run(signing.OpenHandedOut, input, ctx, async (tx) => {
      const out = await this.handouts.forChange(tx, handoutId);
      if (!out) return unknown();
      const { handout, job } = out;
      const gone = goneProblem(out);
      if (gone) return gone;
      if (handout.downloaded_at !== null) return signing.refuseSigning('SIGNING.HANDOUT_USED');
      await this.handouts.noteDownloaded(tx, handoutId);
      return { sha256: handout.prepared_sha256, bytes: handout.prepared_bytes, name: nameOf(handout, job.request) };
    });
  }

  /** A program that hands in something else has not done what it was asked: the wait ends, and whoever ordered is told why. */
  @Handles(signing.HandIn)
  async takeFile(input: InputOf<typeof signing.HandIn>, ctx: RequestContext): Promise<Answer<typeof signing.HandIn>> {
    const handoutId = this.addresses.read(input.address, 'u');
    if (handoutId === null) return unknown();
    const returned = await readFile(this.passing.pathOf(input.passingId));
    return this.transactions.run(async (tx) => {
      const out = await this.handouts.forChange(tx, handoutId);
      if (!out || out.grant.way === 'cms') return unknown();
      const gone = goneProblem(out);
      if (gone) return gone;
      const refusal = await this.take(tx, out, ctx, async () => returned);
      if (!refusal) return { jobId: out.job.job_id, fileName: nameOf(out.handout, out.job.request) };
      if (out.grant.way === 'desktop') await this.turnDown(tx, out, refusal, ctx);
      return refusal;
    });
  }

  @Handles(signing.HandInCms)
  takeCms(input: InputOf<typeof signing.HandInCms>, ctx: RequestContext): Promise<Answer<typeof signing.HandInCms>> {
    const { personId } = ctx.actor as Actor;
    const cms = Buffer.from(input.cms, 'base64');
    return this.commands.run(signing.HandInCms, input, ctx, async (tx) => {
      const out = await this.handouts.forChange(tx, input.handoutId);
      if (out?.grant.way !== 'cms' || out.grant.person_id !== personId) return unknown();
      const gone = goneProblem(out);
      if (gone) return gone;
      const refusal = await this.take(tx, out, ctx, async ({ prepared }, preparedPdf) => {
        if (prepared === null) throw new Error('a CMS for what was not prepared');
        return this.signRevision.complete({ ...prepared, preparedPdf }, cms, ctx.now());
      });
      return refusal ?? { jobId: out.job.job_id };
    });
  }

  /**
   * Under the lock of its job from the first look to the last word, so that of two that come at once one is taken. A process that
   * dies in between has taken nothing.
   */
  private async take(tx: Tx, out: Out, ctx: RequestContext, signedFile: SignedFileOf): Promise<Refusal | null> {
    const refusal = await this.judged(tx, out, ctx, signedFile);
    if (!refusal) await this.finishWhenComplete(tx, out.job, ctx);
    return refusal;
  }

  private async turnDown(tx: Tx, { job }: Out, refusal: Refusal, ctx: RequestContext): Promise<void> {
    await this.outcomes.notMade(tx, job, refusal, 'refused', ctx, () =>
      this.jobs.finishHandedOut(tx, job.job_id, 'refused'),
    );
    await this.handouts.end(tx, job.job_id);
  }

  private async judged(tx: Tx, out: Out, ctx: RequestContext, signedFile: SignedFileOf): Promise<Refusal | null> {
    const { handout } = out;
    const given = await this.files.readBytes(handout.prepared_sha256);
    const returned = await signedFile(handout, given);
    if (isRefusal(returned)) return returned;
    // With room for a CMS the increment was ours: it continues what was given to us.
    const base = handout.prepared === null ? given : given.subarray(0, handout.prepared.sourceLength);
    const accepted = await this.judgeHandedIn.accept(out, base, returned, ctx.now());
    if (isRefusal(accepted)) return accepted;
    const { sha256 } = await this.files.put(returned);
    crashPoint('signing.after-hand-in-before-commit');
    await this.handouts.noteHandedIn(tx, handout.handout_id, sha256, accepted.field);
    return null;
  }

  /** All files of a job are signed, or none is announced. */
  private async finishWhenComplete(tx: Tx, job: JobRow, ctx: RequestContext): Promise<void> {
    const rows = await this.handouts.ofJob(tx, job);
    const signedAt = ctx.now();
    const signed: SignedFile[] = [];
    for (const row of rows) {
      if (row.output_sha256 === null) return;
      signed.push(await this.signedOf(row, job, signedAt));
    }
    const [main, ...attachments] = signed;
    if (!main) throw new Error(`job ${job.job_id} is out without a file`);
    await this.outcomes.made(tx, job, { main, attachments, signedAt }, ctx, (result) =>
      this.jobs.finishHandedOut(tx, job.job_id, 'done', result),
    );
    await this.handouts.end(tx, job.job_id);
  }

  private async signedOf(row: HandoutRow, { request }: JobRow, at: Date): Promise<SignedFile> {
    const sha256 = row.output_sha256 as string;
    const bytes = await this.files.readBytes(sha256);
    const planned = row.position === 0 ? request.field : request.attachments[row.position - 1]?.field;
    const field = row.signed_field === null || row.signed_field === planned ? {} : { field: row.signed_field };
    return {
      inputSha256: row.input_sha256,
      sha256,
      bytes: bytes.length,
      judged: await this.judge.judgeBytes(bytes, at),
      ...field,
    };
  }
}
