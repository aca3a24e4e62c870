import { prepared, type Tx } from '@vanthu/persistence';

export type Direction = 'outgoing' | 'incoming';

/** Which run of numbers: Decree 30 Art. 15 (outgoing) and Art. 22 (incoming) begin a new one on 1 January. */
export interface SeriesKey {
  agencyId: string;
  /** Civil year in Asia/Ho_Chi_Minh. */
  year: number;
  direction: Direction;
  /** For example `administrative`, `decision`, `secret`; the agency's head decides which there are. */
  code: string;
}

/** A series as it stands. */
export interface Series extends SeriesKey {
  lastNumber: number;
  /** Date of the last number, `YYYY-MM-DD`; null before the first. */
  lastDate: string | null;
  open: boolean;
}

/** Why no number was given. Nothing has been used up. */
export type NotAllotted =
  | { allotted: false; reason: 'missing' }
  | { allotted: false; reason: 'closed' }
  /** R-OUT-08: dates of a series never run backwards. */
  | { allotted: false; reason: 'date-behind'; lastDate: string; lastNumber: number }
  /** The date is not in the year of the series. */
  | { allotted: false; reason: 'other-year' };

interface Allotted {
  allotted: true;
  /** The first of the consecutive numbers given. */
  first: number;
}

interface SeriesRow {
  last_number: number;
  last_date: string | null;
  open: boolean;
}

const values = (key: SeriesKey): unknown[] => [key.agencyId, key.year, key.direction, key.code];
const where = 'agency_id = $1 AND year = $2 AND direction = $3 AND code = $4';

/**
 * Opens a series; one that exists stays as it is. `lastNumber` continues a register that was kept elsewhere before.
 *
 * @returns false when there was one
 */
export async function openSeries(
  tx: Tx,
  key: SeriesKey,
  start: { lastNumber?: number; lastDate?: string } = {},
): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `INSERT INTO series (agency_id, year, direction, code, last_number, last_date) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING RETURNING code`,
    [...values(key), start.lastNumber ?? 0, start.lastDate ?? null],
  );
  return rows.length === 1;
}

/** Closes a series: it gives no more numbers. What it gave stays. */
export async function closeSeries(tx: Tx, key: SeriesKey): Promise<void> {
  await tx.query(`UPDATE series SET open = false WHERE ${where}`, values(key));
}

/** A closed series gives numbers again, going on behind `last`: what was given outside, in its order, has been entered. */
export async function resumeSeries(
  tx: Tx,
  key: SeriesKey,
  last: Pick<Series, 'lastNumber' | 'lastDate'>,
): Promise<void> {
  await tx.query(
    `UPDATE series SET open = true, last_number = $5, last_date = $6 WHERE ${where} AND last_number <= $5`,
    [...values(key), last.lastNumber, last.lastDate],
  );
}

/** The series as it stands, and nobody else numbers in it until the transaction ends. */
export async function lockSeries(tx: Tx, key: SeriesKey): Promise<Series | null> {
  await tx.query(`SELECT FROM series WHERE ${where} FOR UPDATE`, values(key));
  return findSeries(tx, key);
}

export async function findSeries(tx: Pick<Tx, 'query'>, key: SeriesKey): Promise<Series | null> {
  const [row] = (await tx.query(
    `SELECT last_number, last_date::text, open FROM series WHERE ${where}`,
    values(key),
  )) as SeriesRow[];
  if (row === undefined) return null;
  return { ...key, lastNumber: row.last_number, lastDate: row.last_date, open: row.open };
}

/** What stands in the register beside a number that is being given. */
export interface LineToNumber {
  /** What stands behind the number, for example `QĐ-UBND`; empty for incoming documents. */
  notation: string;
  documentId: string;
}

const notInYear = (key: SeriesKey, date: string): boolean => date.slice(0, 4) !== String(key.year).padStart(4, '0');

/** Takes `$6` numbers under the lock of the series' row, unless it is closed or its date would run backwards. */
const take = `UPDATE series SET last_number = last_number + $6, last_date = $5
  WHERE ${where} AND open AND (last_date IS NULL OR last_date <= $5::date)
  RETURNING last_number - $6 + 1 AS first`;

/**
 * Gives the lines the next numbers of a series, consecutive and in their order, and enters them in the register: one statement,
 * so that the series is locked for one question less. With the caller's transaction the numbers exist, without it nothing was
 * used. The series stays locked until the transaction ends, so nobody can pass.
 *
 * @param date  civil date of the numbers; must not be before the last one given (R-OUT-08)
 * @see         Decree 30, Art. 15.1
 */
export async function numberLines(
  tx: Tx,
  key: SeriesKey,
  date: string,
  lines: readonly LineToNumber[],
): Promise<Allotted | NotAllotted> {
  if (lines.length === 0) throw new Error('At least one number must be asked for.');
  if (notInYear(key, date)) return { allotted: false, reason: 'other-year' };
  const [row] = (await prepared(
    tx,
    'register number lines',
    `WITH given AS (${take}), entered AS (
       INSERT INTO register_entry (agency_id, year, direction, series_code, number, notation, document_id, document_date)
       SELECT $1, $2, $3, $4, given.first + line.place - 1, line.notation, line.document_id, $5::date
         FROM given, unnest($7::text[], $8::uuid[]) WITH ORDINALITY AS line (notation, document_id, place))
     SELECT first FROM given`,
    [
      ...[...values(key), date, lines.length],
      ...[lines.map(({ notation }) => notation), lines.map(({ documentId }) => documentId)],
    ],
  )) as { first: number }[];
  return row === undefined ? whyNot(tx, key, date) : { allotted: true, first: row.first };
}

async function whyNot(tx: Tx, key: SeriesKey, date: string): Promise<NotAllotted> {
  const series = await findSeries(tx, key);
  if (series === null) return { allotted: false, reason: 'missing' };
  if (!series.open) return { allotted: false, reason: 'closed' };
  return { allotted: false, reason: 'date-behind', lastDate: series.lastDate ?? date, lastNumber: series.lastNumber };
}

/** Gives the next number of a series; its line is entered by the caller, in the same transaction. See `numberLines`. */
export async function allotNumber(
  tx: Tx,
  key: SeriesKey,
  date: string,
): Promise<{ allotted: true; number: number } | NotAllotted> {
  if (notInYear(key, date)) return { allotted: false, reason: 'other-year' };
  const [rows] = (await prepared(tx, 'register allot', take, [...values(key), date, 1])) as [
    { first: number }[],
    number,
  ];
  const [row] = rows;
  return row === undefined ? whyNot(tx, key, date) : { allotted: true, number: row.first };
}
