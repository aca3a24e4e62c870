import { Injectable } from '@nestjs/common';
import { vietnamCalendar, type WorkingCalendar, workingCalendar } from '@vanthu/decree30';
import { CalendarRecords } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';

/** Which days an agency works, and when its morning ends; `undefined`: as the Decree's rules have it. */
export interface AgencyHours {
  readonly calendar: WorkingCalendar;
  readonly morning: { readonly hours: number; readonly minutes: number } | undefined;
}

/** As the directory has told; without a calendar of its own, an agency works as state agencies do (R-GEN-06). */
@Injectable()
export class AgencyHoursStore {
  constructor(private readonly records: CalendarRecords) {}

  async of(tx: Tx, agencyId: string): Promise<AgencyHours> {
    const record = await this.records.of(tx, agencyId);
    if (record === null) return { calendar: vietnamCalendar, morning: undefined };
    const [hours = 12, minutes = 0] = record.morningEnds.split(':').map(Number);
    return { calendar: workingCalendar(record), morning: { hours, minutes } };
  }
}
