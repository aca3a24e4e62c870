import { Injectable } from '@nestjs/common';
import { directory, type InputOf } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { agencies } from '../../../organisation/store/tables.js';
import { recordActs } from '../../../timeline/timeline.js';
import { putCalendar } from '../../store/calendar.store.js';

type Input = InputOf<typeof directory.SetCalendar>;

/** Each year's notice of days off and of days that are worked instead is data of the agency (R-GEN-06). */
@Injectable()
export class SetCalendarHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly outbox: Outbox,
  ) {}

  @Handles(directory.SetCalendar)
  handle(input: Input, ctx: RequestContext): Promise<Answer<typeof directory.SetCalendar>> {
    return this.commands.run(directory.SetCalendar, input, ctx, async (tx) => {
      if ((await agencies.byId(tx, input.agencyId)) === null)
        return directory.refuseDirectory('DIRECTORY.UNKNOWN_AGENCY');
      const problem = problemOf(input);
      if (problem !== null) return directory.refuseDirectory('DIRECTORY.BAD_CALENDAR', { problem });
      const sorted = (days: readonly string[]) => [...new Set(days)].sort();
      const calendar = { ...input, holidays: sorted(input.holidays), makeUpDays: sorted(input.makeUpDays) };
      await putCalendar(tx, calendar);
      await recordActs(tx, ctx, [{ act: 'calendar-set', subjectId: input.agencyId, basis: input.basis }]);
      await this.outbox.add(tx, directory.CalendarSet, { aggregateId: input.agencyId, payload: calendar }, ctx);
      return calendar;
    });
  }
}

/** A day cannot be off and worked; a make-up day is a Saturday or a Sunday; nothing lies outside the calendar's days. */
function problemOf({ from, to, holidays, makeUpDays }: Input): string | null {
  if (to < from) return 'ngày cuối trước ngày đầu';
  const outside = [...holidays, ...makeUpDays].find((day) => day < from || day > to);
  if (outside) return `${outside} nằm ngoài lịch`;
  const both = holidays.find((day) => makeUpDays.includes(day));
  if (both) return `${both} vừa nghỉ vừa làm bù`;
  const weekday = makeUpDays.find((day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));
  return weekday ? `${weekday} làm bù không phải thứ Bảy, Chủ nhật` : null;
}
