import { Injectable } from '@nestjs/common';
import { incoming } from '@vanthu/contracts';
import { changed, rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { PaperCheck } from '../domain/paper-check.js';

const instant = z.date().transform((at) => at.toISOString());
const CheckRow = z.object({ paper_check: incoming.PaperCheck, checked_by: z.string(), checked_at: instant });
const LetterRow = z.object({
  id: z.string(),
  arrived_at: instant,
  sender_name: z.string(),
  addressee: z.string(),
  number_on_envelope: z.string().nullable(),
  passed_by: z.string(),
  document_id: z.string().nullable(),
});
type Letter = z.infer<typeof incoming.UnopenedLetter>;
const letterColumns = 'id, arrived_at, sender_name, addressee, number_on_envelope, passed_by, document_id';

@Injectable()
export class PaperStore {
  async addCheck(
    tx: Tx,
    documentId: string,
    { check, by, at }: { check: PaperCheck; by: string; at: string },
  ): Promise<void> {
    const row = [documentId, JSON.stringify(check), by, at];
    await tx.query(
      'INSERT INTO paper_reception (document_id, paper_check, checked_by, checked_at) VALUES ($1, $2, $3, $4)',
      row,
    );
  }

  async checkOf(tx: Tx, documentId: string): Promise<incoming.IncomingDetail['paper']> {
    const text = 'SELECT paper_check, checked_by, checked_at FROM paper_reception WHERE document_id = $1';
    const [row] = await rowsOf(tx, CheckRow, text, [documentId]);
    return row === undefined ? null : { ...row.paper_check, checkedBy: row.checked_by, checkedAt: row.checked_at };
  }

  async addLetter(tx: Tx, agencyId: string, letter: Letter, passedByPerson: string): Promise<void> {
    await tx.query(
      `INSERT INTO unopened_letter (id, agency_id, arrived_at, sender_name, addressee, number_on_envelope, passed_by, passed_by_person)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[letter.id, agencyId, letter.arrivedAt, letter.senderName, letter.addressee, letter.numberOnEnvelope],
        ...[letter.passedBy, passedByPerson],
      ],
    );
  }

  /** Locked: a letter becomes one document. */
  async letterForChange(tx: Tx, agencyId: string, id: string): Promise<Letter | null> {
    const text = `SELECT ${letterColumns} FROM unopened_letter WHERE id = $1 AND agency_id = $2 FOR UPDATE`;
    return (await rowsOf(tx, LetterRow, text, [id, agencyId])).map(letterOf)[0] ?? null;
  }

  async letterBecame(tx: Tx, letterId: string, documentId: string): Promise<void> {
    await changed(tx, 'UPDATE unopened_letter SET document_id = $2 WHERE id = $1', [letterId, documentId]);
  }

  async letters(tx: Tx, agencyId: string, limit: number): Promise<Letter[]> {
    const text = `SELECT ${letterColumns} FROM unopened_letter WHERE agency_id = $1
       ORDER BY document_id IS NOT NULL, arrived_at DESC, id LIMIT $2`;
    return (await rowsOf(tx, LetterRow, text, [agencyId, limit])).map(letterOf);
  }
}

const letterOf = (row: z.infer<typeof LetterRow>): Letter => ({
  id: row.id,
  arrivedAt: row.arrived_at,
  senderName: row.sender_name,
  addressee: row.addressee,
  numberOnEnvelope: row.number_on_envelope,
  passedBy: row.passed_by,
  documentId: row.document_id,
});
