import { outgoing, type Refusal } from '@vanthu/contracts';
import type { NotAllotted } from '@vanthu/register';

/** Why a series gives no number now, for the clerk. */
export function notAllotted(not: NotAllotted): Refusal {
  if (not.reason === 'closed') return outgoing.refuseOutgoing('OUTGOING.SERIES_CLOSED');
  if (not.reason === 'date-behind') return outgoing.refuseOutgoing('OUTGOING.DATE_BEHIND', { lastDate: not.lastDate });
  throw new Error(`the series cannot number: ${not.reason}`);
}
