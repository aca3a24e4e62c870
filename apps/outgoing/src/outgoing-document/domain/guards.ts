import { type Actor, commonRefusals, outgoing, type Refusal, refuser } from '@vanthu/contracts';
import { civilDate, printShortDate } from '@vanthu/decree30';
import type { z } from 'zod';
import { heldBy, openParts } from './course.js';
import { scanOf } from './manifest.js';
import { nextSignerOf, type OutgoingDocument, type PlannedSignature, principalOf } from './outgoing-document.js';
import { turnOf } from './outgoing-state.js';
import { needsOtherChecker } from './waiting.js';

type OfferedAct = z.infer<typeof outgoing.OutgoingAct>;
/**
 * `void-number` is not offered beside the others: it is the last resort of an administration, asked for by name. `recall` and
 * `mend` are offered with what follows the issue.
 */
export type OutgoingAct = OfferedAct | 'void-number' | 'recall' | 'mend' | 'file';
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
  const may = headsUnit(document, actor) || (needsOtherChecker(document) && isPrincipal(document, actor));
  if (!may) return refuse('OUTGOING.NOT_THE_UNIT_HEAD');
  return document.drafter.personId === actor.personId ? refuse('OUTGOING.OWN_DRAFT') : null;
};

const roleInAgency =
  (role: 'clerk' | 'form-checker'): Guard =>
  (document, actor) =>
    actor.agencyId === document.agencyId && actor.roles.includes(role) ? null : notAllowed();
const clerk = roleInAgency('clerk');

const drafterHeadOrClerk: Guard = (document, actor) =>
  clerk(document, actor) === null ? null : drafterOrHead(document, actor);

/** The planned person in the planned position: whose capacity is printed signs, nobody else (Art. 11.1; R-DRF-08). */
const isThis = ({ personId, positionId }: PlannedSignature, actor: Actor): boolean =>
  actor.personId === personId && actor.positionId === positionId;
const isPrincipal = (document: OutgoingDocument, actor: Actor): boolean => isThis(principalOf(document), actor);
/** Of several signers the one whose turn it is. */
const signer: Guard = (document, actor) =>
  isThis(nextSignerOf(document), actor) ? null : refuse('OUTGOING.NOT_THE_SIGNER');

const goes =
  (road: OutgoingDocument['road']): Guard =>
  (document) => {
    if (document.road === road) return null;
    const roadVi = document.road === 'ink' ? 'được ký trên giấy' : 'được ký số';
    return refuse('OUTGOING.OTHER_ROAD', { road: document.road, roadVi });
  };

const jobStopped = ({ job }: OutgoingDocument): boolean =>
  job !== null && job.state !== 'waiting' && job.state !== 'done';

/** Being signed at this moment: neither signing again nor returning may come between. */
const busy: Guard = (document) =>
  document.state === 'signing' && document.job?.state === 'waiting' ? refuse('OUTGOING.BUSY_JOB') : null;

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
      return document.road === 'ink' ? clerk(document, actor) && signer(document, actor) : signer(document, actor);
    case 'signing':
      return signer(document, actor);
    case 'signed':
      return clerk(document, actor);
    default:
      return turnOf(document.state, 'submitted', 'content-checked', 'form-checked', 'signing', 'signed');
  }
};

const retry: Guard = (document, actor) => {
  if (document.state !== 'signing' && document.state !== 'numbered') return refuse('OUTGOING.NO_JOB');
  const who = document.state === 'signing' ? signer(document, actor) : clerk(document, actor);
  if (who) return who;
  if (document.job === null || document.job.state === 'done') return refuse('OUTGOING.NO_JOB');
  return jobStopped(document) ? null : refuse('OUTGOING.BUSY_JOB');
};

/** Only where no seal is on its way: while a job is under way it may yet arrive. */
const stopped: Guard = (document) =>
  document.job === null || jobStopped(document) ? null : refuse('OUTGOING.BUSY_JOB');

/** A scan may be changed, and its seal ordered, until the order is given. */
const noJob: Guard = ({ job }) => (job === null || job.state === 'refused' ? null : refuse('OUTGOING.BUSY_JOB'));
const hasScan: Guard = ({ manifest }) => (scanOf(manifest) ? null : refuse('OUTGOING.NO_SCAN'));

/** One guard per act; commands ask the same that the screens are told. Reading has been checked before. */
export const guards: Readonly<Record<OutgoingAct, Guard>> = {
  edit: all(drafterOrHead, ({ state }) => turnOf(state, 'draft', 'submitted', 'content-checked', 'form-checked')),
  submit: all(drafterOrHead, ({ state }) => turnOf(state, 'draft')),
  'check-content': all(contentChecker, ({ state }) => turnOf(state, 'submitted')),
  'check-form': all(roleInAgency('form-checker'), ({ state }) => turnOf(state, 'content-checked')),
  return: all(returner, busy),
  sign: all(goes('digital'), signer, busy, ({ state }) => turnOf(state, 'form-checked', 'signing')),
  'record-ink-signature': all(goes('ink'), clerk, ({ state }) => turnOf(state, 'form-checked')),
  'allot-number': all(clerk, ({ state }) => turnOf(state, 'signed')),
  'add-scan': all(goes('ink'), clerk, ({ state }) => turnOf(state, 'numbered'), noJob),
  seal: all(goes('ink'), clerk, ({ state }) => turnOf(state, 'numbered'), hasScan, noJob),
  'retry-seal': all(retry),
  'void-number': all(clerk, ({ state }) => turnOf(state, 'numbered'), stopped),
  issue: all(clerk, ({ state }) => turnOf(state, 'sealed')),
  recall: all(clerk, ({ state }) => turnOf(state, 'issued')),
  file: all(drafterHeadOrClerk, ({ state }) => turnOf(state, 'issued')),
  // What a document does to an earlier one is settled before it is checked: who signs must not learn of it afterwards (R-DRF-07).
  mend: all(drafterHeadOrClerk, ({ state }) => turnOf(state, 'draft', 'submitted')),
};

const waitsForWords: readonly OutgoingAct[] = ['check-content', 'check-form', 'sign', 'record-ink-signature'];

/** The guard of the act, and whoever its flow wants to be heard before: until the day of that step has passed. */
export function mayNow(act: OutgoingAct, document: OutgoingDocument, actor: Actor, today: string): Refusal | null {
  const refusal = guards[act](document, actor);
  if (refusal !== null || document.state === 'signing' || !waitsForWords.includes(act)) return refusal;
  const held = heldBy(document, today);
  if (held === null || held.dueOn === null) return null;
  const names = openParts(held)
    .map(({ name }) => name)
    .join(', ');
  return refuse('OUTGOING.STEP_OPEN', { step: held.stepName, names, dueOn: printShortDate(civilDate(held.dueOn)) });
}

/** `retry-seal` is the clerk's; a signer continues with `sign`. */
export const actsOf = (document: OutgoingDocument, actor: Actor, today: string): OfferedAct[] =>
  outgoing.OutgoingAct.options.filter(
    (act) => mayNow(act, document, actor, today) === null && !(act === 'retry-seal' && document.state === 'signing'),
  );

/** What was decided on is what stands now (R-DRF-07). */
export const otherManifest = (document: OutgoingDocument, seen: string): Refusal | null =>
  document.manifest.hash === seen ? null : refuse('OUTGOING.OTHER_MANIFEST', { manifestHash: document.manifest.hash });
