import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, isRefusal, signing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { ownerFor } from '../activation/owner-for.js';
import { CertificateProblems } from '../keys/certificate-problems.js';
import { DesktopRoad } from './desktop-road.js';
import { HANDOUT_LIFE_MS, HandoutStore } from './handout.store.js';
import { readShown, summaryOf } from './shown-certificate.js';

@Injectable()
export class OpenHandoutHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly handouts: HandoutStore,
    private readonly problems: CertificateProblems,
    private readonly road: DesktopRoad,
  ) {}

  @Handles(signing.CheckCertificate)
  async check(
    { purpose, certificateDer }: InputOf<typeof signing.CheckCertificate>,
    ctx: RequestContext,
  ): Promise<Answer<typeof signing.CheckCertificate>> {
    const owner = ownerFor(purpose, ctx.actor as Actor);
    if (!owner) return signing.refuseSigning('SIGNING.NO_KEY');
    const certificate = readShown(certificateDer);
    if (isRefusal(certificate)) return certificate;
    const problems = await this.problems.of(owner, certificate, ctx);
    return {
      certificate: summaryOf(certificate, ctx),
      problems: problems.map(({ code, message }) => ({ code, messageVi: message })),
    };
  }

  /** Refuses what could be refused later, before a number is given for it. */
  @Handles(signing.OpenHandout)
  async open(
    input: InputOf<typeof signing.OpenHandout>,
    ctx: RequestContext,
  ): Promise<Answer<typeof signing.OpenHandout>> {
    const owner = ownerFor(input.purpose, ctx.actor as Actor);
    if (!owner) return signing.refuseSigning('SIGNING.NO_KEY');
    const certificate = input.certificateDer === null ? null : readShown(input.certificateDer);
    if (isRefusal(certificate)) return certificate;
    if (input.way === 'cms' && certificate === null)
      return signing.refuseSigning('SIGNING.CERTIFICATE_UNFIT', { why: 'cần chứng thư của người sẽ ký' });
    const [problem] = certificate ? await this.problems.of(owner, certificate, ctx) : [];
    if (problem) return problem;
    const closed = input.way === 'desktop' ? await this.road.problemOf(input.documents) : null;
    if (closed) return closed;
    return this.commands.run(signing.OpenHandout, input, ctx, async (tx) => {
      const grant = {
        activation_id: randomUUID(),
        person_id: (ctx.actor as Actor).personId,
        owner_kind: owner.kind,
        owner_id: owner.id,
        way: input.way,
        certificate_der: certificate && new Uint8Array(certificate.der),
        documents: input.documents,
        expires_at: new Date(Date.now() + HANDOUT_LIFE_MS[input.way]),
      };
      await this.handouts.addGrant(tx, grant);
      return {
        activationId: grant.activation_id,
        expiresAt: grant.expires_at.toISOString(),
        certificate: certificate && summaryOf(certificate, ctx),
      };
    });
  }
}
