import { Injectable } from '@nestjs/common';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

const SettledRow = z.object({
  arrival_number: z.number().int(),
  arrived_on: z.string(),
  author: z.string(),
  number_and_symbol: z.string(),
  kind_and_abstract: z.string(),
  state: z.string(),
  lead: z.string(),
  deadline: z.string().nullable(),
  answer: z.string().nullable(),
  completed_on: z.string().nullable(),
});
export type Settled = z.infer<typeof SettledRow>;

/** What became of the documents that arrived in a period, from the register and the timeline. */
@Injectable()
export class HandlingStore {
  of(tx: Tx, agencyId: string, { from, to, limit }: { from: string; to: string; limit: number }): Promise<Settled[]> {
    return rowsOf(
      tx,
      SettledRow,
      `SELECT l.arrival_number, l.arrived_on::text, l.author, l.number_and_symbol, l.kind_and_abstract, d.state,
              coalesce(d.direction ->> 'leadName', '') AS lead, d.deadline::text, d.answer ->> 'numberAndSymbol' AS answer,
              (SELECT (max(t.at) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::text FROM timeline t
                WHERE t.document_id = d.id AND t.act = 'complete' AND d.state = 'completed') AS completed_on
         FROM register_line l JOIN incoming_document d ON d.id = l.document_id
        WHERE l.agency_id = $1 AND l.arrived_on BETWEEN $2 AND $3 ORDER BY l.year, l.arrival_number LIMIT $4`,
      [agencyId, from, to, limit],
    );
  }
}
