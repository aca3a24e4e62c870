import { Injectable } from '@nestjs/common';
import { outgoing, type Refusal } from '@vanthu/contracts';
import { Transactions } from '@vanthu/persistence';
import { ApartSeriesStore } from './apart-series.store.js';
import type { IssuingBody } from './issuer-of.js';

/** Which advisory body issues a document. */
@Injectable()
export class AdvisoryBodies {
  constructor(
    private readonly transactions: Transactions,
    private readonly series: ApartSeriesStore,
  ) {}

  /** Null for a document of the agency itself; refused when the body has no head known here, or has been dissolved. */
  async issuing(agencyId: string, seriesCode: string | null): Promise<IssuingBody | null | Refusal> {
    if (seriesCode === null) return null;
    const body = await this.transactions.run((tx) => this.series.of(tx, agencyId, seriesCode));
    if (body === null || body.head === null) return outgoing.refuseOutgoing('OUTGOING.UNKNOWN_BODY');
    if (body.closed) return outgoing.refuseOutgoing('OUTGOING.SERIES_ENDED', { reason: body.closed.decision });
    return { ...body, head: body.head };
  }
}
