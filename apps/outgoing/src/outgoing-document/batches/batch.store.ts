import { Injectable } from '@nestjs/common';
import { type Actor, outgoing, type Refusal, refusalTable } from '@vanthu/contracts';
import { rowsOf, Transactions, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

const instant = z.date().transform((at) => at.toISOString());
const BatchRow = z.object({ id: z.uuid(), act: outgoing.BatchAct, opened_at: instant });
export type BatchRow = z.infer<typeof BatchRow>;

const LineRow = z.object({
  batch_id: z.uuid(),
  document_id: z.uuid(),
  activation_id: z.uuid(),
  begun_at: z.date(),
  outcome: outgoing.BatchOutcome,
  reason: z.string().nullable(),
  ended_at: instant.nullable(),
});
export type BatchLineRow = z.infer<typeof LineRow>;

export interface NewBatch {
  readonly id: string;
  readonly act: outgoing.BatchAct;
  readonly activationId: string;
  readonly documentIds: readonly string[];
}

/** A sheet is kept for so long. */
const KEPT = `interval '30 days'`;

/** Sheets of batches, each of the person who began it. */
@Injectable()
export class BatchStore {
  constructor(private readonly transactions: Transactions) {}

  async open(tx: Tx, batch: NewBatch, { actor, at }: { actor: Actor; at: Date }): Promise<void> {
    await tx.query(`DELETE FROM signing_batch WHERE person_id = $1 AND opened_at < $2::timestamptz - ${KEPT}`, [
      actor.personId,
      at,
    ]);
    await tx.query(
      `INSERT INTO signing_batch (id, agency_id, person_id, act, opened_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO NOTHING`,
      [batch.id, actor.agencyId, actor.personId, batch.act, at],
    );
    // Gone on with: its documents wait again, under another key. What is done stays done.
    await tx.query(
      `INSERT INTO signing_batch_line (batch_id, document_id, ordinal, activation_id, begun_at, outcome)
       SELECT $1, document_id, ordinal, $3, $4, 'waiting'
         FROM unnest($2::uuid[]) WITH ORDINALITY AS one (document_id, ordinal)
       ON CONFLICT (batch_id, document_id) DO UPDATE
          SET activation_id = excluded.activation_id, begun_at = excluded.begun_at, outcome = 'waiting', reason = NULL, ended_at = NULL
        WHERE signing_batch_line.outcome <> 'done'`,
      [batch.id, batch.documentIds, batch.activationId, at],
    );
  }

  async of(tx: Tx, actor: Actor, id: string): Promise<BatchRow | null> {
    const sql = `SELECT id, act, opened_at FROM signing_batch WHERE id = $1 AND person_id = $2 AND agency_id = $3`;
    return (await rowsOf(tx, BatchRow, sql, [id, actor.personId, actor.agencyId]))[0] ?? null;
  }

  recent(tx: Tx, actor: Actor, { at, limit }: { at: Date; limit: number }): Promise<BatchRow[]> {
    const sql = `SELECT id, act, opened_at FROM signing_batch
                  WHERE person_id = $1 AND agency_id = $2 AND opened_at >= $3::timestamptz - ${KEPT}
                  ORDER BY opened_at DESC, id LIMIT $4`;
    return rowsOf(tx, BatchRow, sql, [actor.personId, actor.agencyId, at, limit]);
  }

  lines(tx: Tx, batchIds: readonly string[]): Promise<BatchLineRow[]> {
    const sql = `SELECT batch_id, document_id, activation_id, begun_at, outcome, reason, ended_at
                   FROM signing_batch_line WHERE batch_id = ANY($1::uuid[]) ORDER BY batch_id, ordinal, document_id`;
    return rowsOf(tx, LineRow, sql, [batchIds]);
  }

  /** What came of an order, in the transaction that takes it; nothing where it was ordered outside a batch. */
  async ended(
    tx: Tx,
    { activationId, documentId }: { activationId: string; documentId: string },
    { outcome, reason, at }: { outcome: outgoing.BatchOutcome; reason: string | null; at: string },
  ): Promise<void> {
    await tx.query(
      `UPDATE signing_batch_line SET outcome = $3, reason = $4, ended_at = $5 WHERE activation_id = $1 AND document_id = $2`,
      [activationId, documentId, outcome, reason, at],
    );
  }

  /** An order that was refused has rolled everything back: the sheet says so all the same. What may be sent again is not over. */
  async orderRefused(
    order: { activationId?: string | undefined; documentId: string },
    refusal: Refusal,
    at: Date,
  ): Promise<void> {
    const { activationId, documentId } = order;
    if (activationId === undefined || refusalTable[refusal.code]?.retryable) return;
    await this.transactions.query(
      `UPDATE signing_batch_line SET outcome = 'refused', reason = $3, ended_at = $4
        WHERE activation_id = $1 AND document_id = $2 AND outcome = 'waiting'`,
      [activationId, documentId, refusal.message, at],
    );
  }
}
