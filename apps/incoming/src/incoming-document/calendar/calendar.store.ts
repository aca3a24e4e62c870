import { Injectable } from '@nestjs/common';
import { vietnamCalendar, type WorkingCalendar, workingCalendar } from '@vanthu/decree30';
import { CalendarRecords } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';

/** Which days an agency works; without a calendar of its own, that of state agencies (R-GEN-06). */
@Injectable()
export class CalendarStore {
  constructor(private readonly records: CalendarRecords) {}

  async of(tx: Tx, agencyId: string): Promise<WorkingCalendar> {
    const record = await this.records.of(tx, agencyId);
    return record === null ? vietnamCalendar : workingCalendar(record);
  }
}
