import type { outgoing, routing } from '@vanthu/contracts';
import type { CivilDate, KindCode } from '@vanthu/decree30';
import type { Seat } from '../district/district.js';

/** What will happen in the quarter: decided by the seed before the clock starts, done by the people of the district. */

export interface AttachmentPlan {
  readonly title: string;
  readonly pages: number;
}

export interface OutgoingPlan {
  readonly key: string;
  readonly agency: string;
  readonly kind: KindCode;
  readonly draftedOn: CivilDate;
  readonly issuedOn: CivilDate;
  /** Numbered before all others of its day. */
  readonly first: boolean;
  readonly abstract: string;
  readonly urgency: 'normal' | 'urgent' | 'express';
  readonly body: outgoing.DraftBody;
  readonly drafter: Seat;
  readonly contentChecker: Seat;
  readonly formChecker: Seat;
  /** Before the signer, in this order. */
  readonly coSigners: readonly Seat[];
  readonly signer: Seat;
  readonly capacity: 'TM' | 'TM_KT' | 'TL' | 'TUQ' | 'direct' | 'KT' | null;
  readonly headDecidesAlone: boolean;
  readonly clerk: Seat;
  readonly road: 'digital' | 'ink';
  readonly recipients: readonly outgoing.Recipient[];
  /** Hosted agencies among the recipients: a reception each. */
  readonly deliveredTo: readonly string[];
  readonly attachments: readonly AttachmentPlan[];
  /** Key of the reception that it answers. */
  readonly answers: string | null;
}

export interface Handling {
  readonly director: Seat;
  readonly lead: routing.Assignee;
  readonly cooperators: readonly routing.Assignee[];
  readonly deadline: CivilDate;
  /** Names the person, where the lead is a unit. */
  readonly head: Seat | null;
  readonly handler: Seat;
  /** Null: not done within the period. */
  readonly completeOn: CivilDate | null;
  /** Key of the outgoing document that answers; null: a reason why there is none. */
  readonly answeredBy: string | null;
}

export type Fault = 'altered' | 'bytes-changed' | 'wrong-address' | 'unknown-anchor' | 'duplicate';

/** One arrival at one agency. */
export interface ReceptionPlan {
  readonly key: string;
  readonly agency: string;
  readonly arrivesOn: CivilDate;
  readonly clerk: Seat;
  readonly urgency: OutgoingPlan['urgency'];
  /** From inside: the outgoing document that is delivered. From outside: the file that was prepared. */
  readonly from:
    | { readonly kind: 'inside'; readonly outgoing: string }
    | { readonly kind: 'outside'; readonly letter: LetterPlan };
  /** What the clerk does when the signatures have been judged. `leave`: the decision is still open at the end. */
  readonly fate: 'register' | 'return' | 'leave';
  readonly fault: Fault | null;
  readonly handling: Handling | null;
}

export type Shape = 'ours' | 'object-streams' | 'libpdf' | 'pdfsig' | 'public-service' | 'scan';

/** A letter of an agency outside, as it will be made before the clock starts. */
export interface LetterPlan {
  readonly key: string;
  readonly shape: Shape;
  readonly fault: Fault | null;
  readonly sender: string;
  readonly signer: Seat;
  readonly kind: KindCode;
  readonly number: number;
  readonly symbol: string;
  readonly numberAndSymbol: string;
  readonly documentDate: CivilDate;
  readonly abstract: string;
  readonly paragraphs: readonly string[];
  readonly addressee: string;
  readonly urgency: OutgoingPlan['urgency'];
  readonly answerBy: CivilDate | null;
}

export interface QuarterPlan {
  readonly days: readonly CivilDate[];
  readonly outgoing: readonly OutgoingPlan[];
  readonly receptions: readonly ReceptionPlan[];
}
