import { Injectable } from '@nestjs/common';
import { directory, type InputOf } from '@vanthu/contracts';
import { type Answer, Handles } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { agencies, units } from '../../store/tables.js';

/** One agency with its units; closed ones too, their records stay readable (R-SYS-07). */
@Injectable()
export class GetAgencyHandler {
  constructor(private readonly transactions: Transactions) {}

  @Handles(directory.GetAgency)
  async handle({ agencyId }: InputOf<typeof directory.GetAgency>): Promise<Answer<typeof directory.GetAgency>> {
    const agency = await agencies.byId(this.transactions, agencyId);
    if (!agency) return directory.refuseDirectory('DIRECTORY.UNKNOWN_AGENCY', { agencyId });
    return {
      ...agency,
      units: await units.find(this.transactions, 'WHERE t.agency_id = $1 ORDER BY t.name, t.id', [agencyId]),
    };
  }
}
