import { Injectable } from '@nestjs/common';
import { type Refusal, refuseClosing } from '@vanthu/contracts';
import { civilDate, printShortDate } from '@vanthu/decree30';
import { changed, rowsOf, type Tx } from '@vanthu/persistence';
import { ClosedRegisters, type Period } from '@vanthu/register';
import { z } from 'zod';
import type { IncomingDocument } from '../domain/incoming-document.js';
import { kindAndAbstract } from '../domain/incoming-kinds.js';
import { RegisterLineRow } from './rows.js';

const columns = `l.document_id, l.arrived_on::text, l.arrival_number, l.author, l.number_and_symbol, l.document_date::text,
  l.kind_and_abstract, l.handed_to, l.handed_over_on::text, l.received_by`;
const factsOfLine = `(f.agency_id, f.year, f.number) = (l.agency_id, l.year, l.arrival_number) AND f.direction = 'incoming'`;
const Place = z.object({
  agency_id: z.string(),
  year: z.number().int(),
  arrival_number: z.number().int(),
  arrived_on: z.string(),
});

/** One change of a line: on the line itself while its book is open, else told in the book of that day. */
interface Change {
  /** `$1` is the document. */
  readonly sql: string;
  readonly values: readonly unknown[];
  /** The day on which it happens. */
  readonly today: string;
  readonly factVi: string;
}

/** Sổ đăng ký văn bản đến: ten columns in the order of Annex IV part VI (R-IN-06). */
@Injectable()
export class RegisterLineStore {
  private readonly closed = new ClosedRegisters('incoming');

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
  handOver(tx: Tx, documentId: string, handedTo: string, on: string): Promise<void> {
    return this.change(tx, documentId, {
      ...{ sql: 'handed_to = $2, handed_over_on = $3', values: [handedTo, on], today: on },
      factVi: `Chuyển ${handedTo} ngày ${printShortDate(civilDate(on))}`,
    });
  }

  /** Column 9: who has taken it and when; in place of a signature in ink. */
  receivedBy(tx: Tx, documentId: string, line: string, today: string): Promise<void> {
    return this.change(tx, documentId, {
      sql: `received_by = CASE WHEN received_by = '' THEN $2 ELSE received_by || '; ' || $2 END`,
      ...{ values: [line], today, factVi: `Ký nhận: ${line}` },
    });
  }

  /** Taken back or sent back: nobody has it yet. */
  takeBack(tx: Tx, documentId: string, today: string): Promise<void> {
    return this.change(tx, documentId, {
      ...{ sql: `handed_to = '', handed_over_on = NULL, received_by = ''`, values: [], today },
      factVi: 'Đã lấy lại, chưa chuyển người khác',
    });
  }

  /** Column 10: the line stays and says what became of the document. */
  note(tx: Tx, documentId: string, note: string, today: string): Promise<void> {
    const sql = `note = concat_ws('; ', nullif(note, ''), $2::text)`;
    return this.change(tx, documentId, { sql, values: [note], today, factVi: note });
  }

  private async change(tx: Tx, documentId: string, { sql, values, today, factVi }: Change): Promise<void> {
    const where = 'WHERE document_id = $1';
    const places = `SELECT agency_id, year, arrival_number, arrived_on::text FROM register_line ${where}`;
    const [place] = await rowsOf(tx, Place, places, [documentId]);
    if (!place) return;
    const { agency_id: agencyId, year, arrival_number: number, arrived_on: lineDay } = place;
    if ((await this.closed.closedOn(tx, agencyId, [lineDay])) === null) {
      await changed(tx, `UPDATE register_line SET ${sql} ${where}`, [documentId, ...values]);
      return;
    }
    const key = { agencyId, year, direction: 'incoming', code: 'arrival' } as const;
    await this.closed.note(tx, key, number, { lineDay, today, factVi });
  }

  /** The closed period in which this day lies, as a refusal: no line comes into a book that is closed (Art. 22.3.b). */
  async closedOn(tx: Tx, agencyId: string, day: string): Promise<Refusal | null> {
    const shut = await this.closed.closedOn(tx, agencyId, [day]);
    if (shut === null) return null;
    const [from, to] = [printShortDate(civilDate(shut.from)), printShortDate(civilDate(shut.to))];
    return refuseClosing('REGISTER.CLOSED', { from, to });
  }

  async page(tx: Tx, agencyId: string, year: number, afterNumber: number, limit: number) {
    const lines = await rowsOf(
      tx,
      RegisterLineRow,
      `SELECT ${columns}, concat_ws('; ', nullif(l.note, ''),
         (SELECT string_agg(f.fact_vi, '; ' ORDER BY f.id) FROM register_fact f WHERE ${factsOfLine})) AS note
       FROM register_line l WHERE l.agency_id = $1 AND l.year = $2 AND l.arrival_number > $3 ORDER BY l.arrival_number LIMIT $4`,
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

  /**
   * All lines that arrived in a period of one year, in the order of their numbers, and what became in it of lines whose own book
   * was closed before.
   */
  async between(tx: Tx, agencyId: string, { from, to, limit }: Period & { limit: number }) {
    const lines = await rowsOf(
      tx,
      RegisterLineRow,
      `SELECT ${columns}, l.note FROM register_line l
        WHERE l.agency_id = $1 AND l.year = $2 AND l.arrived_on BETWEEN $3 AND $4 ORDER BY l.arrival_number LIMIT $5`,
      [agencyId, Number(from.slice(0, 4)), from, to, limit],
    );
    const late = await rowsOf(
      tx,
      RegisterLineRow,
      `SELECT ${columns}, 'Bổ sung sổ đã chốt: ' || f.fact_vi AS note FROM register_fact f JOIN register_line l ON ${factsOfLine}
        WHERE f.agency_id = $1 AND f.book_on BETWEEN $2 AND $3 ORDER BY f.id LIMIT $4`,
      [agencyId, from, to, limit],
    );
    return { lines, late };
  }

  async count(tx: Tx, agencyId: string, { from, to }: Period): Promise<number> {
    const [counted] = await rowsOf(
      tx,
      z.object({ total: z.coerce.number().int() }),
      'SELECT count(*) AS total FROM register_line WHERE agency_id = $1 AND year = $2 AND arrived_on BETWEEN $3 AND $4',
      [agencyId, Number(from.slice(0, 4)), from, to],
    );
    return counted?.total ?? 0;
  }
}
