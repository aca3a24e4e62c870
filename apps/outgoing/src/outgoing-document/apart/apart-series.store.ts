import { Injectable } from '@nestjs/common';
import { outgoing } from '@vanthu/contracts';
import { rowsOf, type Tx } from '@vanthu/persistence';

const columns = `a.series_code AS "seriesCode", a.what, a.kind, a.name, a.issuer, a.seal_name AS "sealName", a.decision, a.head, a.closed`;
const WithNumbers = outgoing.FindApartSeries.output.shape.series.element;

@Injectable()
export class ApartSeriesStore {
  async of(
    tx: Tx,
    agencyId: string,
    seriesCode: string,
    how: 'seen' | 'locked' = 'seen',
  ): Promise<outgoing.ApartSeries | null> {
    const lock = how === 'locked' ? ' FOR UPDATE' : '';
    const text = `SELECT ${columns} FROM apart_series a WHERE a.agency_id = $1 AND a.series_code = $2${lock}`;
    return (await rowsOf(tx, outgoing.ApartSeries, text, [agencyId, seriesCode]))[0] ?? null;
  }

  /** All of an agency; nobody sets or closes another one until the transaction ends. */
  async lockAll(tx: Tx, agencyId: string): Promise<outgoing.ApartSeries[]> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 9))', [agencyId]);
    return rowsOf(tx, outgoing.ApartSeries, `SELECT ${columns} FROM apart_series a WHERE a.agency_id = $1`, [agencyId]);
  }

  /** How many documents of an advisory body are between the first signature and the issue. */
  async unfinished(tx: Tx, agencyId: string, seriesCode: string): Promise<number> {
    const [row] = (await tx.query(
      `SELECT count(*)::int AS count FROM outgoing_document
        WHERE agency_id = $1 AND advisory_body = $2 AND state IN ('signing', 'signed', 'numbered', 'sealed')`,
      [agencyId, seriesCode],
    )) as { count: number }[];
    return row?.count ?? 0;
  }

  async close(
    tx: Tx,
    agencyId: string,
    series: outgoing.ApartSeries,
    closed: NonNullable<outgoing.ApartSeries['closed']>,
  ): Promise<outgoing.ApartSeries> {
    await tx.query('UPDATE apart_series SET closed = $3 WHERE agency_id = $1 AND series_code = $2', [
      agencyId,
      series.seriesCode,
      JSON.stringify(closed),
    ]);
    return { ...series, closed };
  }

  /** All of an agency, with how far each has come in a year. */
  withNumbers(tx: Tx, agencyId: string, year: number) {
    return rowsOf(
      tx,
      WithNumbers,
      `SELECT ${columns}, coalesce(s.last_number, 0) AS "lastNumber", s.last_date::text AS "lastDate" FROM apart_series a
       LEFT JOIN series s ON s.agency_id = a.agency_id AND s.code = a.series_code AND s.year = $2 AND s.direction = 'outgoing'
       WHERE a.agency_id = $1 ORDER BY a.what, a.name`,
      [agencyId, year],
    );
  }

  /** Whether a number of it has ever been given. */
  async hasNumbered(tx: Tx, agencyId: string, seriesCode: string): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `SELECT FROM register_entry WHERE agency_id = $1 AND direction = 'outgoing' AND series_code = $2 LIMIT 1`,
      [agencyId, seriesCode],
    );
    return rows.length > 0;
  }

  async put(tx: Tx, agencyId: string, series: outgoing.ApartSeries, by: { name: string; at: Date }): Promise<void> {
    await tx.query(
      `INSERT INTO apart_series (agency_id, series_code, what, kind, name, issuer, seal_name, decision, set_by, set_at, head)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (agency_id, series_code) DO UPDATE SET name = $5, issuer = $6, seal_name = $7, decision = $8, set_by = $9, set_at = $10, head = $11`,
      [
        agencyId,
        series.seriesCode,
        series.what,
        series.kind,
        series.name,
        series.issuer,
        series.sealName,
        series.decision,
        by.name,
        by.at.toISOString(),
        series.head && JSON.stringify(series.head),
      ],
    );
  }
}
