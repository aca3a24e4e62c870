import type { outgoing } from '@vanthu/contracts';
import type { Seat } from '../district/district.js';
import { at } from '../plan/days.js';
import type { OutgoingPlan } from '../plan/plan.js';
import { type Desk, Refused, type When } from './desk.js';
import { inParallel } from './in-parallel.js';
import { until } from './until.js';
import { bySeat, command, type World } from './world.js';

type State = outgoing.OutgoingState;
interface Listed {
  readonly id: string;
  readonly state: State;
  readonly jobState?: string | null;
  readonly numberAndSymbol?: string | null;
}

/** What a signature takes at best. Real time. */
const signatureMs = 60;

const idOf = (world: World, plan: OutgoingPlan): string => kept(world, plan.key);
const manifestOf = (world: World, plan: OutgoingPlan): string => kept(world, `${plan.key} manifest`);
function kept(world: World, key: string): string {
  const value = world.journal.get('document', key);
  if (value === undefined) throw new Error(`the replay does not know ${key}`);
  return value;
}

const seen = (world: World, plans: readonly OutgoingPlan[]) =>
  plans.map((plan) => ({ documentId: idOf(world, plan), manifestHash: manifestOf(world, plan) }));

/** Each signer opens his key once for his pile of the day and signs what lies on it; of minutes the secretary before the chair. */
export async function signDocuments(world: World, plans: readonly OutgoingPlan[], width: number): Promise<void> {
  const co = plans.filter((plan) => plan.coSigners.length > 0);
  await signPiles(
    world,
    bySeat(co, (plan) => plan.coSigners[0] as Seat),
    9 * 60,
    width,
  );
  await signPiles(
    world,
    bySeat(plans, (plan) => plan.signer),
    9 * 60 + 30,
    width,
  );
}

function signPiles(world: World, piles: [Seat, OutgoingPlan[]][], minute: number, width: number): Promise<void> {
  return inParallel(piles, width, async ([seat, pile]) => {
    const when = { at: at((pile[0] as OutgoingPlan).issuedOn, minute) };
    const desk = await world.office.desk(seat, when);
    const unsigned = await stillIn(world, desk, pile, ['form-checked', 'signing'], when);
    if (unsigned.length === 0) return;
    const activationId = await world.office.activate(seat, 'personal', seen(world, unsigned), when);
    await inParallel(unsigned, 4, async (plan) => {
      const body = { manifestHash: manifestOf(world, plan), activationId };
      const path = `/api/outgoing/documents/${idOf(world, plan)}/sign`;
      const signing = command(world, when.at, plan.key, 'sign', seat.id, activationId);
      await unlessUnderWay(() => desk.post('sign', path, body, signing));
    });
    await untilSigned(world, desk, 'personal', pile, ['signing'], when);
  });
}

/** The clerk opens the seal once for all that is signed, numbers it and lets it go. */
export async function numberAndIssue(world: World, plans: readonly OutgoingPlan[], width: number): Promise<void> {
  await inParallel(
    bySeat(plans, (plan) => plan.clerk),
    width,
    async ([seat, pile]) => {
      const when = { at: at((pile[0] as OutgoingPlan).issuedOn, 10 * 60 + 15) };
      const desk = await world.office.desk(seat, when);
      const signed = await stillIn(world, desk, pile, ['signed'], when);
      const activationId =
        signed.length === 0 ? '' : await world.office.activate(seat, 'organisation', seen(world, signed), when);
      const allot = async (plan: OutgoingPlan) => {
        const body = { manifestHash: manifestOf(world, plan), activationId, thenIssue: true };
        const path = `/api/outgoing/documents/${idOf(world, plan)}/allot-number`;
        const allotted = command(world, when.at, plan.key, 'allot', activationId);
        const { numberAndSymbol } = await desk.post<{ numberAndSymbol: string }>('allot-number', path, body, allotted);
        world.journal.keep('document', `${plan.key} number`, numberAndSymbol);
      };
      await inParallel(signed, 4, allot);
      await untilSigned(world, desk, 'organisation', pile, ['numbered', 'sealed'], when);
    },
  );
}

/**
 * Waits until none of the pile is in these states any more. A document whose opened key was lost with the process that held it
 * is signed with a new activation: same job, same number.
 */
async function untilSigned(
  world: World,
  desk: Desk,
  purpose: 'personal' | 'organisation',
  pile: readonly OutgoingPlan[],
  states: readonly State[],
  when: When,
): Promise<void> {
  const ids = new Map(pile.map((plan) => [idOf(world, plan), plan]));
  for (const state of states) {
    const ask = async () => {
      const path = `/api/outgoing/documents?state=${state}&limit=200`;
      const { items } = await desk.get<{ items: Listed[] }>('wait', path, when);
      const waiting = items.filter((one) => ids.has(one.id) && !(purpose === 'personal' && one.jobState === 'done'));
      for (const { id } of waiting.filter((one) => one.jobState === 'needs-activation')) {
        await retry(world, desk, purpose, ids.get(id) as OutgoingPlan, when);
      }
      return waiting.length === 0 ? true : undefined;
    };
    const firstMs = state === 'sealed' ? 0 : pile.length * signatureMs;
    await until(`${ids.size} documents of ${desk.seat.username} out of ${state}`, ask, firstMs);
  }
}

async function retry(
  world: World,
  desk: Desk,
  purpose: 'personal' | 'organisation',
  plan: OutgoingPlan,
  when: When,
): Promise<void> {
  const activationId = await world.office.activate(desk.seat, purpose, seen(world, [plan]), when);
  const path = `/api/outgoing/documents/${idOf(world, plan)}/retry-job`;
  const retrying = command(world, when.at, plan.key, 'retry', activationId);
  await unlessUnderWay(() => desk.post('retry-job', path, { activationId }, retrying));
}

/** Somebody was faster: the job runs, or has ended, since it was looked at. */
const underWay = new Set(['OUTGOING.BUSY_JOB', 'OUTGOING.NO_JOB', 'OUTGOING.ALREADY_DONE']);

async function unlessUnderWay(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refused) || !underWay.has(error.code)) throw error;
  }
}

/** Those of a pile that wait for this act. All, unless the driver was started again: then each is looked at. */
async function stillIn(
  world: World,
  desk: Desk,
  pile: readonly OutgoingPlan[],
  states: readonly State[],
  when: When,
): Promise<readonly OutgoingPlan[]> {
  if (!world.journal.isContinued) return pile;
  const found: OutgoingPlan[] = [];
  for (const plan of pile) {
    const path = `/api/outgoing/documents/${idOf(world, plan)}`;
    const { state, numberAndSymbol } = await desk.get<Listed>('open', path, when);
    if (numberAndSymbol) world.journal.keep('document', `${plan.key} number`, numberAndSymbol);
    if (states.includes(state)) found.push(plan);
  }
  return found;
}
