import type { Actor } from '@vanthu/contracts';
import { mustBeHandledAtOnce } from '@vanthu/decree30';
import { waitedFor } from './course.js';
import { partOf } from './part-of.js';
import { undone } from './rerouting.js';
import {
  type Act,
  directsAs,
  headsTask,
  holdsTask,
  isEnded,
  openTasks,
  type RoutedDocument,
  standsInForHolder,
} from './routed-document.js';

/** What this actor may do now, derived from the state. */
export function actsOf(document: RoutedDocument, actor: Actor, today: string): Act[] {
  const acts = stepsOf(document, actor, today);
  if (undone(document, actor) !== null) acts.push('undo');
  const leads = actor.roles.includes('director') && directsAs(document, actor) !== null;
  if (leads && !isEnded(document)) acts.push('set-readers');
  return acts;
}

function stepsOf(document: RoutedDocument, actor: Actor, today: string): Act[] {
  const directs = actor.roles.includes('director') && directsAs(document, actor) !== null;
  switch (document.state) {
    case 'registered':
      return actor.roles.includes('clerk') && actor.agencyId === document.agencyId ? ['submit'] : [];
    case 'submitted':
      return [
        ...(partOf(document, actor) === null ? [] : heardMay(document)),
        ...(directs && waitedFor(document, today) === null ? (['direct'] as const) : []),
        ...(directs ? (['send-back'] as const) : []),
        ...(sortsFor(document, actor) ? (['sort'] as const) : []),
      ];
    case 'directed':
    case 'in-progress':
      return [...actsOnTasks(document, actor), ...(directs ? actsOfLeader(document) : [])];
    case 'completed':
    case 'cancelled':
      return [];
  }
}

const heardMay = ({ urgency }: RoutedDocument): readonly Act[] =>
  mustBeHandledAtOnce(urgency) ? ['advise'] : ['advise', 'send-back'];

/** A secretary of the agency, or the leader whose desk it is. */
export const sortsFor = (document: RoutedDocument, actor: Actor): boolean =>
  document.agencyId === actor.agencyId && (actor.roles.includes('secretary') || directsAs(document, actor) !== null);

function actsOnTasks(document: RoutedDocument, actor: Actor): Act[] {
  const open = openTasks(document);
  const acts: Act[] = [];
  if (actor.roles.includes('unit-head') && open.some((task) => headsTask(task, actor))) acts.push('assign');
  if (open.some((task) => holdsTask(task, actor))) acts.push('complete', 'report', 'send-back', 'ask-extension');
  if (open.some((task) => standsInForHolder(document, task, actor))) acts.push('take-over');
  return acts;
}

const actsOfLeader = (document: RoutedDocument): Act[] =>
  openTasks(document).some((task) => task.extension !== null) ? ['reassign', 'answer-extension'] : ['reassign'];
