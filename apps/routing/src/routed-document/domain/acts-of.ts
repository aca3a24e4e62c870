import type { Actor } from '@vanthu/contracts';
import { undone } from './rerouting.js';
import {
  type Act,
  directsAs,
  headsTask,
  holdsTask,
  openTasks,
  type RoutedDocument,
  standsInForHolder,
} from './routed-document.js';

/** What this actor may do now, derived from the state. */
export function actsOf(document: RoutedDocument, actor: Actor): Act[] {
  const acts = stepsOf(document, actor);
  if (undone(document, actor) !== null) acts.push('undo');
  return acts;
}

function stepsOf(document: RoutedDocument, actor: Actor): Act[] {
  const directs = actor.roles.includes('director') && directsAs(document, actor) !== null;
  switch (document.state) {
    case 'registered':
      return actor.roles.includes('clerk') && actor.agencyId === document.agencyId ? ['submit'] : [];
    case 'submitted':
      return directs ? ['direct', 'send-back'] : [];
    case 'directed':
    case 'in-progress':
      return [...actsOnTasks(document, actor), ...(directs ? actsOfLeader(document) : [])];
    case 'completed':
    case 'cancelled':
      return [];
  }
}

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
