import { incomingWords } from './words/incoming.vi';
import { outgoingWords } from './words/outgoing.vi';
import { operationsWords, overviewWords } from './words/overview.vi';
import { sharedWords } from './words/shared.vi';
import { verificationWords } from './words/verification.vi';

/** Words of the screens. */
export const vi = {
  ...sharedWords,
  outgoing: outgoingWords,
  incoming: incomingWords,
  overview: overviewWords,
  operations: operationsWords,
  verification: verificationWords,
} as const;
