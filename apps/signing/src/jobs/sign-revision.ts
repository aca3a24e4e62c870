import { Inject, Injectable } from '@nestjs/common';
import { directory, isRefusal, type outgoing, type Refusal, signing } from '@vanthu/contracts';
import { attachmentMark, copyMark, type DocumentFonts, loadTinos, textMark } from '@vanthu/decree30';
import { RequestClient, SERVICE_LOGGER } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import {
  type EmbeddableFont,
  inspectPdf,
  isRefusal as isPadesRefusal,
  type PrepareOptions,
  readFont,
  type SignatureAppearance,
  type SigningRefusal,
  type SignOptions,
  signPdf,
} from '@vanthu/pades';
import type { Activation } from '../activation/activations.js';
import { ValidationServers } from '../config/validation-servers.js';
import type { Enrolments } from '../judging/judge-document.js';
import { CertificateFitness } from '../keys/certificate-fitness.js';
import type { SigningRequest } from './job.store.js';

/** One file, and what its next increment brings. */
export interface Revision {
  readonly field: string;
  readonly fill: SigningRequest['fill'];
  readonly mark: outgoing.TextMark | null;
  /** Of the signer. */
  readonly name: string;
}

/** Adds one revision: values of number and date, and the signature, in one increment. Everything is checked before the key is used. */
@Injectable()
export class SignRevision {
  /** Read once. */
  private tinos: Promise<DocumentFonts> | undefined;
  private font: EmbeddableFont | undefined;

  constructor(
    private readonly fitness: CertificateFitness,
    private readonly servers: ValidationServers,
    private readonly client: RequestClient,
    @Inject(SERVICE_LOGGER) private readonly log: Logger,
  ) {}

  async sign(pdf: Uint8Array, revision: Revision, activation: Activation, at: Date): Promise<Uint8Array | Refusal> {
    const options: SignOptions = {
      fieldName: revision.field,
      fill: revision.fill,
      ...(revision.mark ? await this.textMark(pdf, revision.mark, at) : { appearance: imageOf(activation) }),
      name: revision.name,
      claimedSigningTime: at,
      at,
    };
    const outcome = this.servers.isOn
      ? await this.servers.asOf(at, (sources) =>
          signPdf(pdf, { ...options, level: 'B-T', sources }, activation.opened.key),
        )
      : await signPdf(pdf, options, activation.opened.key);
    if (!isPadesRefusal(outcome)) return outcome.pdf;
    if (!outcome.completed) return refusalOf(outcome);
    // A server that is down costs a level, never the signature; the preservation version brings what is missing.
    this.log.warn({ code: outcome.code, level: outcome.completed.level }, 'signed without a timestamp');
    return outcome.completed.pdf;
  }

  /**
   * Whether the key may be used at all for this order; asked once for all its files. Answers whose the certificates are, this
   * one's and those of the signatures before, for who judges the result.
   */
  async mayUse(
    activation: Activation,
    request: SigningRequest,
    at: Date,
    before: readonly string[],
  ): Promise<Enrolments | Refusal> {
    const certificate = activation.opened.key.certificateChain()[0];
    if (!certificate) return signing.refuseSigning('SIGNING.NO_KEY');
    const unfit = this.fitness.problemOf(certificate, at);
    if (unfit) return unfit;
    const certificates = [...new Set([certificate.fingerprintSha256, ...before])];
    const question = { certificates, at: at.toISOString() };
    const answer = await this.client.ask(directory.FindEnrolments, question, { asService: true });
    if (isRefusal(answer)) return answer;
    const own = answer.enrolments.find((one) => one.certificateSha256 === certificate.fingerprintSha256);
    return isEnrolledFor(request.signer, own?.owner)
      ? answer.enrolments
      : signing.refuseSigning('SIGNING.CERTIFICATE_NOT_ENROLLED');
  }

  /**
   * Text instead of the image of the seal, with the time of signing, in a field made with the signature at the top right of
   * page 1 (R-ORG-06, R-ORG-07, R-CPY-03).
   */
  private async textMark(
    pdf: Uint8Array,
    mark: outgoing.TextMark,
    at: Date,
  ): Promise<Pick<PrepareOptions, 'appearance' | 'newField'>> {
    const text =
      mark.form === 'attachment' ? attachmentMark(mark.numberAndSymbol, at) : copyMark('sao-y', mark.agencyName, at);
    const [left, bottom, right, top] = inspectPdf(pdf).firstPage ?? [0, 0, 0, 0];
    this.tinos ??= loadTinos();
    const fonts = await this.tinos;
    this.font ??= readFont(fonts.regular.bytes);
    const { lines, fontSizePt, align, boxPt } = textMark(
      text,
      { widthPt: right - left, heightPt: top - bottom },
      fonts,
    );
    const [x0, y0, x1, y1] = boxPt;
    return {
      newField: { page: 1, box: [x0 + left, y0 + bottom, x1 + left, y1 + bottom] },
      appearance: { kind: 'text', lines, fontSize: fontSizePt, align, font: this.font },
    };
  }
}

/** The status that servers tell counts like that of the lists at hand (Decree 23/2025 Art. 15). */
function refusalOf({ code }: SigningRefusal): Refusal {
  switch (code) {
    case 'PADES.CERTIFICATE_REVOKED':
      return signing.refuseSigning('SIGNING.CERTIFICATE_REVOKED');
    case 'PADES.CERTIFICATE_EXPIRED':
    case 'PADES.CERTIFICATE_NOT_YET_VALID':
      return signing.refuseSigning('SIGNING.CERTIFICATE_EXPIRED');
    default:
      return signing.refuseSigning('SIGNING.PDF_REFUSED', { why: code });
  }
}

function isEnrolledFor(signer: SigningRequest['signer'], owner: Enrolments[number]['owner'] | undefined): boolean {
  if (owner?.kind === 'person') return signer.kind === 'person' && owner.personId === signer.personId;
  return owner?.kind === 'organisation' && signer.kind === 'organisation' && owner.agencyId === signer.agencyId;
}

const imageOf = (activation: Activation): SignatureAppearance =>
  activation.image ? { kind: 'image', png: activation.image } : { kind: 'none' };
