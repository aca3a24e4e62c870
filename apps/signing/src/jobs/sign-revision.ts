import { Injectable } from '@nestjs/common';
import { directory, isRefusal, type Refusal, signing } from '@vanthu/contracts';
import { RequestClient } from '@vanthu/messaging';
import { isRefusal as isPadesRefusal, type SignatureAppearance, signPdf } from '@vanthu/pades';
import { type Certificate, maySignDocuments, validatePath } from '@vanthu/pki';
import type { Activation } from '../activation/activations.js';
import { Trust } from '../config/trust.js';
import type { SigningRequest } from './job.store.js';

/** Adds one revision: values of number and date, and the signature, in one increment. Everything is checked before the key is used. */
@Injectable()
export class SignRevision {
  constructor(
    private readonly trust: Trust,
    private readonly client: RequestClient,
  ) {}

  async sign(
    pdf: Uint8Array,
    request: SigningRequest,
    activation: Activation,
    at: Date,
  ): Promise<Uint8Array | Refusal> {
    const certificate = activation.key.certificateChain()[0];
    if (!certificate) return signing.refuseSigning('SIGNING.NO_KEY');
    const unfit = this.certificateUnfit(certificate, at) ?? (await this.notEnrolled(certificate, request, at));
    if (unfit) return unfit;
    const outcome = await signPdf(
      pdf,
      {
        fieldName: request.field,
        fill: request.fill,
        appearance: appearanceOf(activation),
        name: request.signer.name,
        claimedSigningTime: at,
        at,
      },
      activation.key,
    );
    return isPadesRefusal(outcome) ? signing.refuseSigning('SIGNING.PDF_REFUSED', { why: outcome.code }) : outcome.pdf;
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

  private async notEnrolled(certificate: Certificate, request: SigningRequest, at: Date): Promise<Refusal | null> {
    const answer = await this.client.ask(
      directory.FindEnrolments,
      { certificates: [certificate.fingerprintSha256], at: at.toISOString() },
      { asService: true },
    );
    if (isRefusal(answer)) return answer;
    const owner = answer.enrolments[0]?.owner;
    const signer = request.signer;
    const same =
      owner?.kind === 'person' && signer.kind === 'person'
        ? owner.personId === signer.personId
        : owner?.kind === 'organisation' && signer.kind === 'organisation' && owner.agencyId === signer.agencyId;
    return same ? null : signing.refuseSigning('SIGNING.CERTIFICATE_NOT_ENROLLED');
  }
}

const appearanceOf = (activation: Activation): SignatureAppearance =>
  activation.imagePng ? { kind: 'image', png: activation.imagePng } : { kind: 'none' };
