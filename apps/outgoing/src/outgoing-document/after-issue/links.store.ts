import { Injectable } from '@nestjs/common';
import { outgoing } from '@vanthu/contracts';
import { changed, rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { kindNameOf } from '../domain/payloads.js';

const LinkRow = z
  .object({
    kind: outgoing.LinkKind,
    other: z.enum(['earlier', 'later']),
    id: z.string(),
    number_and_symbol: z.string().nullable(),
    document_kind: z.string(),
    abstract: z.string(),
    in_force: z.boolean(),
  })
  .transform(
    (row): outgoing.OutgoingLink => ({
      kind: row.kind,
      other: row.other,
      documentId: row.id,
      numberAndSymbol: row.number_and_symbol,
      kindName: kindNameOf(row.document_kind),
      abstract: row.abstract,
      inForce: row.in_force,
    }),
  );

/** Which document amends, replaces or corrects which (Art. 18.3). */
@Injectable()
export class LinksStore {
  /** Said again it is another kind of mending. */
  async add(tx: Tx, laterId: string, earlierId: string, kind: outgoing.LinkKind): Promise<void> {
    await tx.query(
      `INSERT INTO document_link (later_id, earlier_id, kind) VALUES ($1, $2, $3)
       ON CONFLICT (later_id, earlier_id) DO UPDATE SET kind = $3`,
      [laterId, earlierId, kind],
    );
  }

  /** Both ways: what this one mends, and what mends it; the latter only once it is issued. */
  of(tx: Tx, documentId: string): Promise<outgoing.OutgoingLink[]> {
    return rowsOf(
      tx,
      LinkRow,
      `SELECT l.kind, CASE WHEN l.later_id = $1 THEN 'earlier' ELSE 'later' END AS other, d.id, d.number_and_symbol,
              d.kind AS document_kind, d.abstract, l.in_force_at IS NOT NULL AS in_force
         FROM document_link l
         JOIN outgoing_document d ON d.id = CASE WHEN l.later_id = $1 THEN l.earlier_id ELSE l.later_id END
        WHERE l.later_id = $1 OR (l.earlier_id = $1 AND l.in_force_at IS NOT NULL)
        ORDER BY d.created_at, d.id`,
      [documentId],
    );
  }

  async enforce(tx: Tx, laterId: string, earlierId: string, at: Date): Promise<void> {
    await changed(tx, 'UPDATE document_link SET in_force_at = $3 WHERE later_id = $1 AND earlier_id = $2', [
      laterId,
      earlierId,
      at.toISOString(),
    ]);
  }
}
