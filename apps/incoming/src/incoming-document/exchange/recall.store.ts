import { Injectable } from '@nestjs/common';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

const RecallRow = z
  .object({ order_named: z.string(), reason: z.string(), cancelled_at: z.date() })
  .transform((row) => ({ order: row.order_named, reason: row.reason, at: row.cancelled_at.toISOString() }));

/** What became of documents whose issuers have recalled them. */
@Injectable()
export class RecallStore {
  async add(tx: Tx, documentId: string, recall: { order: string; reason: string; at: Date }): Promise<void> {
    await tx.query(
      'INSERT INTO recall_order (document_id, order_named, reason, cancelled_at) VALUES ($1, $2, $3, $4)',
      [documentId, recall.order, recall.reason, recall.at.toISOString()],
    );
  }

  async of(tx: Tx, documentId: string): Promise<z.infer<typeof RecallRow> | null> {
    const text = 'SELECT order_named, reason, cancelled_at FROM recall_order WHERE document_id = $1';
    return (await rowsOf(tx, RecallRow, text, [documentId]))[0] ?? null;
  }

  /** A delivery that has not been made yet is not made any more. @returns whom it would have reached */
  async dropDelivery(tx: Tx, outgoingDocumentId: string): Promise<string[]> {
    const rows: [{ agency_ids: string[] }[], number] = await tx.query(
      'DELETE FROM owed_delivery WHERE outgoing_document_id = $1 RETURNING agency_ids',
      [outgoingDocumentId],
    );
    return rows[0].flatMap(({ agency_ids }) => agency_ids);
  }
}
