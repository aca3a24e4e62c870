import { type Actor, commonRefusals, outgoing, type Refusal, refuser } from '@vanthu/contracts';
import type { z } from 'zod';
import { type OutgoingDocument, signatureOf } from './outgoing-document.js';
import { turnOf } from './outgoing-state.js';
import { needsOtherChecker } from './waiting.js';

type OfferedAct = z.infer<typeof outgoing.OutgoingAct>;
/** `void-number` is not offered beside the others: it is the last resort of an administration, asked for by name. */
export type OutgoingAct = OfferedAct | 'void-number';
type Guard = (document: OutgoingDocument, actor: Actor) => Refusal | null;

const refuse = outgoing.refuseOutgoing;
const notAllowed = (): Refusal => refuser(commonRefusals)('ACCESS.NOT_ALLOWED');

const headsUnit = ({ unitId }: OutgoingDocument, actor: Actor): boolean =>
  unitId !== null && actor.headOf.includes(unitId);

const drafterOrHead: Guard = (document, actor) =>
  document.drafter.personId === actor.personId || headsUnit(document, actor)
    ? null
    : refuse('OUTGOING.NOT_THE_DRAFTER');

const contentChecker: Guard = (document, actor) => {
  const may = headsUnit(document, actor) || (needsOtherChecker(document) && isSigner(document, actor));
  if (!may) return refuse('OUTGOING.NOT_THE_UNIT_HEAD');
  return document.drafter.personId === actor.personId ? refuse('OUTGOING.OWN_DRAFT') : null;
};

const roleInAgency =
  (role: 'clerk' | 'form-checker'): Guard =>
  (document, actor) =>
    actor.agencyId === document.agencyId && actor.roles.includes(role) ? null : notAllowed();

/** The planned person in the planned position: whose capacity is printed signs, nobody else (Art. 11.1; R-DRF-08). */
const isSigner = (document: OutgoingDocument, actor: Actor): boolean => {
  const { personId, positionId } = signatureOf(document, 'personal');
  return actor.personId === personId && actor.positionId === positionId;
};
const signer: Guard = (document, actor) => (isSigner(document, actor) ? null : refuse('OUTGOING.NOT_THE_SIGNER'));

const jobStopped = ({ job }: OutgoingDocument): boolean =>
  job !== null && job.state !== 'waiting' && job.state !== 'done';

/** Being signed at this moment: neither signing again nor returning may come between. */
const busy: Guard = (document) =>
  document.state === 'signing' && !jobStopped(document) ? refuse('OUTGOING.BUSY_JOB') : null;

const all =
  (...guards: Guard[]): Guard =>
  (document, actor) => {
    for (const guard of guards) {
      const refusal = guard(document, actor);
      if (refusal) return refusal;
    }
    return null;
  };

/** Who may return it where it stands: whoever it has come to (Art. 10.3; R-DRF-04). After the number nobody. */
const returner: Guard = (document, actor) => {
  switch (document.state) {
    case 'submitted':
      return contentChecker(document, actor);
    case 'content-checked':
      return roleInAgency('form-checker')(document, actor);
    case 'form-checked':
    case 'signing':
      return signer(document, actor);
    case 'signed':
      return roleInAgency('clerk')(document, actor);
    default:
      return turnOf(document.state, 'submitted', 'content-checked', 'form-checked', 'signing', 'signed');
  }
};

const retry: Guard = (document, actor) => {
  if (document.state !== 'signing' && document.state !== 'numbered') return refuse('OUTGOING.NO_JOB');
  const who = document.state === 'signing' ? signer(document, actor) : roleInAgency('clerk')(document, actor);
  return who ?? (jobStopped(document) ? null : refuse('OUTGOING.BUSY_JOB'));
};

/** Only where sealing has come to a stop: while a job is under way the seal may yet arrive. */
const stopped: Guard = (document) => (jobStopped(document) ? null : refuse('OUTGOING.BUSY_JOB'));

/** One guard per act; commands ask the same that the screens are told. Reading has been checked before. */
export const guards: Readonly<Record<OutgoingAct, Guard>> = {
  edit: all(drafterOrHead, ({ state }) => turnOf(state, 'draft', 'submitted', 'content-checked', 'form-checked')),
  submit: all(drafterOrHead, ({ state }) => turnOf(state, 'draft')),
  'check-content': all(contentChecker, ({ state }) => turnOf(state, 'submitted')),
  'check-form': all(roleInAgency('form-checker'), ({ state }) => turnOf(state, 'content-checked')),
  return: all(returner, busy),
  sign: all(signer, busy, ({ state }) => turnOf(state, 'form-checked', 'signing')),
  'allot-number': all(roleInAgency('clerk'), ({ state }) => turnOf(state, 'signed')),
  'retry-seal': all(retry),
  'void-number': all(roleInAgency('clerk'), ({ state }) => turnOf(state, 'numbered'), stopped),
  issue: all(roleInAgency('clerk'), ({ state }) => turnOf(state, 'sealed')),
};

/** `retry-seal` is the clerk's; a signer continues with `sign`. */
export const actsOf = (document: OutgoingDocument, actor: Actor): OfferedAct[] =>
  outgoing.OutgoingAct.options.filter(
    (act) => guards[act](document, actor) === null && !(act === 'retry-seal' && document.state === 'signing'),
  );

/** What was decided on is what stands now (R-DRF-07). */
export const otherManifest = (document: OutgoingDocument, seen: string): Refusal | null =>
  document.manifest.hash === seen ? null : refuse('OUTGOING.OTHER_MANIFEST', { manifestHash: document.manifest.hash });
