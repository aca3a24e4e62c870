import { Injectable } from '@nestjs/common';
import type { incoming } from '@vanthu/contracts';
import { changed, rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { backOff, type OwedCheck, OwedCheckRow, type Problem, soon } from '../store/owed-work.store.js';

const StampedRow = z.object({ sha256: z.string(), bytes: z.coerce.number().int() });

/** Stamps that are owed, and the copies that bear them. */
@Injectable()
export class StampStore {
  async owe(tx: Tx, documentId: string, civilAt: string): Promise<void> {
    await tx.query(
      `INSERT INTO owed_stamp (document_id, civil_at) VALUES ($1, $2)
       ON CONFLICT (document_id) DO UPDATE SET civil_at = excluded.civil_at, attempts = 0, next_at = now()`,
      [documentId, civilAt],
    );
  }

  /** The oldest that is due; the next attempt is booked, in case this one dies part-way. */
  async take(tx: Tx): Promise<OwedCheck | null> {
    const rows: [unknown[], number] = await tx.query(
      `UPDATE owed_stamp SET attempts = attempts + 1, next_at = ${backOff}
       WHERE document_id = (SELECT document_id FROM owed_stamp WHERE next_at <= now() ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING document_id, civil_at, attempts`,
    );
    return rows[0][0] === undefined ? null : OwedCheckRow.parse(rows[0][0]);
  }

  async failed(tx: Tx, documentId: string, { message, isAway }: Problem): Promise<void> {
    const next = isAway ? `, next_at = ${soon}` : '';
    await changed(tx, `UPDATE owed_stamp SET last_problem = $2${next} WHERE document_id = $1`, [documentId, message]);
  }

  /** `false` when another stamp has been asked for in the meantime: then this copy is out of date. */
  async done(tx: Tx, owed: OwedCheck, copy: { sha256: string; bytes: number }, at: string): Promise<boolean> {
    const text = 'DELETE FROM owed_stamp WHERE document_id = $1 AND civil_at = $2';
    if ((await changed(tx, text, [owed.document_id, owed.civil_at])) === 0) return false;
    await tx.query(
      `INSERT INTO stamped_copy (document_id, sha256, bytes, stamped_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (document_id) DO UPDATE SET sha256 = excluded.sha256, bytes = excluded.bytes, stamped_at = excluded.stamped_at`,
      [owed.document_id, copy.sha256, copy.bytes, at],
    );
    return true;
  }

  async drop(tx: Tx, documentId: string): Promise<void> {
    await changed(tx, 'DELETE FROM owed_stamp WHERE document_id = $1', [documentId]);
  }

  async copyOf(tx: Tx, documentId: string, name: string): Promise<incoming.IncomingDetail['stamped']> {
    const text = 'SELECT sha256, bytes FROM stamped_copy WHERE document_id = $1';
    const [row] = await rowsOf(tx, StampedRow, text, [documentId]);
    return row === undefined ? null : { ...row, name: `Dau den ${name}` };
  }
}
