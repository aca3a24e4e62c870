import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, type OutputOf, type Refusal, signing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { AnnounceOutcome } from '../jobs/announce-outcome.js';
import { JobStore } from '../jobs/job.store.js';
import { reasonOf } from './desktop-said.js';
import { HandoutStore, type Out } from './handout.store.js';
import { HandoutAddresses } from './handout-address.js';

type Told = OutputOf<typeof signing.FindHandouts>['handouts'][number];

/** What is out, and the end of waiting for it. */
@Injectable()
export class HandoutsHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly handouts: HandoutStore,
    private readonly addresses: HandoutAddresses,
    private readonly jobs: JobStore,
    private readonly outcomes: AnnounceOutcome,
  ) {}

  @Handles(signing.FindHandouts)
  async find(
    input: InputOf<typeof signing.FindHandouts>,
    ctx: RequestContext,
  ): Promise<Answer<typeof signing.FindHandouts>> {
    const found = await this.handouts.outFor((ctx.actor as Actor).personId, input);
    return { handouts: found.map((out) => this.tell(out)) };
  }

  @Handles(signing.IsHandout)
  async isHandout({ activationId }: InputOf<typeof signing.IsHandout>): Promise<Answer<typeof signing.IsHandout>> {
    return { isHandout: await this.handouts.hasGrant(activationId) };
  }

  @Handles(signing.GiveUpHandout)
  giveUp(
    input: InputOf<typeof signing.GiveUpHandout>,
    ctx: RequestContext,
  ): Promise<Answer<typeof signing.GiveUpHandout>> {
    return this.commands.run(signing.GiveUpHandout, input, ctx, async (tx) => {
      const out = await this.handouts.forChange(tx, input.handoutId);
      if (!out || out.grant.person_id !== (ctx.actor as Actor).personId)
        return signing.refuseSigning('SIGNING.HANDOUT_UNKNOWN');
      const gone = goneProblem(out);
      if (gone) return gone;
      await this.stopWaiting(tx, out.job, ctx, input.said);
      return { jobId: out.job.job_id };
    });
  }

  /** The document goes back to whoever ordered; what comes in later finds nobody waiting. */
  async stopWaiting(
    tx: Tx,
    job: Out['job'],
    ctx: Parameters<AnnounceOutcome['notMade']>[4],
    said?: signing.DesktopSaid,
  ): Promise<void> {
    await this.outcomes.notMade(tx, job, reasonOf(said), 'needs-activation', ctx, () =>
      this.jobs.finishHandedOut(tx, job.job_id, 'needs-activation'),
    );
    await this.handouts.end(tx, job.job_id);
  }

  private tell({ handout, grant, job }: Out): Told {
    const { request } = job;
    const attachment = handout.position === 0 ? undefined : request.attachments[handout.position - 1];
    const address = (use: 'd' | 'u') => `/api/signing/handouts/${this.addresses.of(handout.handout_id, use)}`;
    const isWhole = grant.way !== 'cms';
    const number = request.fill.find(({ field }) => field === 'so_van_ban')?.value ?? null;
    return {
      handoutId: handout.handout_id,
      jobId: job.job_id,
      documentId: job.document_id,
      activationId: grant.activation_id,
      way: grant.way,
      act: attachment ? 'SignAppendix' : actOf(request),
      fileName: nameOf(handout, request),
      downloadPath: isWhole && handout.downloaded_at === null ? address('d') : null,
      uploadPath: isWhole ? address('u') : null,
      docNumber: attachment?.mark.form === 'attachment' ? attachment.mark.numberAndSymbol : number,
      issuedDate: issuedDateOf(request),
      digest: handout.prepared && { algorithm: 'sha256', value: handout.prepared.digest },
      expiresAt: grant.expires_at.toISOString(),
    };
  }
}

/** Why nothing may be done with it any more; null while it is awaited. */
export function goneProblem({ handout, grant, job }: Out): Refusal | null {
  if (handout.handed_in_at !== null) return signing.refuseSigning('SIGNING.HANDOUT_USED');
  const isAwaited =
    job.state === 'handed-out' && job.activation_id === handout.activation_id && handout.ended_at === null;
  return isAwaited && grant.expires_at.getTime() > Date.now() ? null : signing.refuseSigning('SIGNING.HANDOUT_EXPIRED');
}

export const nameOf = ({ position }: Out['handout'], { fileName }: Out['job']['request']): string =>
  position === 0 ? fileName : fileName.replace(/(\.pdf)?$/i, `-kem-theo-${position}.pdf`);

function actOf({ kind, mark }: Out['job']['request']): Told['act'] {
  if (kind === 'personal') return 'SignApproved';
  return mark === null ? 'SignIssued' : 'SignCopy';
}

/** The civil date of the document as the desktop program wants it: an instant in its own zone. */
function issuedDateOf({ fill }: Out['job']['request']): string | null {
  const printed = fill.find(({ field }) => field === 'ngay_ban_hanh')?.value;
  const [, day = '', month = '', year] = /(\d{1,2})\D+(\d{1,2})\D+(\d{4})/.exec(printed ?? '') ?? [];
  return year === undefined ? null : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T00:00:00+07:00`;
}
