import type { OutgoingPlan, ReceptionPlan } from '../plan/plan.js';
import { draftDocument } from './draft-documents.js';
import { inParallel } from './in-parallel.js';
import { arrivalMinute, decideAll, receiveLetter } from './receive-letters.js';
import { completeLetter, routeLetter } from './route-letters.js';
import { numberAndIssue, signDocuments } from './sign-documents.js';
import { signOnPaper } from './sign-on-paper.js';
import type { World } from './world.js';

/** Desks at which people act at the same time. */
const width = 12;

export interface DayDone {
  readonly day: string;
  readonly received: number;
  readonly issued: number;
  readonly completed: number;
  readonly ms: number;
}

/**
 * The quarter, working day by working day: letters come in and are judged, registered, directed; drafts are written, checked,
 * signed, numbered, issued; tasks are completed. Within a day the desks work side by side, the acts on one document in order.
 * May be interrupted and called again: days that are done are passed over, acts that are done are not done twice.
 *
 * @returns real seconds from the first reception to the last issue
 */
export async function replayQuarter(world: World, progress: (done: DayDone) => void): Promise<number> {
  let seconds = 0;
  for (const day of world.plan.days) {
    const kept = world.journal.get('time', day);
    if (world.journal.get('day', day) !== undefined) {
      seconds += Number(kept ?? 0);
      continue;
    }
    const began = performance.now();
    const done = await replayDay(world, day);
    const ms = performance.now() - began;
    seconds += ms / 1000;
    world.journal.keep('time', day, String(ms / 1000));
    world.journal.keep('day', day, 'done');
    progress({ day, ...done, ms });
  }
  return seconds;
}

async function replayDay(world: World, day: string): Promise<Omit<DayDone, 'day' | 'ms'>> {
  const { plan } = world;
  const receptions = plan.receptions.filter((one) => one.arrivesOn === day);
  const [inside, outside] = [
    receptions.filter((one) => one.from.kind === 'inside'),
    receptions.filter((one) => one.from.kind === 'outside').sort(urgentFirst),
  ];
  const drafts = plan.outgoing.filter((one) => one.draftedOn === day);
  const issues = plan.outgoing.filter((one) => one.issuedOn === day);
  await Promise.all([takeIn(world, outside), sendOut(world, drafts, issues)]);
  await decideAll(world, inside, () => 14 * 60, width);
  await inParallel(inside, width, (one) => routeLetter(world, one, 14 * 60 + 10));
  const due = plan.receptions.filter((one) => one.handling?.completeOn === day && one.fate === 'register');
  await inParallel(due, width, (one) => completeLetter(world, one, day, 16 * 60));
  return { received: receptions.length, issued: issues.length, completed: due.length };
}

const urgentFirst = (a: ReceptionPlan, b: ReceptionPlan): number =>
  Number(b.urgency !== 'normal') - Number(a.urgency !== 'normal');

async function takeIn(world: World, letters: readonly ReceptionPlan[]): Promise<void> {
  const places = new Map(letters.map((one, place) => [one.key, place]));
  const arrival = (one: ReceptionPlan) => arrivalMinute(places.get(one.key) ?? 0);
  await inParallel(letters, width / 2, (one) => receiveLetter(world, one, arrival(one)));
  await decideAll(world, letters, (one) => arrival(one) + 15, width / 2);
  await inParallel(letters, width / 2, (one) => routeLetter(world, one, arrival(one) + 20));
}

async function sendOut(world: World, drafts: readonly OutgoingPlan[], issues: readonly OutgoingPlan[]): Promise<void> {
  await inParallel([...drafts.entries()], width / 2, ([place, one]) => draftDocument(world, one, place));
  const [paper, digital] = [issues.filter((one) => one.road === 'ink'), issues.filter((one) => one.road === 'digital')];
  await signDocuments(world, digital, width / 2);
  const [first, others] = [digital.filter((one) => one.first), digital.filter((one) => !one.first)];
  await numberAndIssue(world, first, width / 2);
  await numberAndIssue(world, others, width / 2);
  for (const one of paper) await signOnPaper(world, one);
}
