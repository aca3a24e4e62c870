import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isRefusal, type Refusal, signing } from '@vanthu/contracts';
import { ContentStore } from '@vanthu/files';
import { fillFields } from '@vanthu/pades';
import { Transactions } from '@vanthu/persistence';
import { parseCertificate } from '@vanthu/pki';
import { belongsTo } from '../jobs/belongs-to.js';
import { BroughtSignatures } from '../jobs/brought-signatures.js';
import { isWhatWasSeen } from '../jobs/check-seen.js';
import { type JobRow, JobStore } from '../jobs/job.store.js';
import { readInput } from '../jobs/read-input.js';
import { type Revision, refusalOf, SignRevision } from '../jobs/sign-revision.js';
import { encodedImage } from '../keys/encoded-image.js';
import { KeyStore } from '../keys/key.store.js';
import { closedProblem } from './desktop-road.js';
import { type Grant, type HandoutRow, HandoutStore } from './handout.store.js';

type Ready = Pick<HandoutRow, 'handout_id' | 'input_sha256' | 'prepared_sha256' | 'prepared_bytes' | 'prepared'>;

/** A job whose key is elsewhere: its files are prepared and wait for whoever fetches them. */
@Injectable()
export class HandOutJob {
  constructor(
    private readonly handouts: HandoutStore,
    private readonly jobs: JobStore,
    private readonly keys: KeyStore,
    private readonly transactions: Transactions,
    private readonly files: ContentStore,
    private readonly signRevision: SignRevision,
    private readonly brought: BroughtSignatures,
  ) {}

  /** Null when nobody has asked to have it signed elsewhere. */
  async run(job: JobRow, instanceId: string): Promise<'handed-out' | Refusal | null> {
    const grant = await this.handouts.grantFor(job);
    if (!grant || !isFor(grant, job)) return null;
    const refusal = await this.refusalFor(grant, job);
    if (refusal) return refusal;
    const ready = await this.prepareAll(grant, job);
    if (isRefusal(ready)) return ready;
    await this.transactions.run(async (tx) => {
      await this.jobs.finish(tx, job.job_id, instanceId, 'handed-out');
      await this.handouts.add(tx, job, ready);
    });
    return 'handed-out';
  }

  /** The same that is asked before a key of ours is used; a certificate that nobody knows yet is looked at when it comes back. */
  private async refusalFor(grant: Grant, job: JobRow): Promise<Refusal | null> {
    const { request } = job;
    if (request.marks?.length) return signing.refuseSigning('SIGNING.MARKS_NEED_A_KEY');
    const made = await this.jobs.madeBefore(request);
    if (!isWhatWasSeen(request, await this.brought.with(request, made, job.civil_at ?? new Date())))
      return signing.refuseSigning('SIGNING.NOT_WHAT_WAS_SEEN');
    if (grant.certificate_der === null) return null;
    const at = job.civil_at ?? new Date();
    const answer = await this.signRevision.mayUse(parseCertificate(grant.certificate_der), request, at, []);
    return isRefusal(answer) ? answer : null;
  }

  private async prepareAll(grant: Grant, job: JobRow): Promise<Ready[] | Refusal> {
    const { request } = job;
    const { name } = request.signer;
    const revisions = [
      { inputSha256: request.fileSha256, revision: { ...request, name } },
      ...request.attachments.map(({ fileSha256, field, mark }) => ({
        inputSha256: fileSha256,
        revision: { field, mark, name, fill: [] },
      })),
    ];
    const ready: Ready[] = [];
    for (const { inputSha256, revision } of revisions) {
      const input = await readInput(this.files, inputSha256);
      if (isRefusal(input)) return input;
      const one =
        grant.way === 'cms'
          ? await this.withRoom(grant, job, input, revision)
          : ((grant.way === 'desktop' ? closedProblem(input) : null) ?? (await this.filled(input, revision)));
      if (isRefusal(one)) return one;
      ready.push({ handout_id: randomUUID(), input_sha256: inputSha256, ...one });
    }
    return ready;
  }

  /** Number and date are ours to say: they stand in the file before a program elsewhere signs it. */
  private async filled(input: Uint8Array, { fill }: Revision) {
    const bytes = fill.length === 0 ? input : fillFields(input, fill);
    if (!(bytes instanceof Uint8Array)) return refusalOf(bytes);
    const { sha256 } = await this.files.put(bytes);
    return { prepared_sha256: sha256, prepared_bytes: bytes.length, prepared: null };
  }

  private async withRoom(grant: Grant, job: JobRow, input: Uint8Array, revision: Revision) {
    const owner = { kind: grant.owner_kind, id: grant.owner_id };
    const key = await this.transactions.run((tx) => this.keys.keyOf(tx, owner));
    const image = key && encodedImage(key);
    if (isRefusal(image)) return image;
    const made = await this.signRevision.prepare(input, revision, image, job.civil_at ?? new Date());
    if (isRefusal(made)) return made;
    const { preparedPdf, ...prepared } = made;
    const { sha256 } = await this.files.put(preparedPdf);
    return { prepared_sha256: sha256, prepared_bytes: preparedPdf.length, prepared };
  }
}

function isFor(grant: Grant, job: JobRow): boolean {
  const { documentId, manifestHash } = job.request;
  const isSeen = grant.documents.some((one) => one.documentId === documentId && one.manifestHash === manifestHash);
  return isSeen && belongsTo({ owner: { kind: grant.owner_kind, id: grant.owner_id }, personId: grant.person_id }, job);
}
