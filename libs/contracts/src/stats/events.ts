import { z } from 'zod';
import { event } from '../core/contract.js';
import { Instant, Principal, Uuid } from '../core/vocabulary.js';

/**
 * Figures of an agency are not what they were. A hint for open pages, at most one a second for each agency; who missed it
 * sees the same when asking.
 */
export const FiguresChanged = event({
  service: 'stats',
  aggregate: 'figures',
  name: 'changed',
  payload: z.object({
    agencyId: Uuid,
    /** Who sees the figures of this agency: its clerks, its leadership, and the leadership of those above it. */
    readers: z.array(Principal),
  }),
});

/** Somebody is to be reminded of a signature that an issued document lacks. Routing tells them. */
export const SignatureReminded = event({
  service: 'stats',
  aggregate: 'signature-reminder',
  name: 'reminded',
  payload: z.object({
    documentId: Uuid,
    agencyId: Uuid,
    /** Whoever lacks: the signer, or the clerks who keep the seal. */
    holder: Principal,
    textVi: z.string(),
    remindedAt: Instant,
  }),
});
