import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { incoming, OutputOf, outgoing, routing } from '@vanthu/contracts';
import type { Seat } from '../src/demo/district/district.js';
import { at, workingDays } from '../src/demo/plan/days.js';
import type { OutgoingPlan, ReceptionPlan } from '../src/demo/plan/plan.js';
import { draftDocument } from '../src/demo/replay/draft-documents.js';
import { decideAll } from '../src/demo/replay/receive-letters.js';
import { routeLetter } from '../src/demo/replay/route-letters.js';
import { numberAndIssue, signDocuments } from '../src/demo/replay/sign-documents.js';
import { until } from '../src/demo/replay/until.js';
import { command, type World } from '../src/demo/replay/world.js';
import { agencies, letter, threeAgencies } from './three-agencies.js';

jest.setTimeout(300_000);

/** What becomes of a delivery. `recalled`: before its clerk had registered it. `undone`: registered and directed, then recalled. */
type Fate = 'registered' | 'returned' | 'recalled' | 'undone';
interface Exchange {
  readonly sent: OutgoingPlan;
  readonly fates: ReadonlyMap<string, Fate>;
}

const [district, north, south] = agencies;
/** By turns, one on every second working day. */
const turns: readonly (readonly [from: string, fates: readonly (readonly [string, Fate])[]])[] = [
  [
    district,
    [
      [north, 'registered'],
      [south, 'registered'],
    ],
  ],
  [
    north,
    [
      [district, 'registered'],
      [south, 'returned'],
    ],
  ],
  [
    district,
    [
      [north, 'undone'],
      [south, 'recalled'],
    ],
  ],
  [
    south,
    [
      [district, 'returned'],
      [north, 'registered'],
    ],
  ],
];
const day = (instant: string) => new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10);

