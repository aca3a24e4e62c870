import { Injectable } from '@nestjs/common';
import { directory, isRefusal, type outgoing, type Refusal, signing } from '@vanthu/contracts';
import { attachmentMark, copyMark, type DocumentFonts, loadTinos, textMark } from '@vanthu/decree30';
import { RequestClient } from '@vanthu/messaging';
import {
  type EmbeddableFont,
  inspectPdf,
  isRefusal as isPadesRefusal,
  type PrepareOptions,
  readFont,
  type SignatureAppearance,
  signPdf,
} from '@vanthu/pades';
import { type Certificate, maySignDocuments, validatePath } from '@vanthu/pki';
import type { Activation } from '../activation/activations.js';
import { Trust } from '../config/trust.js';
import type { Enrolments } from '../judging/judge-document.js';
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
    private readonly trust: Trust,
    private readonly client: RequestClient,
  ) {}

  async sign(pdf: Uint8Array, revision: Revision, activation: Activation, at: Date): Promise<Uint8Array | Refusal> {
    const outcome = await signPdf(
      pdf,
      {
        fieldName: revision.field,
        fill: revision.fill,
        ...(revision.mark ? await this.textMark(pdf, revision.mark, at) : { appearance: imageOf(activation) }),
        name: revision.name,
        claimedSigningTime: at,
        at,
      },
      activation.key,
    );
    return isPadesRefusal(outcome) ? signing.refuseSigning('SIGNING.PDF_REFUSED', { why: outcome.code }) : outcome.pdf;
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
    const certificate = activation.key.certificateChain()[0];
    if (!certificate) return signing.refuseSigning('SIGNING.NO_KEY');
    const unfit = this.certificateUnfit(certificate, at);
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

  /** R-SIG-09, Decree 23/2025 Art. 15: valid now, of a trusted family, not revoked, for signing, or the key is not touched. */
  private certificateUnfit(certificate: Certificate, at: Date): Refusal | null {
    if (at < certificate.notBefore || at > certificate.notAfter)
      return signing.refuseSigning('SIGNING.CERTIFICATE_EXPIRED');
    if (!maySignDocuments(certificate))
      return signing.refuseSigning('SIGNING.CERTIFICATE_UNFIT', { why: 'mục đích sử dụng khóa không phải để ký' });
    const path = validatePath({
      leaf: certificate,
      intermediates: this.trust.intermediates,
      anchors: this.trust.anchors,
      crls: this.trust.crls(),
      at,
    });
    if (path.subIndication === 'REVOKED') return signing.refuseSigning('SIGNING.CERTIFICATE_REVOKED');
    if (path.indication !== 'PASSED') return signing.refuseSigning('SIGNING.CERTIFICATE_UNTRUSTED');
    return null;
  }
}

function isEnrolledFor(signer: SigningRequest['signer'], owner: Enrolments[number]['owner'] | undefined): boolean {
  if (owner?.kind === 'person') return signer.kind === 'person' && owner.personId === signer.personId;
  return owner?.kind === 'organisation' && signer.kind === 'organisation' && owner.agencyId === signer.agencyId;
}

const imageOf = (activation: Activation): SignatureAppearance =>
  activation.image ? { kind: 'image', png: activation.image } : { kind: 'none' };
