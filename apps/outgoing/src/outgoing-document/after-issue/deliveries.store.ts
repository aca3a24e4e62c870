import { Injectable } from '@nestjs/common';
import type { outgoing } from '@vanthu/contracts';
import { changed, rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { OutgoingDocument } from '../domain/outgoing-document.js';

const instant = z
  .date()
  .nullable()
  .transform((at) => (at === null ? null : at.toISOString()));
const DeliveryRow = z
  .object({
    agency_id: z.string(),
    name: z.string(),
    arrived_at: instant,
    registered_at: instant,
    returned_at: instant,
    return_reason: z.string().nullable(),
    cancelled_at: instant,
  })
  .transform(
    (row): outgoing.Delivery => ({
      agencyId: row.agency_id,
      name: row.name,
      state: stateOf(row),
      arrivedAt: row.arrived_at,
      registeredAt: row.registered_at,
      returnedAt: row.returned_at,
      returnReason: row.return_reason,
      cancelledAt: row.cancelled_at,
    }),
  );

/** What the receiver told last decides; events of different receivers and of one may come in any order. */
const stateOf = (row: Record<'arrived_at' | 'registered_at' | 'returned_at' | 'cancelled_at', string | null>) => {
  if (row.cancelled_at !== null) return 'recalled' as const;
  if (row.returned_at !== null) return 'returned' as const;
  if (row.registered_at !== null) return 'registered' as const;
  return row.arrived_at === null ? ('sent' as const) : ('arrived' as const);
};

type Told =
  | { readonly arrivedAt: string }
  | { readonly registeredAt: string }
  | { readonly returnedAt: string; readonly reason: string }
  | { readonly cancelledAt: string };

/** Receiving agencies of issued documents and what their systems have told (Art. 4.2.d; Annex VI III.1.k). */
@Injectable()
export class DeliveriesStore {
  /** One line for each agency, however often it is named; the issuer does not send to itself. */
  async begin(tx: Tx, { id, agencyId, recipients }: OutgoingDocument): Promise<void> {
    const names = new Map<string, string>();
    for (const one of recipients) {
      if (one.kind === 'agency' && one.agencyId !== agencyId && !names.has(one.agencyId)) {
        names.set(one.agencyId, one.name);
      }
    }
    if (names.size === 0) return;
    await tx.query(
      `INSERT INTO delivery (document_id, agency_id, name, place)
       SELECT $1, * FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY`,
      [id, [...names.keys()], [...names.values()]],
    );
  }

  of(tx: Tx, documentId: string): Promise<outgoing.Delivery[]> {
    return rowsOf(
      tx,
      DeliveryRow,
      `SELECT agency_id, name, arrived_at, registered_at, returned_at, return_reason, cancelled_at
         FROM delivery WHERE document_id = $1 ORDER BY place`,
      [documentId],
    );
  }

  /** @returns the receiver's name; null when this service has not sent it there */
  async told(tx: Tx, documentId: string, agencyId: string, what: Told): Promise<string | null> {
    const [column, at] =
      'arrivedAt' in what
        ? ['arrived_at', what.arrivedAt]
        : 'registeredAt' in what
          ? ['registered_at', what.registeredAt]
          : 'returnedAt' in what
            ? ['returned_at', what.returnedAt]
            : ['cancelled_at', what.cancelledAt];
    const reason = 'reason' in what ? what.reason : null;
    const count = await changed(
      tx,
      `UPDATE delivery SET ${column} = $3, return_reason = coalesce($4, return_reason)
        WHERE document_id = $1 AND agency_id = $2`,
      [documentId, agencyId, at, reason],
    );
    if (count === 0) return null;
    const text = 'SELECT name FROM delivery WHERE document_id = $1 AND agency_id = $2';
    return (await rowsOf(tx, z.object({ name: z.string() }), text, [documentId, agencyId]))[0]?.name ?? null;
  }
}
