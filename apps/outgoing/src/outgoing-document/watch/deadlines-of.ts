import type { outgoing } from '@vanthu/contracts';
import { civilDate, instantOf, outgoingDeadlines } from '@vanthu/decree30';
import { type OutgoingDocument, principalOf } from '../domain/outgoing-document.js';
import type { AgencyHours } from './agency-hours.store.js';

export interface Due {
  readonly what: outgoing.OutgoingDeadline;
  readonly at: Date;
}

/**
 * What is due when, counted from the signature of whoever answers for the document (Art. 15.2, 18.1; Decision 28/2018
 * Art. 6.2), in the working days of the agency (R-GEN-06). On paper the day of the ink signature counts, of which no hour is known: noon.
 */
export function deadlinesOf(document: OutgoingDocument, { calendar, morning }: AgencyHours): Due[] {
  const signedAt = signingOf(document);
  if (signedAt === null) return [];
  const { numberBy, issueBy, sendBy, atOnce } = outgoingDeadlines(signedAt, document.urgency, calendar, morning);
  if (atOnce) return [{ what: 'at-once', at: signedAt }];
  const issue: Due = { what: 'issue', at: issueBy };
  // The number on paper has a deadline of its own; sent over the network is what was signed digitally.
  return document.road === 'ink' ? [{ what: 'number', at: numberBy }, issue] : [{ what: 'send', at: sendBy }, issue];
}

function signingOf(document: OutgoingDocument): Date | null {
  if (document.ink) return instantOf(civilDate(document.ink.signedOn), 12, 0);
  const { signedAt } = principalOf(document);
  return signedAt === null ? null : new Date(signedAt);
}
