import { Injectable } from '@nestjs/common';
import type { outgoing } from '@vanthu/contracts';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

/** What undid a step of the road, for the system that asked. */
export type Outcome = Pick<outgoing.RequestedDocument, 'voided' | 'recalled'>;
export const noOutcome: Outcome = { voided: null, recalled: null };

const instant = z.date().transform((at) => at.toISOString());
const VoidedRow = z.object({ id: z.string(), numberAndSymbol: z.string(), reason: z.string(), at: instant });
const RecalledRow = z.object({ id: z.string(), reason: z.string(), at: instant });

@Injectable()
export class RequestedOutcomes {
  async of(tx: Tx, documentId: string): Promise<Outcome> {
    return (await this.ofAll(tx, [documentId])).get(documentId) ?? noOutcome;
  }

  /** The last voided number of each, and its recall (R-OUT-07, R-REC-01). */
  async ofAll(tx: Tx, documentIds: readonly string[]): Promise<Map<string, Outcome>> {
    const voided = await rowsOf(
      tx,
      VoidedRow,
      `SELECT DISTINCT ON (e.document_id) e.document_id AS id, l.number_and_symbol AS "numberAndSymbol",
              e.voided_reason AS reason, e.voided_at AS at
         FROM register_entry e JOIN register_line l USING (agency_id, year, series_code, number)
        WHERE e.document_id = ANY($1::uuid[]) AND e.direction = 'outgoing' AND e.voided_at IS NOT NULL
        ORDER BY e.document_id, e.voided_at DESC`,
      [documentIds],
    );
    const recalled = await rowsOf(
      tx,
      RecalledRow,
      'SELECT document_id AS id, reason, ordered_at AS at FROM recall WHERE document_id = ANY($1::uuid[])',
      [documentIds],
    );
    const told = <T extends { id: string }>(rows: readonly T[], documentId: string) => {
      const row = rows.find(({ id }) => id === documentId);
      if (!row) return null;
      const { id: _, ...what } = row;
      return what;
    };
    return new Map(documentIds.map((id) => [id, { voided: told(voided, id), recalled: told(recalled, id) }]));
  }
}
