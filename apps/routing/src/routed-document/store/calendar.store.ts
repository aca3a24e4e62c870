import { Injectable } from '@nestjs/common';
import { directory } from '@vanthu/contracts';
import { civilDate, vietnamCalendar, type WorkingCalendar } from '@vanthu/decree30';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

/** Which days an agency works, as the directory has told; without a calendar of its own, that of state agencies (R-GEN-06). */
@Injectable()
export class CalendarStore {
  async of(tx: Tx, agencyId: string): Promise<WorkingCalendar> {
    const [row] = await rowsOf(
      tx,
      z.object({ calendar: directory.CalendarRecord }),
      'SELECT calendar FROM agency_calendar WHERE agency_id = $1',
      [agencyId],
    );
    if (row === undefined) return vietnamCalendar;
    const { from, to, holidays, makeUpDays } = row.calendar;
    return {
      from: civilDate(from),
      to: civilDate(to),
      holidays: holidays.map(civilDate),
      makeUpDays: makeUpDays.map(civilDate),
    };
  }

  async put(tx: Tx, calendar: directory.CalendarRecord): Promise<void> {
    await tx.query(
      `INSERT INTO agency_calendar (agency_id, calendar) VALUES ($1, $2)
       ON CONFLICT (agency_id) DO UPDATE SET calendar = excluded.calendar`,
      [calendar.agencyId, JSON.stringify(calendar)],
    );
  }
}
