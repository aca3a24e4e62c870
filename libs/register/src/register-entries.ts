import { prepared, type Tx } from '@vanthu/persistence';
import type { SeriesKey } from './series.js';

/** One line of a register. Owners keep what else the line shows in tables of their own. */
export interface RegisterEntry {
  number: number;
  /** What stands behind the number, for example `QĐ-UBND`; empty for incoming documents. */
  notation: string;
  documentId: string;
  /** `YYYY-MM-DD` */
  documentDate: string;
}

/** Writes lines in the transaction that allotted their numbers. */
export async function enterRegister(tx: Tx, key: SeriesKey, entries: readonly RegisterEntry[]): Promise<void> {
  await prepared(
    tx,
    'register enter',
    `INSERT INTO register_entry (agency_id, year, direction, series_code, number, notation, document_id, document_date)
     SELECT $1, $2, $3, $4, * FROM unnest($5::int[], $6::text[], $7::uuid[], $8::date[])`,
    [
      key.agencyId,
      key.year,
      key.direction,
      key.code,
      entries.map((entry) => entry.number),
      entries.map((entry) => entry.notation),
      entries.map((entry) => entry.documentId),
      entries.map((entry) => entry.documentDate),
    ],
  );
}

/** Voids a line: it stays, with its number and the reason (R-OUT-07). @returns false when there is none that stands */
export async function voidEntry(tx: Tx, key: SeriesKey, number: number, reason: string, at: Date): Promise<boolean> {
  const [, changed] = (await tx.query(
    `UPDATE register_entry SET voided_at = $6, voided_reason = $7
      WHERE agency_id = $1 AND year = $2 AND direction = $3 AND series_code = $4 AND number = $5 AND voided_at IS NULL`,
    [key.agencyId, key.year, key.direction, key.code, number, at, reason],
  )) as [unknown, number];
  return changed === 1;
}
