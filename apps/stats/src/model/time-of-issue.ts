import type { outgoing, PayloadOf } from '@vanthu/contracts';
import { outgoingDeadlines, vietnamCalendar } from '@vanthu/decree30';
import type { Measure } from './measured-sums.js';

export interface Lateness {
  readonly issuedLate: boolean | null;
  readonly sentLate: boolean | null;
}

/** A signature and its issue are two acts of the same morning even where the document is urgent. */
const atOnceMs = 4 * 3_600_000;

/**
 * Whether it was issued, and sent with it, later than allowed after the last personal signature (Art. 18.1; Decision 28/2018
 * Art. 6.2). `null`: nobody has signed it here. "Immediately" of urgent documents has no hour in the Decree; four hours are our
 * reading.
 */
export function latenessOf(
  { issuedAt, urgency }: Pick<PayloadOf<typeof outgoing.Issued>, 'issuedAt' | 'urgency'>,
  signedAt: Date | null,
): Lateness {
  if (signedAt === null) return { issuedLate: null, sentLate: null };
  const { issueBy, sendBy, atOnce } = outgoingDeadlines(signedAt, urgency, vietnamCalendar);
  const allowedMs = atOnce ? atOnceMs : 0;
  const after = (limit: Date) => Date.parse(issuedAt) > limit.getTime() + allowedMs;
  return { issuedLate: after(issueBy), sentLate: after(sendBy) };
}

/** What it counts as; nothing when nobody has signed it here. */
export function measuresOf({ issuedLate, sentLate }: Lateness): Measure[] {
  if (issuedLate === null) return [];
  return ['issued', ...(issuedLate ? ['issued-late' as const] : []), ...(sentLate ? ['sent-late' as const] : [])];
}
