import { Injectable } from '@nestjs/common';
import { isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import type { RequestContext } from '@vanthu/messaging';
import { AdvisoryBodies } from '../apart/advisory-bodies.js';
import { headOf } from '../apart/issuer-of.js';
import type { OutgoingDocument, PlannedSignature } from '../domain/outgoing-document.js';
import { DirectoryQuestions } from './directory-questions.js';

/** The planned signer may sign on that day, on the authority of this document; null: by the office itself. */
export interface Allowed {
  readonly sourceDocument: string | null;
}

/** Whether a planned signature is still lawful: asked of the directory for the day of signing (R-SIG-08). */
@Injectable()
export class PlannedSigners {
  constructor(
    private readonly directory: DirectoryQuestions,
    private readonly bodies: AdvisoryBodies,
  ) {}

  async mayToday(
    document: OutgoingDocument,
    planned: PlannedSignature,
    ctx: RequestContext,
    on: string = ctx.today(),
  ): Promise<Allowed | Refusal> {
    const { positionId, capacity } = planned;
    if (positionId === null) throw new Error(`document ${document.id} without planned position`);
    if (planned.meetingRole !== undefined) return this.inMeeting(document, planned, ctx);
    if (document.advisoryBody !== null) return this.ofBody(document, planned, ctx);
    const { agencyId, kind, field, headDecidesAlone } = document;
    const question = { positionId, agencyId, kind, field, headDecidesAlone, capacity: capacity ?? undefined };
    const authority = await this.directory.authority(question, ctx, on);
    if (isRefusal(authority)) return authority;
    if (authority.personId !== planned.personId) return outgoing.refuseOutgoing('OUTGOING.NOT_THE_SIGNER');
    if (!sameAsPrinted(planned, authority.signerName, authority.lines)) {
      return outgoing.refuseOutgoing('OUTGOING.CAPACITY_CHANGED', { lines: authority.lines });
    }
    return { sourceDocument: authority.sourceDocument };
  }

  /** Still the head of the body, with the same titles; the body still stands, under the letters that the page bears. */
  private async ofBody(
    { agencyId, advisoryBody, symbol }: OutgoingDocument,
    planned: PlannedSignature,
    ctx: RequestContext,
  ): Promise<Allowed | Refusal> {
    const body = await this.bodies.issuing(agencyId, advisoryBody);
    if (isRefusal(body)) return body;
    const people = await this.directory.people(agencyId, ctx);
    if (isRefusal(people)) return people;
    const head = body && headOf(body, people);
    if (!head || head.personId !== planned.personId) return outgoing.refuseOutgoing('OUTGOING.NOT_THE_SIGNER');
    if (!sameAsPrinted(planned, head.name, head.lines) || !`-${symbol}-`.includes(`-${body.issuer}-`)) {
      return outgoing.refuseOutgoing('OUTGOING.CAPACITY_CHANGED', { lines: [...head.lines] });
    }
    return { sourceDocument: body.decision };
  }

  private async inMeeting(
    { agencyId }: OutgoingDocument,
    planned: PlannedSignature,
    ctx: RequestContext,
  ): Promise<Allowed | Refusal> {
    const people = await this.directory.people(agencyId, ctx);
    if (isRefusal(people)) return people;
    const person = people.find((one) => one.positionId === planned.positionId);
    if (person?.personId !== planned.personId) return outgoing.refuseOutgoing('OUTGOING.NOT_THE_SIGNER');
    if (person.fullName !== planned.name) {
      return outgoing.refuseOutgoing('OUTGOING.CAPACITY_CHANGED', { lines: planned.capacityLines });
    }
    return { sourceDocument: null };
  }
}

const sameAsPrinted = (planned: PlannedSignature, name: string, lines: readonly string[]): boolean =>
  JSON.stringify([planned.name, planned.capacityLines]) === JSON.stringify([name, lines]);
