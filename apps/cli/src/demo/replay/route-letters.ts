import { at } from '../plan/days.js';
import type { Handling, ReceptionPlan } from '../plan/plan.js';
import { type Command, type Desk, Refused } from './desk.js';
import { until } from './until.js';
import { command, type World } from './world.js';

interface Routed {
  readonly tasks: readonly { readonly id: string; readonly part: 'lead' | 'cooperate' }[];
}

const pathOf = (world: World, plan: ReceptionPlan): string =>
  `/api/routing/documents/${world.journal.get('document', plan.key)}`;

/** Submitted with the office's proposal, directed, and given to a person where a unit leads (Art. 23, 24). */
export async function routeLetter(world: World, plan: ReceptionPlan, minute: number): Promise<void> {
  const { handling } = plan;
  if (handling === null || plan.fate !== 'register') return;
  const { office } = world;
  const path = pathOf(world, plan);
  const then = (later: number, act: string) => command(world, at(plan.arrivesOn, minute + later), plan.key, act);
  const clerk = await office.desk(plan.clerk, then(5, ''));
  const proposal = proposalOf(handling);
  await once(clerk, 'submit', `${path}/submit`, { toPositionId: handling.director.id, proposal }, then(5, 'submit'));
  const director = await office.desk(handling.director, then(30, ''));
  // One in five writes a direction of his own; the others agree to the proposal.
  const own = Number.parseInt(then(0, 'own').key.slice(0, 2), 16) % 5 === 0;
  const direction = { ...proposal, text: 'Đồng ý; báo cáo kết quả về Văn phòng để tổng hợp.' };
  await once(director, 'direct', `${path}/direct`, own ? { direction } : {}, then(30, 'direct'));
  if (handling.head === null) return;
  const head = await office.desk(handling.head, then(45, ''));
  const task = await leadTask(head, path, then(45, ''));
  const body = { personId: handling.handler.personId };
  await once(head, 'assign', `/api/routing/tasks/${task}/assign`, body, then(50, 'assign'));
}

/** Done by its handler, with the answering document or the reason why there is none (R-IN-15). */
export async function completeLetter(world: World, plan: ReceptionPlan, day: string, minute: number): Promise<void> {
  const { handling } = plan;
  if (handling === null) return;
  const when = command(world, at(day, minute), plan.key, 'complete');
  const desk = await world.office.desk(handling.handler, when);
  const task = await leadTask(desk, pathOf(world, plan), when);
  const answer = handling.answeredBy === null ? undefined : world.journal.get('document', handling.answeredBy);
  const outcome =
    answer === undefined
      ? { kind: 'no-answer', reason: 'Đã thực hiện và lưu hồ sơ; nơi gửi không yêu cầu trả lời.' }
      : { kind: 'answered', outgoingDocumentId: answer };
  await once(desk, 'complete', `/api/routing/tasks/${task}/complete`, { outcome }, when);
}

const proposalOf = ({ lead, cooperators, deadline }: Handling) => ({
  lead,
  cooperators,
  deadline,
  text: 'Chủ trì tham mưu thực hiện, báo cáo kết quả.',
});

async function leadTask(desk: Desk, path: string, when: Command): Promise<string> {
  const { tasks } = await desk.get<Routed>('open-task', path, when);
  const lead = tasks.find((task) => task.part === 'lead');
  if (!lead) throw new Error(`${path} has no lead`);
  return lead.id;
}

/** What an event has still to bring; then the same command is right. */
const notYet = new Set(['ROUTING.NOT_REGISTERED', 'ROUTING.ANSWER_NOT_ISSUED', 'REQUEST.NOT_FOUND']);

/** The act, as soon as routing knows what it is about. */
async function once(desk: Desk, act: string, path: string, body: unknown, when: Command): Promise<void> {
  await until(`${act} ${path}`, async () => {
    try {
      await desk.post(act, path, body, when);
      return true;
    } catch (error) {
      if (error instanceof Refused && notYet.has(error.code)) return undefined;
      throw error;
    }
  });
}
