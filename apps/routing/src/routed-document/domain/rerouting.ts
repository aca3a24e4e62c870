import type { Actor } from '@vanthu/contracts';
import {
  type CivilDate,
  civilDate,
  mustBeHandledAtOnce,
  type UrgencyCode,
  type WorkingCalendar,
} from '@vanthu/decree30';
import { submissionDue } from './due.js';
import { partOf } from './part-of.js';
import { directsAs, headsTask, holderVi, openTasks, type RoutedDocument, type Task } from './routed-document.js';
import type { Standing } from './standing.js';

/** The document after an act, what the act is called, whom it concerns next, and on whose authority it was done. */
export interface Rerouting {
  readonly document: RoutedDocument;
  readonly textVi: string;
  readonly standing: Standing;
  /** Holders who are to be told. */
  readonly tell: readonly string[];
}

/** The day of the act, and how the agency counts. */
interface On {
  readonly today: string;
  readonly calendar: WorkingCalendar;
}
type Back = (document: RoutedDocument, on: On) => RoutedDocument;

const replaced = (document: RoutedDocument, task: Task): readonly Task[] =>
  document.tasks.map((each) => (each.id === task.id ? task : each));

export const withTask = (document: RoutedDocument, task: Task): RoutedDocument => ({
  ...document,
  tasks: replaced(document, task),
});

const closeOpen = (document: RoutedDocument): readonly Task[] =>
  document.tasks.map((task) =>
    openTasks(document).includes(task) ? { ...task, state: 'closed', extension: null } : task,
  );

/** Recalled by the issuer: what nobody has finished is closed; what was written and done stays (Art. 18.4.b; R-REC-03). */
export const cancelled = (document: RoutedDocument): RoutedDocument => ({
  ...document,
  state: 'cancelled',
  dueOn: null,
  tasks: closeOpen(document),
});

/** With the clerk again, as it was registered; what the office proposed is written anew. */
const toClerk: Back = (document, { calendar }) => ({
  ...document,
  state: 'registered',
  submittedToPositionId: null,
  submittedToName: null,
  submissionOpenedAt: null,
  proposal: null,
  dueOn: submissionDue(civilDate(document.arrivedOn), document.urgency as UrgencyCode, calendar),
});

/** With the leader again, who decides anew; the tasks given are closed, what was written stays in the timeline. */
const toLeader: Back = (document, { today }) => ({
  ...document,
  state: 'submitted',
  direction: null,
  deadline: null,
  // As when it was submitted: what is urgent waits with nobody beyond the day (Art. 23.1; R-IN-08).
  dueOn: mustBeHandledAtOnce(document.urgency) ? today : null,
  tasks: closeOpen(document),
});

/** With the unit again, to be assigned anew. */
function toUnit(document: RoutedDocument, task: Task): RoutedDocument {
  const given: Task = { ...task, personId: null, personName: null, state: 'given', openedAt: null, startedAt: null };
  const after = withTask(document, given);
  const begun = after.tasks.some(({ state }) => state === 'in-progress' || state === 'completed');
  return { ...after, state: begun ? 'in-progress' : 'directed' };
}

/** What the actor may take back: the last step, as long as the next one has not opened it. `null`: nothing. */
export function undone(
  document: RoutedDocument,
  actor: Actor,
): { readonly standing: Standing; readonly textVi: string; readonly back: Back } | null {
  switch (document.state) {
    case 'submitted': {
      const clerk = actor.roles.includes('clerk') && actor.agencyId === document.agencyId;
      if (!clerk || document.submissionOpenedAt !== null) return null;
      return { standing: {}, textVi: 'Lấy lại văn bản đã trình', back: toClerk };
    }
    case 'directed': {
      const standing = actor.roles.includes('director') ? directsAs(document, actor) : null;
      const opened = openTasks(document).some(({ openedAt }) => openedAt !== null);
      return standing === null || opened ? null : { standing, textVi: 'Lấy lại bút phê', back: toLeader };
    }
    case 'in-progress': {
      const task = openTasks(document).find(
        (each) => each.personId !== null && each.openedAt === null && headsTask(each, actor) !== null,
      );
      const standing = task === undefined ? null : headsTask(task, actor);
      if (task === undefined || standing === null) return null;
      const textVi = `Lấy lại việc đã giao ${task.personName ?? ''}`.trim();
      return { standing, textVi, back: (all) => toUnit(all, task) };
    }
    default:
      return null;
  }
}

/** To the step before: the leader to the clerk, a unit that leads to the leader, a person to the head of the unit. */
export function sentBack(
  document: RoutedDocument,
  actor: Actor,
  on: On,
): (Omit<Rerouting, 'textVi'> & { readonly from: string }) | null {
  if (document.state === 'submitted') {
    const directs = actor.roles.includes('director') ? directsAs(document, actor) : null;
    // What is urgent lies with the leader: whoever is heard beside does not take it away (Art. 23.1; R-IN-08).
    const speaks = directs === null && !mustBeHandledAtOnce(document.urgency);
    const asked = speaks ? partOf(document, actor) : null;
    const standing = directs ?? asked?.standing ?? null;
    if (standing === null) return null;
    const tell = [`clerks:${document.agencyId}`];
    return {
      document: toClerk(document, on),
      standing,
      tell,
      from: asked?.part.name ?? document.submittedToName ?? '',
    };
  }
  const open = openTasks(document);
  const own = open.find((task) => task.personId === actor.personId);
  if (own !== undefined && own.assignee.kind === 'unit' && headsTask(own, actor) === null) {
    const tell = [`head:${own.assignee.unitId}`];
    return { document: toUnit(document, own), standing: {}, tell, from: holderVi(own) };
  }
  const task = own ?? open.find((each) => headsTask(each, actor) !== null);
  const standing = task === undefined ? null : task === own ? {} : headsTask(task, actor);
  if (task === undefined || standing === null) return null;
  const tell = [`position:${document.submittedToPositionId}`];
  const from = task.assignee.name;
  if (task.part === 'lead') return { document: toLeader(document, on), standing, tell, from };
  // A co-operator's part falls away; the lead goes on.
  return { document: withTask(document, { ...task, state: 'closed', extension: null }), standing, tell, from };
}

/** Another in the place of one: the task begins anew, with the same day. */
export const reassigned = (task: Task, assignee: Task['assignee']): Task => ({
  ...task,
  assignee,
  personId: assignee.kind === 'person' ? assignee.personId : null,
  personName: assignee.kind === 'person' ? assignee.name : null,
  state: 'given',
  openedAt: null,
  startedAt: null,
  extension: null,
});

/** A later day with the leader's consent; of the lead's task it moves the document's deadline too (R-IN-14). */
export function extended(
  document: RoutedDocument,
  task: Task,
  lastDay: (deadline: CivilDate) => CivilDate,
): RoutedDocument {
  const { extension } = task;
  if (extension === null) return document;
  const { deadline } = extension;
  const after = withTask(document, { ...task, deadline, latest: deadline, extension: null });
  return task.part === 'lead' ? { ...after, deadline, dueOn: lastDay(civilDate(deadline)) } : after;
}
