import type { Actor } from '@vanthu/contracts';
import { openParts, type Part } from './course.js';
import { holderNames, type RoutedDocument } from './routed-document.js';
import { type Standing, standingOf } from './standing.js';

/** The part of the present step for which this actor may speak: one's own before that of an absent one. */
export function partOf(
  document: RoutedDocument,
  actor: Actor,
): { readonly part: Part; readonly standing: Standing } | null {
  if (document.state !== 'submitted' || document.agencyId !== actor.agencyId) return null;
  const clerks = actor.roles.includes('clerk') ? `clerks:${actor.agencyId}` : null;
  for (const part of openParts(document.course)) {
    if (clerks !== null && part.holders.includes(clerks)) return { part, standing: {} };
    const standing = standingOf(actor, (holder) => holderNames(holder).some((name) => part.holders.includes(name)));
    if (standing !== null) return { part, standing };
  }
  return null;
}
