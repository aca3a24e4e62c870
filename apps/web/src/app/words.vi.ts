import { assignmentsWords } from './words/assignments.vi';
import { directionWords } from './words/direction.vi';
import { draftingWords } from './words/drafting.vi';
import { flowWords } from './words/flows.vi';
import { incomingWords } from './words/incoming.vi';
import { outgoingWords } from './words/outgoing.vi';
import { operationsWords, overviewWords } from './words/overview.vi';
import { planWords } from './words/plans.vi';
import { afterIssueWords, headRulesWords, registerWords, toNumberWords } from './words/registers.vi';
import { reportsWords } from './words/reports.vi';
import { sharedWords } from './words/shared.vi';
import { certificateWords, evidenceWords, toSignWords } from './words/signing.vi';
import { slipsWords } from './words/slips.vi';
import { taskWords } from './words/tasks.vi';
import { verificationWords } from './words/verification.vi';

/** Words of the screens. */
export const vi = {
  ...sharedWords,
  outgoing: outgoingWords,
  assignments: assignmentsWords,
  drafting: draftingWords,
  slips: slipsWords,
  registers: registerWords,
  toNumber: toNumberWords,
  headRules: headRulesWords,
  afterIssue: afterIssueWords,
  incoming: incomingWords,
  overview: overviewWords,
  reports: reportsWords,
  operations: operationsWords,
  certificates: certificateWords,
  evidence: evidenceWords,
  toSign: toSignWords,
  tasks: taskWords,
  direction: directionWords,
  flows: flowWords,
  plans: planWords,
  verification: verificationWords,
} as const;
