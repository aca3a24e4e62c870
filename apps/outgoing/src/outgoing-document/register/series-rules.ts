import { Injectable } from '@nestjs/common';
import { type CivilDate, yearOf } from '@vanthu/decree30';
import { Transactions, type Tx } from '@vanthu/persistence';
import { findSeries, openSeries, type SeriesKey } from '@vanthu/register';
import type { OutgoingDocument } from '../domain/outgoing-document.js';

/** In which run of numbers a kind is numbered: the agency's own rule first, a rule for the kind before the one for the rest. */
@Injectable()
export class SeriesRules {
  /** Series that exist: one name for each year, agency and code, for as long as the process lives. */
  private readonly known = new Set<string>();

  constructor(private readonly transactions: Transactions) {}

  /** Each civil year has its own (Art. 15.1; R-OUT-02). */
  async keyFor(
    { agencyId, kind, advisoryBody }: Pick<OutgoingDocument, 'agencyId' | 'kind' | 'advisoryBody'>,
    date: string,
  ): Promise<SeriesKey> {
    const year = yearOf(date as CivilDate);
    // An advisory body numbers in its own series, whatever the kind (Annex I II.3.a; R-OUT-09).
    if (advisoryBody !== null) return { agencyId, year, direction: 'outgoing', code: advisoryBody };
    const [rule] = await this.transactions.query<{ series_code: string }>(
      `SELECT series_code FROM series_rule WHERE (agency_id = $1 OR agency_id IS NULL) AND kind IN ($2, '*')
        ORDER BY agency_id NULLS LAST, kind = '*' LIMIT 1`,
      [agencyId, kind],
    );
    if (!rule) throw new Error('no rule says in which series a document is numbered');
    return { agencyId, year, direction: 'outgoing', code: rule.series_code };
  }

  /** A year's series begins with its first document, in the transaction that numbers it (R-OUT-02). */
  async open(tx: Tx, key: SeriesKey): Promise<void> {
    if (this.known.has(JSON.stringify(key))) return;
    if ((await findSeries(tx, key)) === null) await openSeries(tx, key);
  }

  /** A number of it has been committed: there is no need to look again. */
  remember(key: SeriesKey): void {
    this.known.add(JSON.stringify(key));
  }

  /** From the next number on; what was numbered stays in its series (R-OUT-10). */
  async set(
    tx: Tx,
    rule: { agencyId: string; kind: string; seriesCode: string; decision: string },
    by: { name: string; at: Date },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO series_rule (agency_id, kind, series_code, decision, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (agency_id, kind) DO UPDATE SET series_code = $3, decision = $4, set_by = $5, set_at = $6`,
      [rule.agencyId, rule.kind, rule.seriesCode, rule.decision, by.name, by.at.toISOString()],
    );
  }
}
