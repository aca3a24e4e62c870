import type { Role } from './vocabulary.js';

/**
 * Which roles may do which act. The matrix is data, so that the web offers and the services enforce the same thing.
 * A right says what a role may try; whose document, in which state, on whose authority is decided by the owner.
 */
export const rights = {
  'directory.read': [
    'clerk',
    'official',
    'unit-head',
    'form-checker',
    'signer',
    'director',
    'secretary',
    'leadership',
    'administrator',
  ],
  'directory.administer': ['administrator'],
  /** One's own absence; directors and leadership also those of others in their agency. */
  'directory.record-absence': ['clerk', 'official', 'unit-head', 'form-checker', 'signer', 'director', 'leadership'],
  /** Devices with the agency's key are lent and taken back by their keeper (Art. 32.2.b). */
  'directory.keep-seal': ['clerk'],
  'outgoing.read': ['clerk', 'official', 'unit-head', 'form-checker', 'signer', 'director', 'leadership'],
  'outgoing.draft': ['official', 'unit-head', 'form-checker', 'clerk'],
  'outgoing.check-content': ['unit-head', 'signer'],
  'outgoing.check-form': ['form-checker'],
  'outgoing.sign': ['signer'],
  'outgoing.allot-number': ['clerk'],
  /** Paper in hand: ink signatures recorded, scans handed in. */
  'outgoing.paper': ['clerk'],
  'outgoing.issue': ['clerk'],
  'outgoing.register': ['clerk', 'leadership'],
  /** A closed month or year of the register is never opened again. */
  'outgoing.close-register': ['clerk'],
  'incoming.read': ['clerk', 'official', 'unit-head', 'form-checker', 'signer', 'director', 'secretary', 'leadership'],
  'incoming.receive': ['clerk'],
  'incoming.register': ['clerk'],
  'incoming.return': ['clerk'],
  'routing.read': ['clerk', 'official', 'unit-head', 'form-checker', 'signer', 'director', 'secretary', 'leadership'],
  'routing.submit': ['clerk'],
  'routing.direct': ['director'],
  /** In which order the leader finds what waits for a direction: a secretary sorts and never decides. */
  'routing.sort': ['secretary', 'director'],
  'routing.assign': ['unit-head'],
  'routing.handle': ['official', 'unit-head', 'form-checker'],
  /** Takes an act back before the next one has opened it, or sends back what came to the wrong place. */
  'routing.send-back': ['clerk', 'official', 'unit-head', 'form-checker', 'director'],
  'routing.follow-up': ['clerk', 'unit-head', 'director', 'leadership'],
  /** Work of the year's plan and of meetings' conclusions. */
  'routing.plan': ['clerk', 'unit-head', 'director', 'leadership'],
  'routing.administer': ['administrator'],
  'signing.activate': ['signer', 'clerk'],
  'signing.read-evidence': ['clerk', 'official', 'unit-head', 'form-checker', 'signer', 'director', 'leadership'],
  'signing.rejudge': ['clerk', 'leadership'],
  'signing.administer': ['administrator'],
  'stats.read': ['clerk', 'unit-head', 'signer', 'director', 'leadership'],
  /** Figures of the reports that no document tells. */
  'stats.enter': ['clerk', 'unit-head', 'leadership'],
  'stats.close': ['leadership'],
  'stats.remind': ['leadership'],
  'stats.administer': ['administrator'],
  'operations.administer': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof rights;

export const mayTry = (roles: readonly Role[], right: Right): boolean =>
  (rights[right] as readonly Role[]).some((role) => roles.includes(role));