describe('a district and two communes exchange, refuse and recall for a month', () => {
  const directory = mkdtempSync(join(tmpdir(), 'vanthu-month-'));
  const days = workingDays().filter((one) => one.startsWith('2023-02'));
  const exchanges: Exchange[] = [];
  let world: World;
  let stop = async () => {};

  beforeAll(async () => {
    chmodSync(directory, 0o711);
    const town = await threeAgencies(directory);
    stop = town.stop;
    world = town.world;
    for (const [i, today] of days.entries()) await live(today, i);
  });
  afterAll(async () => {
    await stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const clerkOf = (agency: string) => world.district.seatsOf(agency, 'clerk')[0] as Seat;
  const directorOf = (agency: string) =>
    world.district.seatsOf(agency, 'director').find(({ level }) => level === 'head') as Seat;
  const ask = async <T>(seat: Seat, path: string, instant = at('2023-02-28', 17 * 60)) =>
    (await world.office.desk(seat, { at: instant })).get<T>('look', path, { at: instant });
  const idOf = (key: string) => world.journal.get('document', key) as string;
  const afterIssue = ({ sent }: Exchange) =>
    ask<OutputOf<typeof outgoing.GetAfterIssue>>(sent.clerk, `/api/outgoing/documents/${idOf(sent.key)}/after-issue`);

  /** One working day: a letter is written, issued, judged and decided on where it arrives; recalls follow in the afternoon. */
  async function live(today: OutgoingPlan['issuedOn'], i: number): Promise<void> {
    const told = i % 2 === 0 ? turns[(i / 2) % turns.length] : undefined;
    if (!told) return;
    const [from, fates] = told;
    const sent = letter(world, { key: `v${i + 1}`, from, to: fates.map(([to]) => to), day: today });
    const exchange = { sent, fates: new Map(fates) };
    exchanges.push(exchange);
    const receptions = fates.map(([agency, fate]) => receptionOf(sent, agency, fate));
    world = { ...world, plan: { ...world.plan, outgoing: [sent], receptions } };
    await draftDocument(world, sent, 0);
    await signDocuments(world, [sent], 1);
    await numberAndIssue(world, [sent], 1);
    await decideAll(world, receptions, () => 14 * 60, 2);
    for (const reception of receptions) await routeLetter(world, reception, 14 * 60 + 10);
    if (fates.some(([, fate]) => fate === 'undone')) await recall(exchange, today);
  }

  function receptionOf(sent: OutgoingPlan, agency: string, fate: Fate): ReceptionPlan {
    const handler = world.district.seatsOf(agency, 'official')[0] as Seat;
    const { personId, fullName: name } = handler;
    return {
      ...{ key: `${sent.key} ${agency}`, agency, arrivesOn: sent.issuedOn, clerk: clerkOf(agency), urgency: 'normal' },
      from: { kind: 'inside', outgoing: sent.key },
      fate: fate === 'returned' ? 'return' : fate === 'recalled' ? 'leave' : 'register',
      fault: fate === 'returned' ? 'wrong-address' : null,
      handling:
        fate !== 'undone'
          ? null
          : {
              director: directorOf(agency),
              lead: { kind: 'person', personId, name } as routing.Assignee,
              ...{ cooperators: [], deadline: '2023-03-10' as never, head: null, handler, completeOn: null },
              answeredBy: null,
            },
    };
  }

  async function recall(exchange: Exchange, today: string): Promise<void> {
    const { sent } = exchange;
    const when = command(world, at(today, 16 * 60), sent.key, 'recall');
    const desk = await world.office.desk(sent.clerk, when);
    const order = { order: `Văn bản thu hồi ngày ${today}`, reason: 'Ban hành nhầm.' };
    await desk.post('recall', `/api/outgoing/documents/${idOf(sent.key)}/recall`, order, when);
    await until('both have cancelled', async () =>
      (await afterIssue(exchange)).recall?.open === 0 ? true : undefined,
    );
  }

  test('R-REC-02, R-REC-03, R-IN-03: every delivery has exactly one fate, told the same on both sides on the day itself', async () => {
    expect(exchanges.length).toBe(Math.ceil(days.length / 2));
    for (const exchange of exchanges) {
      const { deliveries, recall: recalled } = await until('the receipts', async () => {
        const found = await afterIssue(exchange);
        return found.deliveries.every(({ state }) => !['sent', 'arrived'].includes(state)) ? found : undefined;
      });
      expect(deliveries.map(({ agencyId }) => agencyId).sort()).toEqual(
        [...exchange.fates.keys()].map((key) => world.district.agencyId(key)).sort(),
      );
      for (const [agency, fate] of exchange.fates) {
        const one = deliveries.find(({ agencyId }) => agencyId === world.district.agencyId(agency));
        const state = fate === 'undone' ? 'recalled' : fate;
        expect([exchange.sent.key, agency, one?.state, day(one?.arrivedAt ?? '')]).toEqual([
          ...[exchange.sent.key, agency, state, exchange.sent.issuedOn],
        ]);
        // What is told here is what stands there, once.
        const arrived = await arrivals(agency, exchange.sent.key);
        expect([exchange.sent.key, agency, arrived.map((document) => document.state)]).toEqual([
          ...[exchange.sent.key, agency, [state]],
        ]);
        expect([one?.registeredAt !== null, one?.returnedAt !== null, one?.cancelledAt !== null]).toEqual([
          ...[fate === 'registered' || fate === 'undone', fate === 'returned', state === 'recalled'],
        ]);
      }
      expect(recalled === null ? 'stands' : 'frozen').toBe(
        [...exchange.fates.values()].includes('undone') ? 'frozen' : 'stands',
      );
    }
  });

  const arrivals = async (agency: string, key: string) => {
    const number = world.journal.get('document', `${key} number`) ?? '';
    const sender = exchanges.find(({ sent }) => sent.key === key)?.sent.agency ?? '';
    const { items } = await ask<OutputOf<typeof incoming.FindIncoming>>(
      clerkOf(agency),
      `/api/incoming/documents?limit=200&text=${encodeURIComponent(number)}`,
    );
    return items.filter(
      ({ fields }) => fields.senderAgencyId === world.district.agencyId(sender) && fields.numberAndSymbol === number,
    );
  };

  test('R-OUT-02, R-OUT-06, R-IN-06: the books of all three run from 1 without a gap, and what was recalled keeps its line', async () => {
    for (const agency of agencies) {
      const out = await ask<OutputOf<typeof outgoing.ReadRegister>>(
        clerkOf(agency),
        '/api/outgoing/register?year=2023&limit=200',
      );
      const mine = exchanges.filter(({ sent }) => sent.agency === agency);
      const numbers = out.items.map(({ numberAndSymbol }) => Number.parseInt(numberAndSymbol, 10));
      expect([agency, numbers.sort((a, b) => a - b)]).toEqual([agency, mine.map((_, i) => i + 1)]);
      const into = await ask<OutputOf<typeof incoming.ReadIncomingRegister>>(
        clerkOf(agency),
        '/api/incoming/register?year=2023&limit=200',
      );
      const registered = exchanges.flatMap(({ sent, fates }) =>
        ['registered', 'undone'].includes(fates.get(agency) ?? '')
          ? [world.journal.get('document', `${sent.key} number`)]
          : [],
      );
      expect([agency, into.items.map((line) => line.arrivalNumber).sort((a, b) => a - b)]).toEqual([
        ...[agency, registered.map((_, i) => i + 1)],
      ]);
      // The books of the two sides name the same documents.
      expect([agency, into.items.map((line) => line.numberAndSymbol).sort()]).toEqual([agency, registered.sort()]);
    }
  });

  test('R-REC-03: nobody is left with work on a recalled document', async () => {
    for (const { sent, fates } of exchanges.filter(({ fates: all }) => [...all.values()].includes('undone'))) {
      for (const agency of fates.keys()) {
        const [document] = await arrivals(agency, sent.key);
        expect([sent.key, agency, document?.waitingFor, document?.acts]).toEqual([sent.key, agency, null, []]);
      }
      const agency = [...fates].find(([, fate]) => fate === 'undone')?.[0] ?? '';
      const handler = world.district.seatsOf(agency, 'official')[0] as Seat;
      const open = await until('the task is gone', async () => {
        const page = await ask<OutputOf<typeof routing.FindRouted>>(
          handler,
          '/api/routing/documents?mine=true&open=true&limit=200',
        );
        return page.items.length === 0 ? page : undefined;
      });
      expect(open.total).toBe(0);
      const [document] = await arrivals(agency, sent.key);
      const routed = await ask<OutputOf<typeof routing.GetRouted>>(
        clerkOf(agency),
        `/api/routing/documents/${document?.id}`,
      );
      expect([
        routed.state,
        routed.tasks.filter(({ state }) => ['assigned', 'in-progress', 'given'].includes(state)),
      ]).toEqual(['cancelled', []]);
    }
  });
});
