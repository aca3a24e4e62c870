import { Injectable } from '@nestjs/common';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { IncomingDocument } from '../domain/incoming-document.js';
import { kindAndAbstract } from '../domain/incoming-kinds.js';
import { RegisterLineRow } from './rows.js';
import { changed, rowsOf } from './sql.js';

/** Sổ đăng ký văn bản đến: ten columns in the order of Annex IV part VI (R-IN-06). */
@Injectable()
export class RegisterLineStore {
  async add(tx: Tx, document: IncomingDocument, year: number, note: string): Promise<void> {
    const { fields } = document;
    await tx.query(
      `INSERT INTO register_line (agency_id, year, arrival_number, document_id, arrived_on, author, number_and_symbol,
         document_date, kind_and_abstract, note)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        document.agencyId,
        year,
        document.arrivalNumber,
        document.id,
        document.arrivedOn,
        fields.senderName,
        fields.numberAndSymbol,
        fields.documentDate,
        kindAndAbstract(fields.kind, fields.abstract),
        note,
      ],
    );
  }

  /** Columns 7 and 8: to whom the document was handed over, and when (Art. 23.4). */
  async handOver(tx: Tx, documentId: string, handedTo: string, on: string): Promise<void> {
    await changed(tx, 'UPDATE register_line SET handed_to = $2, handed_over_on = $3 WHERE document_id = $1', [
      documentId,
      handedTo,
      on,
    ]);
  }

  /** Column 9: who has taken it and when; in place of a signature in ink. */
  async receivedBy(tx: Tx, documentId: string, line: string): Promise<void> {
    await changed(
      tx,
      `UPDATE register_line SET received_by = CASE WHEN received_by = '' THEN $2 ELSE received_by || '; ' || $2 END
       WHERE document_id = $1`,
      [documentId, line],
    );
  }

  async page(tx: Tx, agencyId: string, year: number, afterNumber: number, limit: number) {
    const lines = await rowsOf(
      tx,
      RegisterLineRow,
      `SELECT document_id, arrived_on::text, arrival_number, author, number_and_symbol, document_date::text,
         kind_and_abstract, handed_to, handed_over_on::text, received_by, note
       FROM register_line WHERE agency_id = $1 AND year = $2 AND arrival_number > $3 ORDER BY arrival_number LIMIT $4`,
      [agencyId, year, afterNumber, limit],
    );
    const [counted] = await rowsOf(
      tx,
      z.object({ total: z.coerce.number().int() }),
      'SELECT count(*) AS total FROM register_line WHERE agency_id = $1 AND year = $2',
      [agencyId, year],
    );
    return { lines, total: counted?.total ?? 0 };
  }

  /** Taken back or sent back: nobody has it yet. */
  async takeBack(tx: Tx, documentId: string): Promise<void> {
    await changed(
      tx,
      `UPDATE register_line SET handed_to = '', handed_over_on = NULL, received_by = '' WHERE document_id = $1`,
      [documentId],
    );
  }
  /** All lines that arrived in a period of one year, in the order of their numbers. */
  between(tx: Tx, agencyId: string, { from, to, limit }: { from: string; to: string; limit: number }) {
    return rowsOf(
      tx,
      RegisterLineRow,
      `SELECT document_id, arrived_on::text, arrival_number, author, number_and_symbol, document_date::text,
         kind_and_abstract, handed_to, handed_over_on::text, received_by, note
       FROM register_line WHERE agency_id = $1 AND year = $2 AND arrived_on BETWEEN $3 AND $4
       ORDER BY arrival_number LIMIT $5`,
      [agencyId, Number(from.slice(0, 4)), from, to, limit],
    );
  }
}
