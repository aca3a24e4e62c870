import type { CivilDate } from '../dates/civil-date.js';
import type { KindCode } from '../vocabulary/kinds.js';
import type { Capacity } from './capacity-lines.js';

/** What a position is, for Art. 13. `acting-head`: "giao quyền cấp trưởng". */
export type PositionLevel = 'head' | 'deputy' | 'acting-head' | 'unit-head' | 'unit-deputy' | 'other';

/** Who may sign what, on whose word. Written down by an agency; read on the day of signing. */
export interface AuthorityRule {
  readonly capacity: Capacity;
  /** Kinds it is for; `null`: not limited by kind. */
  readonly kinds: readonly KindCode[] | null;
  /** Assigned fields it is for; `null`: not limited by field. */
  readonly fields: readonly string[] | null;
  readonly validFrom: CivilDate;
  /** Last day; `null`: until further notice. */
  readonly validTo: CivilDate | null;
  /** The regulation, decision or letter of authorisation: `Quyết định số 15/QĐ-UBND ngày 03/01/2025`. */
  readonly sourceDocument: string | null;
  /** Capacity in which the giver held the power; `'TUQ'` makes it a forbidden re-delegation. `null`: own power. */
  readonly grantedUnder?: Capacity | null;
}

/** The facts of one signing, as the directory knows them on that day. */
export interface AuthorityFacts {
  readonly position: {
    readonly level: PositionLevel;
    /** A deputy "giao phụ trách" or "giao điều hành" while there is no head. */
    readonly inCharge: boolean;
    readonly validFrom: CivilDate;
    readonly validTo: CivilDate | null;
  };
  /** Whether the agency works as a collective body (UBND, HĐND, Hội đồng, Ban). */
  readonly agency: { readonly collective: boolean };
  /** In a collective body: the matter is decided by the head alone, by the head's own competence. */
  readonly headDecidesAlone?: boolean;
  /** Field of work the document belongs to, `null` when it has none. */
  readonly field: string | null;
  readonly rules: readonly AuthorityRule[];
}

export const isValidOn = (span: { validFrom: CivilDate; validTo: CivilDate | null }, on: CivilDate): boolean =>
  span.validFrom <= on && (span.validTo === null || on <= span.validTo);

/** Whether the rule speaks about this kind and field. */
export function isAbout(rule: AuthorityRule, kind: KindCode, field: string | null): boolean {
  const kindFits = rule.kinds === null || rule.kinds.includes(kind);
  const fieldFits = rule.fields === null || (field !== null && rule.fields.includes(field));
  return kindFits && fieldFits;
}
