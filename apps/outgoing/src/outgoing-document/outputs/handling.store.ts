import { Injectable } from '@nestjs/common';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

const HandledRow = z.object({
  number_and_symbol: z.string(),
  document_date: z.string(),
  kind_and_abstract: z.string(),
  unit: z.string(),
  signer: z.string(),
  issued_at: z.date().nullable(),
  late: z.boolean(),
  recalled: z.boolean(),
  sent: z.coerce.number().int(),
  received: z.coerce.number().int(),
  returned: z.coerce.number().int(),
});
export type Handled = z.infer<typeof HandledRow>;

/** What became of the documents that were numbered in a period, from the register, the violations and what receivers told. */
@Injectable()
export class HandlingStore {
  of(tx: Tx, agencyId: string, { from, to, limit }: { from: string; to: string; limit: number }): Promise<Handled[]> {
    return rowsOf(
      tx,
      HandledRow,
      `SELECT l.number_and_symbol, l.document_date::text, l.kind_and_abstract, coalesce(d.unit_abbreviation, '') AS unit, l.signer,
              d.issued_at,
              EXISTS (SELECT FROM violation v WHERE v.document_id = d.id AND v.what <> 'number') AS late,
              EXISTS (SELECT FROM recall r WHERE r.document_id = d.id) AS recalled,
              (SELECT count(*) FROM delivery y WHERE y.document_id = d.id) AS sent,
              (SELECT count(*) FROM delivery y WHERE y.document_id = d.id AND y.registered_at IS NOT NULL AND y.returned_at IS NULL) AS received,
              (SELECT count(*) FROM delivery y WHERE y.document_id = d.id AND y.returned_at IS NOT NULL) AS returned
         FROM register_line l JOIN register_entry e USING (agency_id, year, direction, series_code, number)
         JOIN outgoing_document d ON d.id = l.document_id
        WHERE l.agency_id = $1 AND l.document_date BETWEEN $2 AND $3 AND l.source = 'system' AND e.voided_at IS NULL
        ORDER BY l.document_date, l.series_code, l.number LIMIT $4`,
      [agencyId, from, to, limit],
    );
  }
}
