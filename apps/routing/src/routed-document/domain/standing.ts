import type { Actor } from '@vanthu/contracts';

/** Somebody who may act: oneself, or an absent one for whom one is the named deputy. */
export interface Holder {
  readonly personId: string;
  readonly positionId: string;
  readonly headOf: readonly string[];
}

/** On whose authority an act is done; nothing when it is one's own. */
export interface Standing {
  readonly authority?: string;
  /** Title and name of the absent one. */
  readonly inPlaceOf?: string;
}

/** In one's own name before a colleague's; `null` when neither fits. */
export function standingOf(actor: Actor, fits: (holder: Holder) => boolean): Standing | null {
  if (fits(actor)) return {};
  const absent = actor.standsInFor?.find(fits);
  if (absent === undefined) return null;
  const inPlaceOf = `${absent.positionTitle} ${absent.personName}`;
  return { inPlaceOf, authority: `Làm thay ${inPlaceOf}, ${absent.authority}` };
}
