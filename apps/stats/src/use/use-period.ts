import type { UsePeriod } from './use.store.js';

/** Whose position begins tomorrow has not failed to work yet: days after today do not count. */
export function periodUntilToday(
  { from, to }: { readonly from: string; readonly to: string },
  agencyIds: readonly string[],
  today: string,
): UsePeriod {
  const until = to < today ? to : today;
  return { agencyIds: until < from ? [] : agencyIds, from, to: until };
}
