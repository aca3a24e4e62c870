import { Injectable } from '@nestjs/common';
import { directory } from '@vanthu/contracts';
import { civilDate, vietnamCalendar, type WorkingCalendar } from '@vanthu/decree30';
import { type ListenedEvent, Listens } from '@vanthu/messaging';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

/** Which days an agency works, and when its morning ends; `undefined`: as the Decree's rules have it. */
export interface AgencyHours {
  readonly calendar: WorkingCalendar;
  readonly morning: { readonly hours: number; readonly minutes: number } | undefined;
}

/** As the directory has told; without a calendar of its own, an agency works as state agencies do (R-GEN-06). */
@Injectable()
export class AgencyHoursStore {
  @Listens(directory.CalendarSet)
  async know({ payload }: ListenedEvent<typeof directory.CalendarSet>, tx: Tx): Promise<void> {
    await tx.query(
      `INSERT INTO agency_calendar (agency_id, calendar) VALUES ($1, $2)
       ON CONFLICT (agency_id) DO UPDATE SET calendar = excluded.calendar`,
      [payload.agencyId, JSON.stringify(payload)],
    );
  }

  async of(tx: Tx, agencyId: string): Promise<AgencyHours> {
    const [row] = await rowsOf(
      tx,
      z.object({ calendar: directory.CalendarRecord }),
      'SELECT calendar FROM agency_calendar WHERE agency_id = $1',
      [agencyId],
    );
    if (!row) return { calendar: vietnamCalendar, morning: undefined };
    const { from, to, holidays, makeUpDays, morningEnds } = row.calendar;
    const [hours = 12, minutes = 0] = morningEnds.split(':').map(Number);
    return {
      calendar: {
        ...{ from: civilDate(from), to: civilDate(to) },
        ...{ holidays: holidays.map(civilDate), makeUpDays: makeUpDays.map(civilDate) },
      },
      morning: { hours, minutes },
    };
  }
}
