import { Injectable } from '@nestjs/common';
import { directory } from '@vanthu/contracts';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { type ListenedEvent, Listens } from '../requests/handles.js';

/**
 * Which days agencies work, as the directory has told, beside the rows of a service that counts by them. What is counted from now on goes by it;
 * what was counted before keeps its day (R-GEN-06). The owner has the table `agency_calendar`.
 */
@Injectable()
export class CalendarRecords {
  /** Null: none of its own, so that of state agencies holds. */
  async of(tx: Tx, agencyId: string): Promise<directory.CalendarRecord | null> {
    const text = 'SELECT calendar FROM agency_calendar WHERE agency_id = $1';
    const [row] = await rowsOf(tx, z.object({ calendar: directory.CalendarRecord }), text, [agencyId]);
    return row?.calendar ?? null;
  }

  @Listens(directory.CalendarSet)
  async know({ payload }: ListenedEvent<typeof directory.CalendarSet>, tx: Tx): Promise<void> {
    await tx.query(
      `INSERT INTO agency_calendar (agency_id, calendar) VALUES ($1, $2)
       ON CONFLICT (agency_id) DO UPDATE SET calendar = excluded.calendar`,
      [payload.agencyId, JSON.stringify(payload)],
    );
  }
}
