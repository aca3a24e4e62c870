import { Injectable } from '@nestjs/common';
import { type Refusal, signing } from '@vanthu/contracts';
import { type ChangesSince, changesSince, inspectPdf, isPrefix, prepareSignature } from '@vanthu/pades';
import { parseCertificate } from '@vanthu/pki';
import { SealInHand } from '../activation/seal-in-hand.js';
import type { SigningRequest } from '../jobs/job.store.js';
import { JudgeDocument, type Judged } from '../judging/judge-document.js';
import { CertificateFitness } from '../keys/certificate-fitness.js';
import { drawnProblem, type Shown } from './drawn-marks.js';
import { HANDOUT_LIFE_MS, type Out } from './handout.store.js';

type Judgement = signing.SignatureJudgement;

/** What was ordered of the file that comes back. */
interface Expected {
  readonly field: string;
  readonly fill: SigningRequest['fill'];
  readonly mark: SigningRequest['mark'];
  readonly kind: SigningRequest['kind'];
  /** Our own increment, which waited for its CMS, also fills number and date; behind a whole file they stand already. */
  readonly mayFill: boolean;
}

export interface Accepted {
  readonly judged: Judged;
  /** The field that was signed. */
  readonly field: string;
}

const wrong = (why: string): Refusal => signing.refuseSigning('SIGNING.HANDED_IN_WRONG', { why });

/** Of changes that are no more than house-keeping of a file, and what goes with a signature. */
const COMPANIONS: ReadonlySet<string> = new Set(['structure', 'form-resources']);

/**
 * Judges a whole file that was signed elsewhere, against the revision that was handed out: its bytes are the beginning, nothing is
 * added but what the step may add, and the signer is who was to sign. Until it is accepted nothing of it is kept.
 *
 * The program may sign in the planned field or in one of its own, which is how the desktop program of agencies works. Beside the
 * seal it may set number and date once more as marks in signed fields, where these say what the register says (ADR 21).
 */
@Injectable()
export class JudgeHandedIn {
  constructor(
    private readonly judge: JudgeDocument,
    private readonly fitness: CertificateFitness,
    private readonly sealInHand: SealInHand,
  ) {}

  async accept(out: Out, prepared: Uint8Array, returned: Uint8Array, at: Date): Promise<Accepted | Refusal> {
    const expected = expectedOf(out);
    if (!isPrefix(prepared, returned)) return wrong('không phải là tệp đã giao, hoặc đã bị ghi lại từ đầu');
    if (returned.length === prepared.length) return wrong('tệp chưa được ký');
    const since = changesSince(returned, prepared.length);
    if (!since) return wrong('không đọc được phần nối thêm');
    const judged = await this.judge.judgeBytes(returned, at);
    const added = judged.judgement.signatures.filter(({ revision }) => revision > since.revision);
    const shown = shownBy(added, since, expected);
    if (typeof shown === 'string') return wrong(shown);
    const own = shown.signature;
    const window = { from: new Date(at.getTime() - HANDOUT_LIFE_MS[out.grant.way]), to: at };
    const problem =
      additionProblem(prepared, returned, since, added, expected) ??
      // What an increment of our own shows was drawn here.
      (expected.mayFill ? null : drawnProblem(prepared, shown, expected, window)) ??
      ownProblem(own, judged) ??
      roadProblem(prepared, returned, own.field, expected);
    if (problem !== null) return wrong(problem);
    const signer = await this.signerProblem(out, own, added, judged, at);
    return signer ?? { judged, field: own.field };
  }

  /** The certificate is looked at like that of a key of ours: the words for why are the same. */
  private async signerProblem(
    { grant, job }: Out,
    own: Judgement,
    added: readonly Judgement[],
    { material }: Judged,
    at: Date,
  ): Promise<Refusal | null> {
    const certificates = material.certificates.map((der) => parseCertificate(der));
    const certificate = certificates.find(({ fingerprintSha256 }) => fingerprintSha256 === own.certificateSha256);
    if (!certificate) return wrong('không đọc được chứng thư của người ký');
    if (grant.certificate_der !== null && !Buffer.from(grant.certificate_der).equals(Buffer.from(certificate.der)))
      return wrong('ký bằng chứng thư khác với chứng thư đã kiểm tra trước khi ký');
    const unfit = this.fitness.problemOf(certificate, at);
    if (unfit) return unfit;
    const { signer } = job.request;
    if (!added.every(({ owner }) => isOwner(owner, signer)))
      return signing.refuseSigning('SIGNING.CERTIFICATE_NOT_ENROLLED');
    const failed = added.find(({ indication }) => indication !== 'TOTAL_PASSED');
    if (failed) return wrong(failed.messageVi);
    const owner = { kind: grant.owner_kind, id: grant.owner_id };
    const holder = { personId: grant.person_id, at };
    return this.sealInHand.problemOf(owner, certificate.fingerprintSha256, holder);
  }
}

