import { Injectable } from '@nestjs/common';
import type { outgoing } from '@vanthu/contracts';
import { changed, rowsOf, type Tx } from '@vanthu/persistence';
import type { SeriesKey } from '@vanthu/register';
import { z } from 'zod';

const NoteRow = z.object({
  code: z.string(),
  year: z.number().int(),
  open: z.boolean(),
  last_number: z.number().int(),
  last_date: z.string().nullable(),
  taken_over_to: z.number().int(),
  taken_over_lines: z.coerce.number().int(),
  decision: z.string().nullable(),
  stopped_reason: z.string().nullable(),
  stopped_at: z.date().nullable(),
  for_good: z.boolean(),
});

const seriesOf = (row: z.infer<typeof NoteRow>): outgoing.NumberSeries => ({
  seriesCode: row.code,
  year: row.year,
  state: row.open ? 'open' : row.for_good ? 'closed' : 'stopped',
  lastNumber: row.last_number,
  lastDate: row.last_date,
  takenOverTo: row.taken_over_to,
  takenOverLines: row.taken_over_lines,
  decision: row.decision,
  reason: row.stopped_reason,
  since: row.stopped_at === null ? null : row.stopped_at.toISOString(),
});

/** What is known of series beside their last numbers. */
@Injectable()
export class SeriesNotesStore {
  async of(tx: Tx, agencyId: string, year: number, code: string | null = null): Promise<outgoing.NumberSeries[]> {
    const rows = await rowsOf(
      tx,
      NoteRow,
      `SELECT s.code, s.year, s.open, s.last_number, s.last_date::text, coalesce(n.taken_over_to, 0) AS taken_over_to,
              (SELECT count(*) FROM register_line l WHERE (l.agency_id, l.year, l.series_code) = (s.agency_id, s.year, s.code)
                 AND l.source = 'old-book') AS taken_over_lines,
              n.decision, n.stopped_reason, n.stopped_at, coalesce(n.for_good, false) AS for_good
         FROM series s LEFT JOIN series_note n ON (n.agency_id, n.year, n.code) = (s.agency_id, s.year, s.code)
        WHERE s.agency_id = $1 AND s.year = $2 AND s.direction = 'outgoing' AND ($3::text IS NULL OR s.code = $3)
        ORDER BY s.code`,
      [agencyId, year, code],
    );
    return rows.map(seriesOf);
  }

  async takenOver(tx: Tx, key: SeriesKey, lastNumber: number, decision: string): Promise<void> {
    await tx.query(
      'INSERT INTO series_note (agency_id, year, code, taken_over_to, decision) VALUES ($1, $2, $3, $4, $5)',
      [key.agencyId, key.year, key.code, lastNumber, decision],
    );
  }

  async stopped(
    tx: Tx,
    key: SeriesKey,
    why: { reason: string; forGood: boolean; by: string; at: Date },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO series_note (agency_id, year, code, stopped_reason, stopped_at, stopped_by, for_good)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (agency_id, year, code) DO UPDATE SET stopped_reason = $4, stopped_at = $5, stopped_by = $6, for_good = $7`,
      [key.agencyId, key.year, key.code, why.reason, why.at.toISOString(), why.by, why.forGood],
    );
  }

  async resumed(tx: Tx, key: SeriesKey): Promise<void> {
    await changed(
      tx,
      `UPDATE series_note SET stopped_reason = NULL, stopped_at = NULL, stopped_by = NULL
        WHERE (agency_id, year, code) = ($1, $2, $3)`,
      [key.agencyId, key.year, key.code],
    );
  }
}
