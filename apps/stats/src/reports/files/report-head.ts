import { Injectable } from '@nestjs/common';
import {
  commonRefusals,
  directory,
  type InputOf,
  isRefusal,
  type OutputOf,
  type Refusal,
  type RequestContract,
  refuser,
  stats,
} from '@vanthu/contracts';
import { composeRecipients, type DocumentHead, symbol } from '@vanthu/decree30';
import { RequestClient, type RequestContext, RequestFailed } from '@vanthu/messaging';

/** Real milliseconds: who asks us gives up after two seconds and should hear the reason before. */
const timeoutMs = 700;

/** People's Committees and People's Councils print no superior in box 2 (Annex I). */
const withoutSuperior = /^(ủy ban nhân dân|uỷ ban nhân dân|hội đồng nhân dân)/iu;

/** What stands around the body of a báo cáo: who issues it and who will sign it, as the directory says on the day. */
@Injectable()
export class ReportHead {
  constructor(private readonly requests: RequestClient) {}

  async of(agencyId: string, abstract: string, ctx: RequestContext): Promise<(DocumentHead & Sealed) | Refusal> {
    const agency = await this.ask(directory.GetAgency, { agencyId }, ctx);
    if (isRefusal(agency)) return agency;
    const signer = await this.headOf(agencyId, ctx);
    if (isRefusal(signer)) return signer;
    const superior = await this.superiorOf(agency, ctx);
    if (isRefusal(superior)) return superior;
    return {
      superiorName: withoutSuperior.test(agency.name.normalize('NFC')) ? null : agency.superiorName,
      agencyName: agency.printedName,
      symbol: symbol({ kind: 'bao-cao', agencyAbbreviation: agency.abbreviation, unitAbbreviation: null }),
      place: agency.place,
      abstract,
      signers: [{ capacityLines: signer.lines, name: signer.signerName }],
      recipients: composeRecipients({ kind: 'bao-cao', recipients: superior, draftingUnit: null }),
      urgency: 'normal',
      sealMm: agency.sealMm,
    };
  }

  /** The head signs what the agency reports to its superior, unless a deputy is chosen in the draft. */
  private async headOf(agencyId: string, ctx: RequestContext) {
    const on = ctx.today();
    const found = await this.ask(directory.FindPeople, { agencyId, role: 'signer', text: '', on, limit: 500 }, ctx);
    if (isRefusal(found)) return found;
    const ranks = ['head', 'acting-head', 'deputy-in-charge', 'deputy'];
    const signers = found.people
      .filter(({ level }) => ranks.includes(level))
      .sort((a, b) => ranks.indexOf(a.level) - ranks.indexOf(b.level));
    for (const { positionId } of signers) {
      const question = { positionId, agencyId, kind: 'bao-cao', on };
      const answer = await this.ask(directory.CheckAuthority, question, ctx);
      if (!isRefusal(answer)) return answer;
    }
    return stats.refuseStats('STATS.NO_SIGNATORY');
  }

  private async superiorOf(agency: OutputOf<typeof directory.GetAgency>, ctx: RequestContext) {
    if (agency.superiorId === null) return agency.superiorName === null ? [] : [agency.superiorName];
    const question = { text: '', ids: [agency.superiorId], limit: 1 };
    const found = await this.ask(directory.FindAgencies, question, ctx);
    return isRefusal(found) ? found : found.agencies.map(({ name }) => name);
  }

  private async ask<C extends RequestContract>(contract: C, input: InputOf<C>, ctx: RequestContext) {
    const at = ctx.at === undefined ? {} : { at: ctx.at };
    try {
      return await this.requests.ask(contract, input, { asService: true, timeoutMs, ...at });
    } catch (error) {
      if (!(error instanceof RequestFailed) || !error.retryable) throw error;
      ctx.log.warn({ err: error }, 'the directory did not answer');
      return refuser(commonRefusals)(error.reason === 'timeout' ? 'SERVICE.TIMEOUT' : 'SERVICE.UNAVAILABLE');
    }
  }
}

interface Sealed {
  readonly sealMm: number;
}
