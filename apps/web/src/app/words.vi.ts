import { draftingWords } from './words/drafting.vi';
import { incomingWords } from './words/incoming.vi';
import { outgoingWords } from './words/outgoing.vi';
import { operationsWords, overviewWords } from './words/overview.vi';
import { afterIssueWords, registerWords } from './words/registers.vi';
import { reportsWords } from './words/reports.vi';
import { sharedWords } from './words/shared.vi';
import { certificateWords, evidenceWords, toSignWords } from './words/signing.vi';
import { taskWords } from './words/tasks.vi';
import { verificationWords } from './words/verification.vi';

/** Words of the screens. */
export const vi = {
  ...sharedWords,
  outgoing: outgoingWords,
  drafting: draftingWords,
  registers: registerWords,
  afterIssue: afterIssueWords,
  incoming: incomingWords,
  overview: overviewWords,
  reports: reportsWords,
  operations: operationsWords,
  certificates: certificateWords,
  evidence: evidenceWords,
  toSign: toSignWords,
  tasks: taskWords,
  verification: verificationWords,
} as const;
