import { Injectable } from '@nestjs/common';
import { directory, isRefusal, outgoing, type Refusal, signing } from '@vanthu/contracts';
import type { RequestContext } from '@vanthu/messaging';
import { AdvisoryBodies } from '../../apart/advisory-bodies.js';
import { personalAreValid } from '../../domain/judgement-rules.js';
import { type OutgoingDocument, sealOf } from '../../domain/outgoing-document.js';
import { DirectoryQuestions } from '../../drafting/directory-questions.js';
import { Neighbours } from '../../drafting/neighbours.js';

/** Everything that others know and that could refuse, asked before the number: afterwards only faults remain (design §5.4). */
@Injectable()
export class ReadyToNumber {
  constructor(
    private readonly directory: DirectoryQuestions,
    private readonly neighbours: Neighbours,
    private readonly bodies: AdvisoryBodies,
  ) {}

  /** @param activationId  under which it is to be sealed, where that is known already */
  async refusalFor(document: OutgoingDocument, ctx: RequestContext, activationId?: string): Promise<Refusal | null> {
    const [body, agency, seal, signature, key] = await Promise.all([
      this.bodies.issuing(document.agencyId, document.advisoryBody),
      this.agencyIsOpen(document, ctx),
      this.sealIsThere(document, ctx),
      this.signatureIsValid(document, ctx),
      activationId === undefined ? null : this.keyIsHere(document, activationId, ctx),
    ]);
    return (isRefusal(body) ? body : null) ?? agency ?? signature ?? seal ?? key;
  }

  /** Figures that are signatures of their own follow each other in one job, which goes nowhere else (ADR 31). */
  private async keyIsHere(
    document: OutgoingDocument,
    activationId: string,
    ctx: RequestContext,
  ): Promise<Refusal | null> {
    if (document.road === 'ink' || !sealOf(document).marks?.length) return null;
    const told = await this.neighbours.ask(signing.IsHandout, { activationId }, ctx);
    if (isRefusal(told)) return told;
    return told.isHandout ? signing.refuseSigning('SIGNING.MARKS_NEED_A_KEY') : null;
  }

  /** A closed agency numbers nothing (R-SYS-07). */
  private async agencyIsOpen(document: OutgoingDocument, ctx: RequestContext): Promise<Refusal | null> {
    const agency = await this.directory.agency(document.agencyId, ctx);
    if (isRefusal(agency)) return agency;
    const { validTo } = agency;
    if (validTo === null || ctx.today() <= validTo) return null;
    return directory.refuseDirectory('DIRECTORY.AGENCY_CLOSED', { validTo });
  }

  private async sealIsThere(document: OutgoingDocument, ctx: RequestContext): Promise<Refusal | null> {
    const there = await this.directory.hasSealCertificate(document.agencyId, ctx);
    if (isRefusal(there)) return there;
    return there ? null : outgoing.refuseOutgoing('OUTGOING.NO_SEAL_CERTIFICATE');
  }

  /** The stored file is judged now: what was valid at the signature may have been revoked since (R-OUT-03, R-ORG-01). */
  private async signatureIsValid(document: OutgoingDocument, ctx: RequestContext): Promise<Refusal | null> {
    // On paper the clerk has the signature in hand and has recorded it.
    if (document.road === 'ink') return document.ink ? null : outgoing.refuseOutgoing('OUTGOING.NOT_SIGNED');
    const input = { fileSha256: document.file.sha256, judgedFor: ctx.now().toISOString() };
    const judgement = await this.neighbours.ask(signing.JudgeFile, input, ctx);
    if (isRefusal(judgement)) return judgement;
    if (personalAreValid(document, judgement)) return null;
    return outgoing.refuseOutgoing('OUTGOING.NOT_SIGNED', { answer: judgement.answer, why: judgement.messageVi });
  }
}
