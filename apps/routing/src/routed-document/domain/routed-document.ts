import type { Actor, routing } from '@vanthu/contracts';
import type { z } from 'zod';
import type { RoutingState } from './routing-state.js';

export type Assignee = routing.Assignee;
export type Direction = z.infer<typeof routing.DirectionInput>;
export type Task = z.infer<typeof routing.RoutingTask>;
export type Act = z.infer<typeof routing.RoutingAct>;

/** What routing knows of a registered incoming document, and who has it now. */
export interface RoutedDocument {
  readonly documentId: string;
  readonly agencyId: string;
  readonly state: RoutingState;
  readonly version: number;
  readonly abstract: string;
  readonly senderName: string;
  readonly numberAndSymbol: string;
  readonly arrivalNumber: number;
  readonly arrivedOn: string;
  readonly urgency: 'normal' | 'urgent' | 'very-urgent' | 'express';
  readonly submittedToPositionId: string | null;
  readonly submittedToName: string | null;
  readonly proposal: Direction | null;
  readonly direction: (Direction & { directedBy: string; directedAt: string }) | null;
  readonly deadline: string | null;
  /** The working day after whose end the present step is late. */
  readonly dueOn: string | null;
  readonly late: boolean | null;
  readonly readers: readonly string[];
  readonly tasks: readonly Task[];
}

export const isOpen = (task: Task): boolean => task.state === 'given' || task.state === 'in-progress';

export const mayRead = (document: RoutedDocument, principals: readonly string[]): boolean =>
  document.readers.some((reader) => principals.includes(reader));

/** The strings under which an actor holds something: as person, in a position, as head of a unit. */
export const holdsAs = (actor: Actor): string[] => [
  `person:${actor.personId}`,
  `position:${actor.positionId}`,
  ...(actor.roles.includes('clerk') ? [`clerks:${actor.agencyId}`] : []),
  ...actor.headOf.map((unitId) => `head:${unitId}`),
];

export const readerOf = (assignee: Assignee): string =>
  assignee.kind === 'unit' ? `head:${assignee.unitId}` : `person:${assignee.personId}`;

/** "Mine": with me for submission or direction, or a task of mine or of a unit that I head, also after it is done. */
export function holders(document: RoutedDocument): string[] {
  const found = new Set<string>();
  if (document.state === 'registered') found.add(`clerks:${document.agencyId}`);
  if (document.submittedToPositionId !== null) found.add(`position:${document.submittedToPositionId}`);
  for (const task of document.tasks) {
    found.add(readerOf(task.assignee));
    if (task.personId !== null) found.add(`person:${task.personId}`);
  }
  return [...found];
}

/** The head of the unit that has the task, or the person who has it. */
export function holdsTask(task: Task, actor: Actor): boolean {
  if (task.personId === actor.personId) return true;
  return task.assignee.kind === 'unit' && actor.headOf.includes(task.assignee.unitId);
}

export const headsTask = (task: Task, actor: Actor): boolean =>
  task.assignee.kind === 'unit' && actor.headOf.includes(task.assignee.unitId);

/** What this actor may do now, derived from the state. */
export function actsOf(document: RoutedDocument, actor: Actor): Act[] {
  switch (document.state) {
    case 'registered':
      return actor.roles.includes('clerk') && actor.agencyId === document.agencyId ? ['submit'] : [];
    case 'submitted':
      return actor.roles.includes('director') && actor.positionId === document.submittedToPositionId ? ['direct'] : [];
    case 'directed':
    case 'in-progress': {
      const open = document.tasks.filter(isOpen);
      const acts: Act[] = [];
      if (actor.roles.includes('unit-head') && open.some((task) => headsTask(task, actor))) acts.push('assign');
      if (open.some((task) => holdsTask(task, actor))) acts.push('complete');
      return acts;
    }
    case 'completed':
      return [];
  }
}

export function waitingForVi(document: RoutedDocument): string | null {
  switch (document.state) {
    case 'registered':
      return 'Văn thư trình lãnh đạo';
    case 'submitted':
      return document.submittedToName;
    case 'directed':
    case 'in-progress': {
      const open = document.tasks.filter(isOpen);
      const task = open.find((each) => each.part === 'lead') ?? open[0];
      if (task === undefined) return null;
      const same = task.personName === null || task.personName === task.assignee.name;
      return same ? task.assignee.name : `${task.personName} (${task.assignee.name})`;
    }
    case 'completed':
      return null;
  }
}

/** Civil days are compared, never instants: a document due today is not late before tomorrow. */
export const isOverdue = (document: RoutedDocument, today: string): boolean =>
  document.state !== 'completed' && document.dueOn !== null && today > document.dueOn;
