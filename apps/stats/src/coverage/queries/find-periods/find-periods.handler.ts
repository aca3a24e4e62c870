import { Injectable } from '@nestjs/common';
import { type InputOf, stats } from '@vanthu/contracts';
import { civilDate, reportingPeriodOn, reportingPeriodsOf, yearOf } from '@vanthu/decree30';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';

/** So many years are offered, the running one with them; a longer look back gives its days itself. */
const yearsOffered = 3;

@Injectable()
export class FindPeriodsHandler {
  @Handles(stats.FindPeriods)
  async handle(_: InputOf<typeof stats.FindPeriods>, ctx: RequestContext): Promise<Answer<typeof stats.FindPeriods>> {
    const today = civilDate(ctx.today());
    const current = reportingPeriodOn(today, 'quarter');
    const latest = yearOf(current.to);
    const years = Array.from({ length: yearsOffered }, (_, i) => latest - yearsOffered + 1 + i);
    const begun = years.flatMap(reportingPeriodsOf).filter(({ from }) => from <= today);
    return { today, current: current.code, periods: begun.reverse() };
  }
}
