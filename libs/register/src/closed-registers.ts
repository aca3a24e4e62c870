import { ClosedRegister, type ClosedRegisterFile } from '@vanthu/contracts';
import { changed, rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { Direction, SeriesKey } from './series.js';

export interface Period {
  /** `YYYY-MM-DD`, both in the same year. */
  readonly from: string;
  readonly to: string;
}

const Row = z.object({
  id: z.string(),
  agency_id: z.string(),
  date_from: z.string(),
  date_to: z.string(),
  volume: z.string(),
  closed_at: z.date(),
  closed_by: z.string(),
  lines: z.number().int().nullable(),
  late_facts: z.number().int().nullable(),
  name: z.string().nullable(),
  sha256: z.string().nullable(),
  bytes: z.number().int().nullable(),
  manifest_hash: z.string().nullable(),
  job_id: z.string().nullable(),
  seal_state: ClosedRegister.shape.seal.shape.state,
  seal_reason: z.string().nullable(),
  signed_sha256: z.string().nullable(),
  signed_bytes: z.number().int().nullable(),
  signed_at: z.date().nullable(),
});
type Row = z.infer<typeof Row>;
const columns = Object.keys(Row.shape)
  .map((column) => (column.startsWith('date_') ? `${column}::text` : column))
  .join(', ');

/** A closed period as it is kept. */
export interface KeptRegister {
  readonly agencyId: string;
  readonly view: ClosedRegister;
  readonly jobId: string | null;
  /** As closed; `signed`: with the organisation's signature behind it. */
  readonly file: ClosedRegisterFile | null;
  readonly signed: ClosedRegisterFile | null;
}

const keptOf = (row: Row): KeptRegister => {
  const { lines, late_facts, name, sha256, bytes, manifest_hash, signed_sha256, signed_bytes } = row;
  const isWritten =
    lines !== null &&
    late_facts !== null &&
    name !== null &&
    sha256 !== null &&
    bytes !== null &&
    manifest_hash !== null;
  return {
    agencyId: row.agency_id,
    jobId: row.job_id,
    file: isWritten ? { name, sha256, bytes } : null,
    signed:
      name !== null && signed_sha256 !== null && signed_bytes !== null
        ? { name, sha256: signed_sha256, bytes: signed_bytes }
        : null,
    view: {
      ...{ id: row.id, from: row.date_from, to: row.date_to, volume: row.volume },
      ...{ closedAt: row.closed_at.toISOString(), closedBy: row.closed_by },
      file: isWritten ? { lines, lateFacts: late_facts, sha256, bytes, manifestHash: manifest_hash } : null,
      seal: {
        state: row.seal_state,
        reasonVi: row.seal_reason,
        signedAt: row.signed_at === null ? null : row.signed_at.toISOString(),
      },
    },
  };
};

/** Periods of one register that are closed, on the tables of `closedRegisterMigration`. */
export class ClosedRegisters {
  constructor(private readonly direction: Direction) {}

  /** Waits for those who are writing lines of the agency, and keeps others from writing until the transaction ends. */
  async lock(tx: Tx, agencyId: string): Promise<void> {
    await tx.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('closed_register ' || $1::text || ' ' || $2::text, 0))`,
      [this.direction, agencyId],
    );
  }

  /** Beside others who write lines of the agency; who closes waits until the transaction ends, and this one for him. */
  private async lockShared(tx: Tx, agencyId: string): Promise<void> {
    await tx.query(
      `SELECT pg_advisory_xact_lock_shared(hashtextextended('closed_register ' || $1::text || ' ' || $2::text, 0))`,
      [this.direction, agencyId],
    );
  }

  /** The closed period in which one of these days lies, or null. */
  async closedOn(tx: Tx, agencyId: string, days: readonly string[]): Promise<Period | null> {
    const rows = await rowsOf(
      tx,
      z.object({ from: z.string(), to: z.string() }),
      `SELECT date_from::text AS "from", date_to::text AS "to" FROM closed_register
        WHERE (agency_id, direction) = ($1, $2)
          AND EXISTS (SELECT FROM unnest($3::date[]) AS day WHERE day BETWEEN date_from AND date_to)
        ORDER BY date_from, date_to LIMIT 1`,
      [agencyId, this.direction, days],
    );
    return rows[0] ?? null;
  }

  async find(tx: Tx, agencyId: string, { from, to }: Period): Promise<KeptRegister | null> {
    return this.one(tx, '(agency_id, direction, date_from, date_to) = ($1, $2, $3, $4)', [
      ...[agencyId, this.direction, from, to],
    ]);
  }

  byId(tx: Tx, id: string): Promise<KeptRegister | null> {
    return this.one(tx, '(id, direction) = ($1, $2)', [id, this.direction]);
  }

  forChange(tx: Tx, id: string): Promise<KeptRegister | null> {
    return this.one(tx, '(id, direction) = ($1, $2) FOR UPDATE', [id, this.direction]);
  }

  private async one(tx: Tx, where: string, parameters: unknown[]): Promise<KeptRegister | null> {
    const rows = await rowsOf(tx, Row, `SELECT ${columns} FROM closed_register WHERE ${where}`, parameters);
    return rows[0] ? keptOf(rows[0]) : null;
  }

  async ofYear(tx: Tx, agencyId: string, year: number): Promise<ClosedRegister[]> {
    const rows = await rowsOf(
      tx,
      Row,
      `SELECT ${columns} FROM closed_register
        WHERE (agency_id, direction) = ($1, $2) AND extract(year FROM date_from) = $3 ORDER BY date_from, date_to`,
      [agencyId, this.direction, year],
    );
    return rows.map((row) => keptOf(row).view);
  }

  async add(
    tx: Tx,
    of: { id: string; agencyId: string; volume: string } & Period,
    by: { personId: string; personName: string; at: Date },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO closed_register (id, agency_id, direction, date_from, date_to, volume, closed_at, closed_by, closed_by_person)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[of.id, of.agencyId, this.direction, of.from, of.to, of.volume],
        ...[by.at.toISOString(), by.personName, by.personId],
      ],
    );
  }

  /** The book is written once: who comes second finds the first one's. */
  async written(
    tx: Tx,
    id: string,
    file: ClosedRegisterFile & { lines: number; lateFacts: number; manifestHash: string },
  ): Promise<void> {
    await changed(
      tx,
      `UPDATE closed_register SET lines = $2, late_facts = $3, name = $4, sha256 = $5, bytes = $6, manifest_hash = $7
        WHERE id = $1 AND sha256 IS NULL`,
      [id, file.lines, file.lateFacts, file.name, file.sha256, file.bytes, file.manifestHash],
    );
  }

  async ordered(tx: Tx, id: string, jobId: string): Promise<void> {
    await changed(
      tx,
      `UPDATE closed_register SET job_id = $2, seal_state = 'waiting', seal_reason = NULL WHERE id = $1`,
      [id, jobId],
    );
  }

  async notSigned(
    tx: Tx,
    id: string,
    { state, reasonVi }: { state: 'needs-activation' | 'refused' | 'failed'; reasonVi: string },
  ): Promise<void> {
    await changed(tx, 'UPDATE closed_register SET seal_state = $2, seal_reason = $3 WHERE id = $1', [
      id,
      state,
      reasonVi,
    ]);
  }

  async signed(tx: Tx, id: string, file: { sha256: string; bytes: number }, at: string): Promise<void> {
    await changed(
      tx,
      `UPDATE closed_register SET seal_state = 'signed', seal_reason = NULL, signed_sha256 = $2, signed_bytes = $3, signed_at = $4
        WHERE id = $1`,
      [id, file.sha256, file.bytes, at],
    );
  }

  async accessed(
    tx: Tx,
    id: string,
    { personId, act, sha256, at }: { personId: string; act: string; sha256: string; at: Date },
  ): Promise<void> {
    await tx.query(
      'INSERT INTO closed_register_access (closed_id, person_id, act, sha256, at) VALUES ($1, $2, $3, $4, $5)',
      [id, personId, act, sha256, at.toISOString()],
    );
  }

  /**
   * What became of a line: in its own book while that is open, else in the book of the day on which it is written down. The book
   * is not closed between the look and the writing: a fact would stand in none.
   *
   * @param lineDay  the day by which the line belongs to a book
   */
  async note(
    tx: Tx,
    key: SeriesKey,
    number: number,
    { lineDay, today, factVi }: { lineDay: string; today: string; factVi: string },
  ): Promise<void> {
    await this.lockShared(tx, key.agencyId);
    const isLate = (await this.closedOn(tx, key.agencyId, [lineDay])) !== null;
    await tx.query(
      `INSERT INTO register_fact (agency_id, year, direction, series_code, number, fact_vi, book_on)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [key.agencyId, key.year, key.direction, key.code, number, factVi, isLate ? today : null],
    );
  }
}
