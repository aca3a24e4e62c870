import { Injectable } from '@nestjs/common';
import { type Actor, outgoing, type Refusal } from '@vanthu/contracts';
import { civilDateOf, printShortDate } from '@vanthu/decree30';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

const RecallRow = z
  .object({
    order_named: z.string(),
    reason: z.string(),
    ordered_at: z.date(),
    ordered_by: z.string(),
    open: z.coerce.number(),
  })
  .transform((row) => ({
    order: row.order_named,
    reason: row.reason,
    orderedAt: row.ordered_at.toISOString(),
    orderedBy: row.ordered_by,
    open: row.open,
  }));
type Recall = z.infer<typeof RecallRow>;

@Injectable()
export class RecallsStore {
  async add(tx: Tx, documentId: string, what: { order: string; reason: string }, by: { actor: Actor; at: Date }) {
    await tx.query(
      `INSERT INTO recall (document_id, order_named, reason, ordered_at, ordered_by, ordered_by_person)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [documentId, what.order, what.reason, by.at.toISOString(), by.actor.personName, by.actor.personId],
    );
  }

  /** With the number of receivers that have neither cancelled nor sent it back before. */
  async of(tx: Tx, documentId: string): Promise<Recall | null> {
    const text = `
      SELECT r.order_named, r.reason, r.ordered_at, r.ordered_by,
             (SELECT count(*) FROM delivery d WHERE d.document_id = r.document_id
                AND d.cancelled_at IS NULL AND d.returned_at IS NULL) AS open
        FROM recall r WHERE r.document_id = $1`;
    return (await rowsOf(tx, RecallRow, text, [documentId]))[0] ?? null;
  }

  /** Frozen with its metadata: nothing begins with it any more (Annex VI III.8.a; R-REC-01). */
  async frozen(tx: Tx, documentId: string): Promise<Refusal | null> {
    const recall = await this.of(tx, documentId);
    if (recall === null) return null;
    const date = printShortDate(civilDateOf(new Date(recall.orderedAt)));
    return outgoing.refuseOutgoing('OUTGOING.FROZEN', { date, order: recall.order });
  }
}
