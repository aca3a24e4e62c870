import { Injectable } from '@nestjs/common';
import { type Actor, directory, isRefusal, type Refusal, signing } from '@vanthu/contracts';
import { RequestClient, type RequestContext } from '@vanthu/messaging';
import type { Certificate } from '@vanthu/pki';
import { SealInHand } from '../activation/seal-in-hand.js';
import { CertificateFitness } from './certificate-fitness.js';
import type { KeyOwner } from './key.store.js';

/** Everything that would refuse a signature with a certificate now, looked at without its key (R-SIG-09, R-ORG-02). */
@Injectable()
export class CertificateProblems {
  constructor(
    private readonly fitness: CertificateFitness,
    private readonly sealInHand: SealInHand,
    private readonly client: RequestClient,
  ) {}

  async of(owner: KeyOwner, certificate: Certificate, ctx: RequestContext): Promise<Refusal[]> {
    const sha256 = certificate.fingerprintSha256;
    const unfit = this.fitness.problemOf(certificate, ctx.now());
    const enrolled = await this.isEnrolled(owner, sha256, ctx);
    const { personId } = ctx.actor as Actor;
    const notInHand = await this.sealInHand.problemOf(owner, sha256, { personId, at: ctx.now() });
    return [
      ...(unfit ? [unfit] : []),
      ...(enrolled ? [] : [signing.refuseSigning('SIGNING.CERTIFICATE_NOT_ENROLLED')]),
      ...(notInHand ? [notInHand] : []),
    ];
  }

  private async isEnrolled(owner: KeyOwner, certificateSha256: string, ctx: RequestContext): Promise<boolean> {
    const question = { certificates: [certificateSha256], at: ctx.now().toISOString() };
    const answer = await this.client.ask(directory.FindEnrolments, question, { asService: true });
    if (isRefusal(answer)) return false;
    return answer.enrolments.some(({ owner: found }) => {
      const id = found.kind === 'person' ? found.personId : found.agencyId;
      return found.kind === owner.kind && id === owner.id;
    });
  }
}
