import { Injectable } from '@nestjs/common';
import { directory, type InputOf } from '@vanthu/contracts';
import { type Answer, Handles } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { calendarOf } from '../../store/calendar.store.js';

@Injectable()
export class GetCalendarHandler {
  constructor(private readonly transactions: Transactions) {}

  @Handles(directory.GetCalendar)
  handle({ agencyId }: InputOf<typeof directory.GetCalendar>): Promise<Answer<typeof directory.GetCalendar>> {
    return calendarOf(this.transactions, agencyId);
  }
}
