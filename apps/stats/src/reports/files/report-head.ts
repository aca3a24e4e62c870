import { Injectable } from '@nestjs/common';
import { directory, isRefusal, type OutputOf, type Refusal, stats } from '@vanthu/contracts';
import { composeRecipients, type DocumentHead, symbol } from '@vanthu/decree30';
import type { RequestContext } from '@vanthu/messaging';
import { Owners } from './owners.js';

/** People's Committees and People's Councils print no superior in box 2 (Annex I). */
const withoutSuperior = /^(ủy ban nhân dân|uỷ ban nhân dân|hội đồng nhân dân)/iu;

/** What stands around the body of a báo cáo: who issues it and who will sign it, as the directory says on the day. */
@Injectable()
export class ReportHead {
  constructor(private readonly owners: Owners) {}

  async of(agencyId: string, abstract: string, ctx: RequestContext): Promise<(DocumentHead & Sealed) | Refusal> {
    const agency = await this.owners.ask(directory.GetAgency, { agencyId }, ctx);
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
    const found = await this.owners.ask(
      directory.FindPeople,
      { agencyId, role: 'signer', text: '', on, limit: 500 },
      ctx,
    );
    if (isRefusal(found)) return found;
    const ranks = ['head', 'acting-head', 'deputy-in-charge', 'deputy'];
    const signers = found.people
      .filter(({ level }) => ranks.includes(level))
      .sort((a, b) => ranks.indexOf(a.level) - ranks.indexOf(b.level));
    for (const { positionId } of signers) {
      const question = { positionId, agencyId, kind: 'bao-cao', on };
      const answer = await this.owners.ask(directory.CheckAuthority, question, ctx);
      if (!isRefusal(answer)) return answer;
    }
    return stats.refuseStats('STATS.NO_SIGNATORY');
  }

  private async superiorOf(agency: OutputOf<typeof directory.GetAgency>, ctx: RequestContext) {
    if (agency.superiorId === null) return agency.superiorName === null ? [] : [agency.superiorName];
    const question = { text: '', ids: [agency.superiorId], limit: 1 };
    const found = await this.owners.ask(directory.FindAgencies, question, ctx);
    return isRefusal(found) ? found : found.agencies.map(({ name }) => name);
  }
}

interface Sealed {
  readonly sealMm: number;
}
