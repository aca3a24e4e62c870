import { Injectable } from '@nestjs/common';
import { outgoing } from '@vanthu/contracts';
import { RequestFailed } from '@vanthu/messaging';
import { changed, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

const instant = z.date().transform((at) => at.toISOString());
export const OwedCheckRow = z.object({ document_id: z.string(), civil_at: instant, attempts: z.number().int() });
const OwedDeliveryRow = z.object({
  outgoing_document_id: z.string(),
  agency_ids: z.array(z.string()),
  issued: outgoing.Issued.payload,
  occurred_at: instant,
  attempts: z.number().int(),
});
export type OwedCheck = z.infer<typeof OwedCheckRow>;
export type OwedDelivery = z.infer<typeof OwedDeliveryRow>;

/** 2 s, 4 s, 8 s … at most a minute between two attempts. Real time: retries have nothing to do with the civil clock. */
export const backOff = `now() + make_interval(secs => least(60, power(2, least(attempts, 8) + 1)))`;
/** When nothing is wrong with the work and only a service is away, its return is not slept through. */
export const soon = `least(next_at, now() + interval '10 seconds')`;

/** Why an attempt failed. */
export interface Problem {
  readonly message: string;
  /** Another service did not answer. */
  readonly isAway: boolean;
}

export const problemOf = (error: unknown): Problem => ({
  message: error instanceof Error ? error.message : String(error),
  isAway: error instanceof RequestFailed && error.retryable,
});

/** Work that follows from what was stored, kept in tables so that it survives whatever dies. */
@Injectable()
export class OwedWorkStore {
  /** A check asked again starts at once, or after so many minutes of real time, with the attempts counted anew. */
  async oweCheck(tx: Tx, documentId: string, civilAt: Date, afterMinutes = 0): Promise<void> {
    await tx.query(
      `INSERT INTO owed_check (document_id, civil_at, next_at) VALUES ($1, $2, now() + make_interval(mins => $3))
       ON CONFLICT (document_id) DO UPDATE SET civil_at = excluded.civil_at, attempts = 0, next_at = excluded.next_at`,
      [documentId, civilAt.toISOString(), afterMinutes],
    );
  }

  /** Takes the check that has waited longest and books the next attempt, in case this one dies part-way. */
  async takeCheck(tx: Tx): Promise<OwedCheck | null> {
    const rows: [unknown[], number] = await tx.query(
      `UPDATE owed_check SET attempts = attempts + 1, next_at = ${backOff}
       WHERE document_id = (SELECT document_id FROM owed_check WHERE next_at <= now() ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING document_id, civil_at, attempts`,
    );
    return rows[0][0] === undefined ? null : OwedCheckRow.parse(rows[0][0]);
  }

  /** `false` when somebody has stored a check, or asked for a new one, in the meantime. */
  async checkDone(tx: Tx, owed: OwedCheck): Promise<boolean> {
    const text = 'DELETE FROM owed_check WHERE document_id = $1 AND civil_at = $2';
    return (await changed(tx, text, [owed.document_id, owed.civil_at])) === 1;
  }

  async dropCheck(tx: Tx, documentId: string): Promise<void> {
    await changed(tx, 'DELETE FROM owed_check WHERE document_id = $1', [documentId]);
  }

  async checkFailed(tx: Tx, documentId: string, { message, isAway }: Problem): Promise<void> {
    const next = isAway ? `, next_at = ${soon}` : '';
    await changed(tx, `UPDATE owed_check SET last_problem = $2${next} WHERE document_id = $1`, [documentId, message]);
  }

  async oweDelivery(tx: Tx, issued: unknown, agencyIds: string[], occurredAt: string): Promise<void> {
    const payload = outgoing.Issued.payload.parse(issued);
    await tx.query(
      `INSERT INTO owed_delivery (outgoing_document_id, agency_ids, issued, occurred_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (outgoing_document_id) DO NOTHING`,
      [payload.documentId, agencyIds, JSON.stringify(payload), occurredAt],
    );
  }

  async takeDelivery(tx: Tx): Promise<OwedDelivery | null> {
    const rows: [unknown[], number] = await tx.query(
      `UPDATE owed_delivery SET attempts = attempts + 1, next_at = ${backOff}
       WHERE outgoing_document_id = (SELECT outgoing_document_id FROM owed_delivery WHERE next_at <= now() ORDER BY next_at
         LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING outgoing_document_id, agency_ids, issued, occurred_at, attempts`,
    );
    return rows[0][0] === undefined ? null : OwedDeliveryRow.parse(rows[0][0]);
  }

  async deliveryDone(tx: Tx, outgoingDocumentId: string): Promise<boolean> {
    const text = 'DELETE FROM owed_delivery WHERE outgoing_document_id = $1';
    return (await changed(tx, text, [outgoingDocumentId])) === 1;
  }

  async deliveryFailed(tx: Tx, outgoingDocumentId: string, { message, isAway }: Problem): Promise<void> {
    const next = isAway ? `, next_at = ${soon}` : '';
    await changed(tx, `UPDATE owed_delivery SET last_problem = $2${next} WHERE outgoing_document_id = $1`, [
      outgoingDocumentId,
      message,
    ]);
  }
}
