import type { Refusal } from '@vanthu/contracts';
import { stats } from '@vanthu/contracts';
import { addDays, civilDate, type ReportingPeriod, reportingPeriodOn, reportingPeriodsOf } from '@vanthu/decree30';

/** The period of a code, if it has begun on this day. */
export function periodOfCode(code: string, today: string): ReportingPeriod | Refusal {
  const found = reportingPeriodsOf(Number(code.slice(0, 4))).find((one) => one.code === code);
  return found !== undefined && found.from <= today
    ? found
    : stats.refuseStats('STATS.UNKNOWN_PERIOD', { period: code });
}

/** The one after it; half-years have none. */
export const periodAfter = ({ kind, to }: ReportingPeriod): ReportingPeriod | null =>
  kind === 'half-year' ? null : reportingPeriodOn(addDays(civilDate(to), 1), kind);
