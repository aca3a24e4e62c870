import { Injectable } from '@nestjs/common';
import { type Capacity, directory, isRefusal, type OutputOf, type Refusal } from '@vanthu/contracts';
import type { RequestContext } from '@vanthu/messaging';
import type { DirectoryAgency, SigningAuthority } from '../domain/directory-answers.js';
import { Neighbours } from './neighbours.js';

export type PersonInPosition = OutputOf<typeof directory.FindPeople>['people'][number];

export interface AuthorityQuestion {
  readonly positionId: string;
  readonly agencyId: string;
  readonly kind: string;
  readonly field: string | null;
  readonly capacity?: Capacity | undefined;
  readonly headDecidesAlone?: boolean | undefined;
}

/** What this service asks of the directory, always for the civil day of the act. */
@Injectable()
export class DirectoryQuestions {
  constructor(private readonly neighbours: Neighbours) {}

  agency(agencyId: string, ctx: RequestContext): Promise<DirectoryAgency | Refusal> {
    return this.neighbours.ask(directory.GetAgency, { agencyId }, ctx);
  }

  /** May this position sign it today, and with what lines? Refused with the rule that forbids (R-SIG-08). */
  authority(
    question: AuthorityQuestion,
    ctx: RequestContext,
    on: string = ctx.today(),
  ): Promise<SigningAuthority | Refusal> {
    const { capacity, headDecidesAlone, ...rest } = question;
    const input = {
      ...rest,
      ...(capacity === undefined ? {} : { capacity }),
      ...(headDecidesAlone ? { headDecidesAlone } : {}),
      on,
    };
    return this.neighbours.ask(directory.CheckAuthority, input, ctx);
  }

  /** Everybody who holds a position in the agency today. */
  async people(agencyId: string, ctx: RequestContext): Promise<PersonInPosition[] | Refusal> {
    const question = { agencyId, text: '', on: ctx.today(), limit: 500 };
    const answer = await this.neighbours.ask(directory.FindPeople, question, ctx);
    return isRefusal(answer) ? answer : answer.people;
  }

  /** Refused when one of these agencies is in no directory: nothing could ever be delivered to it. */
  async unknownAgency(ids: readonly string[], ctx: RequestContext): Promise<Refusal | null> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return null;
    const question = { text: '', ids: wanted, limit: 500 };
    const answer = await this.neighbours.ask(directory.FindAgencies, question, ctx);
    if (isRefusal(answer)) return answer;
    const agencyId = wanted.find((id) => !answer.agencies.some((agency) => agency.id === id));
    return agencyId === undefined ? null : directory.refuseDirectory('DIRECTORY.UNKNOWN_AGENCY', { agencyId });
  }

  /** Whether the agency has a certificate enrolled and valid at this moment. */
  async hasSealCertificate(agencyId: string, ctx: RequestContext): Promise<boolean | Refusal> {
    const answer = await this.neighbours.ask(
      directory.FindEnrolments,
      { owner: { kind: 'organisation', agencyId }, at: ctx.now().toISOString() },
      ctx,
    );
    if (isRefusal(answer)) return answer;
    return answer.enrolments.length > 0;
  }
}
