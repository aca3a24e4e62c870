import { type Actor, absentPrincipals, principalsOf, type routing } from '@vanthu/contracts';
import { mustBeHandledAtOnce } from '@vanthu/decree30';
import type { z } from 'zod';
import { type Course, openParts } from './course.js';
import type { RoutingState } from './routing-state.js';
import { type Holder, type Standing, standingOf } from './standing.js';

export type Assignee = routing.Assignee;
export type Direction = z.infer<typeof routing.DirectionInput>;
/** Who is told when something is so many working days late. */
export interface Escalation {
  readonly afterDays: number;
  readonly to: readonly string[];
}
export type Task = z.infer<typeof routing.RoutingTaskView> & { readonly escalation: Escalation | null };
export type Act = z.infer<typeof routing.RoutingAct>;

/** What routing knows of a registered incoming document, and who has it now. */
export interface RoutedDocument {
  readonly documentId: string;
  readonly agencyId: string;
  readonly source: routing.RoutedDocument['source'];
  /** What work of a plan must show when it is done; null for incoming documents. */
  readonly proofWanted: routing.RoutedDocument['proofWanted'];
  readonly state: RoutingState;
  readonly version: number;
  readonly abstract: string;
  readonly senderName: string;
  readonly numberAndSymbol: string;
  /** Code of `decree30`, and the day on the document; null for what was registered before they were told. */
  readonly kind: string | null;
  readonly documentDate: string | null;
  readonly arrivalNumber: number;
  readonly arrivedOn: string;
  readonly urgency: 'normal' | 'urgent' | 'very-urgent' | 'express';
  /** The day by which the sender wants an answer. */
  readonly answerBy: string | null;
  readonly submittedToPositionId: string | null;
  readonly submittedToName: string | null;
  /** When the leader first looked; before that the clerk may take it back. */
  readonly submissionOpenedAt: string | null;
  readonly proposal: Direction | null;
  readonly direction: (Direction & { directedBy: string; directedAt: string }) | null;
  readonly deadline: string | null;
  /** The working day after whose end the present step is late. */
  readonly dueOn: string | null;
  readonly late: boolean | null;
  readonly result: { readonly numberAndSymbol: string | null; readonly reason: string | null } | null;
  /** As the secretary has sorted it for the leader; counts while it waits for a direction. */
  readonly desk: routing.RoutedDocument['desk'];
  /** Where it stands on the flow on which it began; null for what was registered before there were flows. */
  readonly course: Course | null;
  readonly readers: readonly string[];
  readonly tasks: readonly Task[];
}

/** Finished, or cancelled on the issuer's order: nobody has anything to do, and no day counts. */
export const isEnded = ({ state }: Pick<RoutedDocument, 'state'>): boolean =>
  state === 'completed' || state === 'cancelled';

export const isOpen = (task: Task): boolean => task.state === 'given' || task.state === 'in-progress';

export const openTasks = (document: RoutedDocument): Task[] => document.tasks.filter(isOpen);

/** Strings of one's own, and those of the absent, which count only for what is of the deputy's own agency. */
export interface Names {
  readonly own: readonly string[];
  readonly absent: readonly string[];
  readonly agencyId: string;
}

/** A person reads as oneself, and in the own agency as the deputy of the absent. */
export const readsAs = (actor: Actor): Names => ({
  own: principalsOf(actor),
  absent: absentPrincipals(actor),
  agencyId: actor.agencyId,
});

/** The strings under which an actor holds something: as person, in a position, as head of a unit; and for the absent. */
export const holdsAs = (actor: Actor): Names => ({
  own: [...holderNames(actor), ...inRole(actor)],
  absent: (actor.standsInFor ?? []).flatMap(holderNames),
  agencyId: actor.agencyId,
});

/** What is held by everybody of a role; of drafts also under the names that `outgoing` has. */
const inRole = ({ agencyId, roles }: Actor): string[] => [
  ...(roles.includes('clerk') ? [`clerks:${agencyId}`] : []),
  ...(roles.includes('form-checker') ? [`form-checkers:${agencyId}`] : []),
  ...roles.map((role) => `role:${role}:${agencyId}`),
];

