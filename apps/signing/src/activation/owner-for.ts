import type { Actor } from '@vanthu/contracts';
import type { KeyOwner } from '../keys/key.store.js';

/** One's own key; the agency's key for its clerks alone (R-ORG-02). */
export function ownerFor(purpose: 'personal' | 'organisation', actor: Actor): KeyOwner | null {
  if (purpose === 'personal') return { kind: 'person', id: actor.personId };
  return actor.roles.includes('clerk') ? { kind: 'organisation', id: actor.agencyId } : null;
}
