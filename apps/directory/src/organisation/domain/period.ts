/** Days of the calendar compare as text. `validTo` is the last day on which it holds. */
export interface Period {
  readonly validFrom: string;
  readonly validTo: string | null;
}

export const holdsOn = (period: Period, day: string): boolean =>
  period.validFrom <= day && (period.validTo === null || day <= period.validTo);

export const endedBefore = (period: Period, day: string): boolean => period.validTo !== null && period.validTo < day;

/** Whether `inner` starts no earlier than `outer`. Its end may be later: people keep a desk while a closed agency is wound up. */
export const startsWithin = (inner: Period, outer: Period): boolean =>
  inner.validFrom >= outer.validFrom && (outer.validTo === null || inner.validFrom <= outer.validTo);
