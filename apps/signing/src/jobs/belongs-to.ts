import type { KeyOwner } from '../keys/key.store.js';
import type { JobRow } from './job.store.js';

/**
 * What was opened must be the planned signer's own, and for a personal signature opened by that person (R-SIG-09, R-ORG-02): an
 * order counts only under what its giver has opened.
 */
export function belongsTo(
  opened: { readonly owner: KeyOwner; readonly personId: string },
  { request: { signer }, actor }: Pick<JobRow, 'request' | 'actor'>,
): boolean {
  if (opened.owner.kind !== signer.kind) return false;
  const askedBy = 'personId' in actor ? actor.personId : null;
  if (askedBy !== opened.personId) return false;
  return opened.owner.id === (signer.kind === 'person' ? signer.personId : signer.agencyId);
}
