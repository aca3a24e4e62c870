import { type Actor, outgoing, type Refusal } from '@vanthu/contracts';
import { guards } from './guards.js';
import { type OutgoingDocument, personalOf } from './outgoing-document.js';
import { turnOf } from './outgoing-state.js';

type Guard = (document: OutgoingDocument, actor: Actor) => Refusal | null;
type ReviewAct = ReturnType<typeof outgoing.ReviewAct.parse>;

const unsigned: Guard = ({ state }) => turnOf(state, 'draft', 'submitted', 'content-checked', 'form-checked');

/** Who signs answers for the document and approves it by signing (Art. 11.1): initials are of those who checked before. */
const signsItself = (document: OutgoingDocument, { personId }: Actor): boolean =>
  personalOf(document).some((planned) => planned.personId === personId);

/** Until the first signature; reading has been checked before. */
export const reviewGuards: Readonly<Record<ReviewAct, Guard>> = {
  comment: unsigned,
  'ask-opinions': (document, actor) => guards.edit(document, actor),
  initial: (document, actor) =>
    turnOf(document.state, 'submitted', 'content-checked', 'form-checked') ??
    (signsItself(document, actor) ? outgoing.refuseOutgoing('OUTGOING.SIGNER_DOES_NOT_INITIAL') : null),
};

export const reviewActsOf = (document: OutgoingDocument, actor: Actor): ReviewAct[] =>
  outgoing.ReviewAct.options.filter((act) => reviewGuards[act](document, actor) === null);