export const holderNames = (holder: Holder): string[] => [
  `person:${holder.personId}`,
  `position:${holder.positionId}`,
  ...holder.headOf.map((unitId) => `head:${unitId}`),
];

/** A service in its own name reads nothing here. */
export function mayRead(document: RoutedDocument, actor: Actor | null): boolean {
  if (actor === null) return false;
  const { own, absent, agencyId } = readsAs(actor);
  const reads = (names: readonly string[]) => document.readers.some((reader) => names.includes(reader));
  return reads(own) || (document.agencyId === agencyId && reads(absent));
}

export const readerOf = (assignee: Assignee): string =>
  assignee.kind === 'unit' ? `head:${assignee.unitId}` : `person:${assignee.personId}`;

export const withReaders = (document: RoutedDocument, ...more: readonly string[]): string[] => [
  ...new Set([...document.readers, ...more]),
];

/** "Mine": with me for submission or direction, or a task of mine or of a unit that I head, also after it is done. */
export function holders(document: RoutedDocument): string[] {
  if (document.state === 'cancelled') return [];
  const found = new Set<string>();
  if (document.state === 'registered') found.add(`clerks:${document.agencyId}`);
  const asked = document.state === 'submitted' ? openParts(document.course) : [];
  for (const part of asked) for (const holder of part.holders) found.add(holder);
  // While others are heard the leader reads it, but it does not wait for the leader yet, unless it is urgent.
  if (document.submittedToPositionId !== null && (asked.length === 0 || mustBeHandledAtOnce(document.urgency))) {
    found.add(`position:${document.submittedToPositionId}`);
  }
  for (const task of document.tasks) {
    // What was closed before the end was sent back or given to others.
    if (task.state === 'closed' && document.state !== 'completed') continue;
    found.add(readerOf(task.assignee));
    if (task.personId !== null) found.add(`person:${task.personId}`);
  }
  return [...found];
}

/** The head of the unit that has the task, also as deputy of an absent one. */
export function headsTask(task: Task, actor: Actor): Standing | null {
  const { assignee } = task;
  return assignee.kind === 'unit' ? standingOf(actor, ({ headOf }) => headOf.includes(assignee.unitId)) : null;
}

/** The head of the unit that has the task, or the person who has it. A deputy takes a person's task over first. */
export const holdsTask = (task: Task, actor: Actor): Standing | null =>
  task.personId === actor.personId ? {} : headsTask(task, actor);

/** Whose turn it is to direct, or who has directed. */
export const directsAs = (document: RoutedDocument, actor: Actor): Standing | null =>
  document.submittedToPositionId === null
    ? null
    : standingOf(actor, ({ positionId }) => positionId === document.submittedToPositionId);

/** Whether the person who has the task is absent and this is the named deputy, in the agency whose document it is. */
export const standsInForHolder = (document: RoutedDocument, task: Task, actor: Actor): Standing | null =>
  document.agencyId !== actor.agencyId || task.personId === null || task.personId === actor.personId
    ? null
    : standingOf(actor, ({ personId }) => personId === task.personId);

/** The person who must act next on a task, as people say it. */
export function holderVi(task: Task): string {
  const same = task.personName === null || task.personName === task.assignee.name;
  return same ? task.assignee.name : `${task.personName} (${task.assignee.name})`;
}

export function waitingForVi(document: RoutedDocument): string | null {
  switch (document.state) {
    case 'registered':
      return 'Văn thư trình lãnh đạo';
    case 'submitted':
      return (
        [
          ...(mustBeHandledAtOnce(document.urgency) ? [document.submittedToName] : []),
          ...openParts(document.course).map(({ name }) => name),
        ].join(', ') || document.submittedToName
      );
    case 'directed':
    case 'in-progress': {
      const open = openTasks(document);
      const task = open.find((each) => each.part === 'lead') ?? open[0];
      return task === undefined ? null : holderVi(task);
    }
    case 'completed':
    case 'cancelled':
      return null;
  }
}

/** Civil days are compared, never instants: a document due today is not late before tomorrow. */
export const isOverdue = (document: RoutedDocument, today: string): boolean =>
  !isEnded(document) && document.dueOn !== null && today > document.dueOn;
