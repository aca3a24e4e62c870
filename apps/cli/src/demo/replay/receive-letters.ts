import { readFileSync } from 'node:fs';
import type { incoming } from '@vanthu/contracts';
import type { Seat } from '../district/district.js';
import { at, MORNING } from '../plan/days.js';
import type { Fault, LetterPlan, ReceptionPlan } from '../plan/plan.js';
import type { Desk, When } from './desk.js';
import { inParallel } from './in-parallel.js';
import { until } from './until.js';
import { command, letterFile, type World } from './world.js';

interface Listed {
  readonly id: string;
  readonly state: incoming.IncomingState;
  readonly fields: incoming.IncomingFields;
  readonly advice: 'accept' | 'decide' | 'return' | null;
  readonly source: 'upload' | 'hosted';
}

/** Letters come in all day; urgent ones are taken first (Art. 4.2.c). */
export const arrivalMinute = (place: number): number => MORNING + 5 + ((place * 11) % 360);

const fieldsOf = (world: World, letter: LetterPlan): incoming.IncomingFields => ({
  senderAgencyId: world.district.agencyId(letter.sender),
  senderName: world.district.agencies.get(letter.sender)?.name ?? '',
  numberAndSymbol: letter.numberAndSymbol,
  documentDate: letter.documentDate,
  kind: letter.kind,
  abstract: letter.abstract,
  signerName: letter.signer.fullName,
  urgency: letter.urgency,
  answerBy: letter.answerBy,
});

/** The clerk takes in a file that an agency outside has sent; the check of its signatures follows by itself. */
export async function receiveLetter(world: World, plan: ReceptionPlan, minute: number): Promise<void> {
  if (plan.from.kind === 'inside') return;
  const { letter } = plan.from;
  const when = command(world, at(plan.arrivesOn, minute), plan.key, 'receive');
  const desk = await world.office.desk(plan.clerk, when);
  let ticket = world.journal.get('ticket', plan.key);
  if (ticket === undefined) {
    ticket = await desk.upload(`${letter.key}.pdf`, readFileSync(letterFile(world, letter.key)), when);
    world.journal.keep('ticket', plan.key, ticket);
  }
  const body = { ticket, fields: fieldsOf(world, letter) };
  const { id } = await desk.post<{ id: string }>('receive', '/api/incoming/documents', body, when);
  world.journal.keep('document', plan.key, id);
}

/** Waits until the arrivals of an agency are judged, and says what the judge found of each. */
export async function untilChecked(
  world: World,
  clerk: Seat,
  plans: readonly ReceptionPlan[],
  when: When,
): Promise<Map<string, Listed>> {
  const desk = await world.office.desk(clerk, when);
  const ask = async () => {
    const path = '/api/incoming/documents?state=checked&limit=200';
    const { items } = await desk.get<{ items: Listed[] }>('wait', path, when);
    const found = new Map<string, Listed>();
    for (const plan of plans) {
      const one = items.find((each) => isThis(world, plan, each));
      if (one) found.set(plan.key, one);
      else if (!(await isDecided(world, desk, plan, when))) return undefined;
    }
    return found;
  };
  return until(`${plans.length} arrivals of ${clerk.agency} to be judged`, ask, plans.length * judgementMs);
}

/** What a judgement takes at best. Real time. */
const judgementMs = 50;

/** A driver that was started again finds what was registered or returned before, also when it could not note it any more. */
async function isDecided(world: World, desk: Desk, plan: ReceptionPlan, when: When): Promise<boolean> {
  if (world.journal.get('document', `${plan.key} decided`) !== undefined) return true;
  const id = world.journal.get('document', plan.key);
  if (!world.journal.isContinued || id === undefined) return false;
  const { state } = await desk.get<Listed>('wait', `/api/incoming/documents/${id}`, when);
  return state !== 'arrived' && state !== 'checked';
}

function isThis(world: World, plan: ReceptionPlan, one: Listed): boolean {
  if (plan.from.kind === 'outside') return one.id === world.journal.get('document', plan.key);
  const { outgoing } = plan.from;
  const sent = world.plan.outgoing.find((document) => document.key === outgoing);
  const number = world.journal.get('document', `${outgoing} number`);
  return (
    one.source === 'hosted' &&
    one.fields.senderAgencyId === world.district.agencyId(sent?.agency ?? '') &&
    one.fields.numberAndSymbol === number
  );
}

const returns: Record<Fault, readonly [code: string, text: string]> = {
  altered: ['altered', 'Nội dung tệp đã bị thay đổi sau khi ký số; đề nghị gửi lại bản gốc.'],
  'bytes-changed': ['altered', 'Chữ ký số không còn khớp với nội dung tệp; đề nghị gửi lại bản gốc.'],
  'wrong-address': ['wrong-address', 'Văn bản gửi cho cơ quan khác, không thuộc thẩm quyền tiếp nhận.'],
  'unknown-anchor': ['other', 'Chữ ký số không do tổ chức chứng thực chữ ký số công vụ cấp; đề nghị ký lại.'],
  duplicate: ['duplicate', 'Văn bản đã được tiếp nhận và vào sổ trước đó.'],
};

/** Registered, returned, or left open: what the clerk decides when the judge has spoken. */
export async function decide(world: World, plan: ReceptionPlan, found: Listed, minute: number): Promise<void> {
  world.journal.keep('document', plan.key, found.id);
  const path = `/api/incoming/documents/${found.id}`;
  const when = command(world, at(plan.arrivesOn, minute), plan.key, plan.fate);
  const desk = await world.office.desk(plan.clerk, when);
  if (plan.fate === 'return') {
    const [reasonCode, text] = returns[plan.fault ?? 'wrong-address'];
    await desk.post('return', `${path}/return`, { reasonCode, text }, when);
  } else if (plan.fate === 'register') {
    const fields = plan.from.kind === 'outside' ? fieldsOf(world, plan.from.letter) : found.fields;
    const reason =
      found.advice === 'decide' ? { reason: 'Đã đối chiếu với nơi gửi qua điện thoại; nội dung phù hợp.' } : {};
    await desk.post('register', `${path}/register`, { fields, ...reason }, when);
  }
  world.journal.keep('document', `${plan.key} decided`, plan.fate);
}

/** All arrivals of a day at one agency, from the judge's word to the decision of the clerk. */
export async function decideAll(
  world: World,
  plans: readonly ReceptionPlan[],
  minuteOf: (plan: ReceptionPlan) => number,
  width: number,
): Promise<void> {
  const byAgency = new Map<string, ReceptionPlan[]>();
  for (const plan of plans) byAgency.set(plan.agency, [...(byAgency.get(plan.agency) ?? []), plan]);
  await inParallel([...byAgency.values()], width, async (arrivals) => {
    const [first] = arrivals;
    if (!first) return;
    const found = await untilChecked(world, first.clerk, arrivals, { at: at(first.arrivesOn, minuteOf(first)) });
    await inParallel(arrivals, 4, async (plan) => {
      const one = found.get(plan.key);
      if (one) await decide(world, plan, one, minuteOf(plan));
    });
  });
}
