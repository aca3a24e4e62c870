import { randomUUID } from 'node:crypto';
import { type Actor, isRefusal, type RequestContract, routing } from '@vanthu/contracts';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { routingService } from '../src/index.js';

/** Tasks; others by VANTHU_BENCH_TASKS=10000. */
const tasks = Number(process.env.VANTHU_BENCH_TASKS ?? 1_000_000);
/** An agency of 2,000 people with ten years of documents; one in twenty is still open. */
const people = 2_000;
const asked = 100;
const agencyId = randomUUID();
const today = '2025-03-10T03:00:00.000Z';

/** An id that follows from a text (version 8: RFC 9562 5.8), in SQL. */
const idOf = (text: string) => `overlay(overlay(md5(${text}) PLACING '8' FROM 13) PLACING 'a' FROM 17)::uuid`;

async function fill(bed: ServiceTestbed): Promise<void> {
  await bed.rows(
    `INSERT INTO routed_document (document_id, agency_id, state, abstract, sender_name, number_and_symbol, arrival_number,
       arrived_on, urgency, urgency_rank, deadline, due_on, next_due, readers, holders, waiting_for)
     SELECT ${idOf(`'document' || n`)}, $2::uuid, CASE WHEN n % 20 = 0 THEN 'in-progress' ELSE 'completed' END, 'Về việc thứ ' || n,
       'Sở Tài chính', n || '/STC', n, day, 'normal', 0, day + 7, day + 7, day + 7,
       ARRAY['clerks:' || $2::uuid, 'person:' || person], ARRAY['person:' || person], 'Chuyên viên ' || (n / 20) % $3::int
     FROM generate_series(1, $1::int) n
     JOIN LATERAL (SELECT ${idOf(`'person' || (n / 20) % $3::int`)} AS person,
       date '2025-03-20' - ((n::bigint * 7919) % 3653)::int AS day) p ON true`,
    [tasks, agencyId, people],
  );
  await bed.rows(
    `INSERT INTO task (id, document_id, part, place, assignee, person_id, person_name, deadline, latest, state)
     SELECT ${idOf(`'task' || n`)}, ${idOf(`'document' || n`)}, 'lead', 0,
       jsonb_build_object('kind', 'person', 'personId', person, 'name', 'Chuyên viên'), person, 'Chuyên viên',
       date '2025-03-20', date '2025-03-20', CASE WHEN n % 20 = 0 THEN 'in-progress' ELSE 'completed' END
     FROM generate_series(1, $1::int) n JOIN LATERAL (SELECT ${idOf(`'person' || (n / 20) % $2::int`)} AS person) p ON true`,
    [tasks, people],
  );
  for (const table of ['routed_document', 'task']) await bed.rows(`VACUUM ANALYZE ${table}`);
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

async function p95(work: () => Promise<unknown>): Promise<number> {
  await work();
  const taken: number[] = [];
  for (let i = 0; i < asked; i++) {
    const started = performance.now();
    await work();
    taken.push(performance.now() - started);
  }
  return rounded(taken.sort((a, b) => a - b)[Math.floor(asked * 0.95)] ?? 0);
}

/** The lists that a person opens all day, beside a look at one row by its key through the same way. */
export async function lists(): Promise<void> {
  const bed = await createServiceTestbed(routingService, { clock: 'simulated' });
  try {
    await fill(bed);
    const [one] = await bed.rows<{ id: string }>(`SELECT ${idOf(`'person' || 7`)} AS id`);
    const actor: Actor = {
      ...{ personId: one?.id ?? '', personName: 'Chuyên viên', positionId: randomUUID(), positionTitle: 'Chuyên viên' },
      ...{ agencyId, unitId: null, roles: ['official', 'unit-head'], headOf: [] },
    };
    const ask = async <C extends RequestContract>(contract: C, input: Parameters<typeof bed.ask<C>>[1]) => {
      const answer = await bed.ask(contract, input, { actor, at: today });
      if (isRefusal(answer)) throw new Error(answer.code);
      return answer;
    };
    const own = { limit: 50, mine: true, overdue: false };
    const [open] = (await ask(routing.FindRouted, { ...own, open: true })).items;
    const p95Ms = {
      mineOpen: await p95(() => ask(routing.FindRouted, { ...own, open: true })),
      mineOverdue: await p95(() => ask(routing.FindRouted, { ...own, bucket: 'overdue' })),
      mineWithFinished: await p95(() => ask(routing.FindRouted, own)),
      counts: await p95(() => ask(routing.CountDue, { mine: true })),
      readable: await p95(() => ask(routing.FindRouted, { ...own, mine: false, open: true })),
    };
    const baselineMs = await p95(() => ask(routing.GetUrgingRule, {}));
    const ratio = rounded(p95Ms.mineOpen / baselineMs);
    console.log(JSON.stringify({ bench: 'tasks', tasks, people, p95Ms, baselineMs, ratio, found: open !== undefined }));
  } finally {
    await bed.close();
  }
}