function expectedOf({ handout, job: { request } }: Out): Expected {
  const attachment = handout.position === 0 ? undefined : request.attachments[handout.position - 1];
  const { field, mark } = attachment ?? request;
  const fill = attachment ? [] : request.fill;
  return { field, mark, kind: request.kind, fill, mayFill: handout.prepared !== null };
}

/** The one signature that was ordered, or in words why there is none. Marks of number and date go before the seal. */
function shownBy(added: readonly Judgement[], since: ChangesSince, { kind, mark }: Expected): Shown | string {
  const drawn = new Map(since.drawn.map((one) => [one.field, one]));
  const isNumber = ({ field }: Judgement) => /^\d+$/.test(drawn.get(field)?.shows ?? '');
  const numbers = kind === 'organisation' && mark === null ? added.filter(isNumber) : [];
  const [signature, ...more] = added.filter((one) => !numbers.includes(one));
  const own = signature && drawn.get(signature.field);
  if (!own) return 'tệp chưa được ký';
  if (more.length > 0) return 'tệp có nhiều chữ ký hơn bước này';
  return { own, signature, numbers: numbers.flatMap(({ field }) => drawn.get(field) ?? []) };
}

/** Every change behind what was handed out belongs to the signatures that were added, or says what was ordered. */
function additionProblem(
  prepared: Uint8Array,
  returned: Uint8Array,
  since: ChangesSince,
  added: readonly Judgement[],
  expected: Expected,
): string | null {
  const signed = new Set(added.map(({ field }) => field));
  const before = new Set(inspectPdf(prepared).signatureFields.map(({ name }) => name));
  for (const field of signed) {
    if (before.has(field) && field !== expected.field) return `chữ ký nằm ở ô ${field} của người khác`;
  }
  // A value that is written again may be drawn as something else than it is (ISO 32000-1 12.7.3.3).
  const fillable = new Set(expected.mayFill ? expected.fill.map(({ field }) => field) : []);
  for (const { rule, level, field, detail, certifies } of since.changes) {
    const belongs =
      level === 'lta' ||
      COMPANIONS.has(rule) ||
      // The program of agencies certifies with the first signature; what that forbids is looked at below.
      (certifies && expected.kind === 'personal') ||
      ((rule === 'field-signed' || rule === 'visible-signature-field') && signed.has(field ?? '')) ||
      (rule === 'field-filled' && fillable.has(field ?? ''));
    if (!belongs) return `nội dung bị thay đổi ngoài chữ ký${detail === undefined ? '' : ` (${detail})`}`;
  }
  if (since.isRetitled) return 'tiêu đề hoặc mô tả của tệp bị đổi';
  return filledProblem(returned, expected);
}

/** Number and date stand as the register has given them (R-OUT-11). */
function filledProblem(returned: Uint8Array, { fill }: Expected): string | null {
  const values = new Map(inspectPdf(returned).textFields.map(({ name, value }) => [name, value]));
  const other = fill.find(({ field, value }) => values.get(field) !== value.normalize('NFC'));
  return other ? 'số hoặc ngày trong tệp không phải là số, ngày đã cấp' : null;
}

function ownProblem(own: Judgement, { judgement }: Judged): string | null {
  if (own.integrity !== 'ok') return 'chữ ký không toàn vẹn';
  if (own.changes !== 'none') return 'tệp còn bị thay đổi sau chữ ký';
  const broken = judgement.signatures.find((one) => one.integrity !== 'ok' || one.changes === 'forbidden');
  return broken ? `chữ ký trước đó ở ô ${broken.field} không còn giữ được` : null;
}

/** Whoever comes after must still be able to sign, and number and date be filled in: a certification or lock may forbid it. */
function roadProblem(
  prepared: Uint8Array,
  returned: Uint8Array,
  signed: string,
  { kind, field }: Expected,
): string | null {
  if (kind === 'organisation') return null;
  const { signatureFields, textFields } = inspectPdf(prepared);
  const later = signatureFields.filter(({ name, isSigned }) => !isSigned && name !== signed && name !== field);
  const fill = textFields.filter(({ value }) => !value).map(({ name }) => ({ field: name, value: '1' }));
  const closed = later.find(({ name }) => prepareSignature(returned, { fieldName: name, fill }).kind === 'refusal');
  return closed ? 'chữ ký khóa mất số, ngày hoặc ô ký của người sau' : null;
}

function isOwner(owner: Judgement['owner'], signer: SigningRequest['signer']): boolean {
  if (owner.kind === 'person') return signer.kind === 'person' && owner.personId === signer.personId;
  return owner.kind === 'organisation' && signer.kind === 'organisation' && owner.agencyId === signer.agencyId;
}
