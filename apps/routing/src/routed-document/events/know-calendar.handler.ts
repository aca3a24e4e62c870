import { Injectable } from '@nestjs/common';
import { directory } from '@vanthu/contracts';
import { type ListenedEvent, Listens } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { CalendarStore } from '../store/calendar.store.js';

/** Deadlines that are set from now on are counted on it; what was set before keeps its day. */
@Injectable()
export class KnowCalendarHandler {
  constructor(private readonly calendars: CalendarStore) {}

  @Listens(directory.CalendarSet)
  async handle(event: ListenedEvent<typeof directory.CalendarSet>, tx: Tx): Promise<void> {
    await this.calendars.put(tx, event.payload);
  }
}
