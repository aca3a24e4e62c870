import { directory } from '@vanthu/contracts';
import { endOfMorning, vietnamCalendar } from '@vanthu/decree30';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { Questioner } from '../../organisation/store/record-table.js';

const Rows = z.array(directory.CalendarRecord);

/** Its own, else that of state agencies. */
export async function calendarOf(db: Questioner, agencyId: string): Promise<directory.CalendarRecord> {
  const [own] = Rows.parse(
    await db.query(
      `SELECT agency_id AS "agencyId", from_day::text AS "from", to_day::text AS "to", holidays::text[] AS holidays,
         make_up_days::text[] AS "makeUpDays", morning_ends AS "morningEnds", basis
       FROM working_calendar WHERE agency_id = $1`,
      [agencyId],
    ),
  );
  const two = (value: number) => String(value).padStart(2, '0');
  return (
    own ?? {
      agencyId,
      from: vietnamCalendar.from,
      to: vietnamCalendar.to,
      holidays: [...vietnamCalendar.holidays],
      makeUpDays: [...vietnamCalendar.makeUpDays],
      morningEnds: `${two(endOfMorning.hours)}:${two(endOfMorning.minutes)}`,
      basis: 'Lịch nghỉ chung của cơ quan nhà nước',
    }
  );
}

export async function putCalendar(tx: Tx, calendar: directory.CalendarRecord): Promise<void> {
  await tx.query(
    `INSERT INTO working_calendar (agency_id, from_day, to_day, holidays, make_up_days, morning_ends, basis)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (agency_id) DO UPDATE SET from_day = excluded.from_day, to_day = excluded.to_day,
       holidays = excluded.holidays, make_up_days = excluded.make_up_days, morning_ends = excluded.morning_ends,
       basis = excluded.basis`,
    [
      calendar.agencyId,
      calendar.from,
      calendar.to,
      calendar.holidays,
      calendar.makeUpDays,
      calendar.morningEnds,
      calendar.basis,
    ],
  );
}
