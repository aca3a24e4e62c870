import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Actor, isRefusal, routing } from '@vanthu/contracts';
import { RequestFailed, type ServiceTestbed } from '@vanthu/messaging';
import fc from 'fast-check';
import { monday } from './commune.js';
import { acts, type Crowd, everybodyIn, openCrowd, registeredIn, type Step, taskOf } from './crowd.js';

/**
 * Two hundred people act on the same documents at once, whatever comes to their minds, while connections to the database die
 * in the middle of hand-overs. What must hold after each wave is written in README.md ("What always holds").
 *
 * Every run does a part of it; `VANTHU_MODEL_COMMANDS=10000` does the whole, `VANTHU_MODEL_SEED` goes another way.
 */
const seed = Number(process.env.VANTHU_MODEL_SEED ?? 20_230_127);
const commands = Number(process.env.VANTHU_MODEL_COMMANDS ?? 1_500);
const documents = 60;
const wave = 100;
/** Every so many waves a crash. */
const crashEvery = 10;
const unregistered = randomUUID();

let bed: ServiceTestbed;
let crowd: Crowd;
beforeAll(async () => {
  ({ bed, crowd } = await openCrowd());
}, 60_000);
afterAll(() => bed?.close());

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(...acts),
  document: fc.nat(),
  person: fc.nat(),
  unit: fc.nat(),
});

/** What everybody believes about a document when a wave begins; it may be wrong by the time they act. */
interface Believed {
  readonly document_id: string;
  readonly state: string;
  readonly leader: string | null;
  readonly tasks: readonly { readonly id: string; readonly unitId: string; readonly personId: string | null }[];
}

const believe = () =>
  bed.rows<Believed>(`SELECT d.document_id, d.state, d.submitted_to_position AS leader,
      coalesce(json_agg(json_build_object('id', t.id, 'unitId', t.assignee->>'unitId', 'personId', t.person_id) ORDER BY place)
        FILTER (WHERE t.state IN ('given', 'in-progress')), '[]') AS tasks
    FROM routed_document d LEFT JOIN task t USING (document_id) WHERE d.state <> 'completed'
    GROUP BY d.document_id ORDER BY d.arrival_number`);

/** Whoever acts: mostly somebody whose turn it may be, sometimes anybody. */
function actorFor({ act, person, unit }: Step, believed: Believed | undefined): Actor {
  const pick = (list: readonly Actor[]): Actor => list[person % list.length] as Actor;
  if (person % 13 === 0 || believed === undefined) return pick(everybodyIn(crowd));
  const leader = crowd.leaders.find(({ positionId }) => positionId === believed.leader) ?? pick(crowd.leaders);
  const task = believed.tasks[unit % Math.max(believed.tasks.length, 1)];
  const within = crowd.units.find(({ id }) => id === task?.unitId);
  const head = within?.head ?? pick(crowd.units.map((one) => one.head));
  const official = within?.officials.find(({ personId }) => personId === task?.personId) ?? head;
  const turn: Record<string, readonly Actor[]> = {
    registered: crowd.clerks,
    submitted: act === 'undo' ? crowd.clerks : [leader],
    directed: ['reassign', 'answer-extension', 'undo'].includes(act) ? [leader] : [head],
    'in-progress':
      act === 'assign' || act === 'undo'
        ? [head]
        : ['reassign', 'answer-extension'].includes(act)
          ? [leader]
          : [official, head],
  };
  return pick(turn[believed.state] ?? crowd.clerks);
}

/** The step that the state asks for, unless somebody has another idea. */
function actFor(one: Step, believed: Believed | undefined): Step['act'] {
  if (one.person % 3 === 0 || believed === undefined) return one.act;
  if (believed.state === 'registered') return 'submit';
  return believed.state === 'submitted' ? 'direct' : one.act;
}

it(`${commands} commands of 200 people with crashes (seed ${seed})`, async () => {
  console.info(`seed of the model: ${seed}`);
  const steps = fc.sample(step, { numRuns: commands, seed });
  let registered = 0;
  const said = new Set<string>();
  const counts = { done: 0, refused: 0, failed: 0 };

  let believed: Believed[] = [];
  const perform = async (asked: Step, place: number): Promise<void> => {
    const about = asked.document % 97 === 0 ? undefined : believed[asked.document % believed.length];
    const documentId = about?.document_id ?? unregistered;
    const one = { ...asked, act: actFor(asked, about) };
    const asker = { actor: actorFor(one, about), at: monday, commandId: randomUUID() };
    const words = `lời thứ ${place}`;
    const target = { tasks: (about?.tasks ?? []).map(({ id }) => ({ id, state: 'given' })) };
    const answer = await ask(() => send(one, { documentId, taskId: taskOf(target, one.unit), words, asker }));
    if (answer === null) {
      counts.failed += 1;
      return;
    }
    if (isRefusal(answer)) {
      counts.refused += 1;
      expect(answer.code).not.toMatch(/^REQUEST\.INVALID$/);
      return;
    }
    counts.done += 1;
    expect(documentId).not.toBe(unregistered);
    if (['report', 'send-back', 'reassign', 'complete', 'ask-extension'].includes(one.act)) said.add(words);
  };

  for (let from = 0; from < steps.length; from += wave) {
    believed = await believe();
    while (believed.length < documents) {
      registered += 1;
      await registeredIn(bed, registered);
      believed = await believe();
    }
    const crash = (from / wave) % crashEvery === crashEvery - 1;
    const wavesteps = steps.slice(from, from + wave).map((one, i) => perform(one, from + i));
    if (crash) await killConnections();
    await Promise.all(wavesteps);
    await checkInvariants(said);
  }
  // A model that is refused everything shows nothing.
  expect(counts.done).toBeGreaterThan(commands / 4);
  console.info(`the model: ${JSON.stringify(counts)}`);
}, 600_000);

/** A crash may take the answer with it: the same command is asked again, and has its one effect. */
async function ask<T>(request: () => Promise<T>): Promise<T | null> {
  for (let attempt = 1; attempt <= 6; attempt++) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
    }
  }
  return null;
}

interface Order {
  readonly documentId: string;
  readonly taskId: string;
  readonly words: string;
  readonly asker: Parameters<ServiceTestbed['ask']>[2];
}

function send(one: Step, { documentId, taskId, words, asker }: Order): Promise<unknown> {
  const unitAt = (n: number) => crowd.units[n % crowd.units.length] as Crowd['units'][number];
  const assignee = (n: number): routing.Assignee => ({ kind: 'unit', unitId: unitAt(n).id, name: unitAt(n).name });
  switch (one.act) {
    case 'submit': {
      const toPositionId = (crowd.leaders[one.unit % crowd.leaders.length] as Actor).positionId;
      return bed.ask(routing.Submit, { documentId, toPositionId, proposal: null }, asker);
    }
    case 'direct': {
      const cooperators = one.person % 2 === 0 ? [] : [assignee(one.unit + 1)];
      const direction = { lead: assignee(one.unit), cooperators, deadline: '2025-03-13', text: words };
      return bed.ask(routing.Direct, { documentId, direction }, asker);
    }
    case 'assign': {
      const { officials } = unitAt(one.unit);
      const { personId } = officials[one.person % 2] as Actor;
      return bed.ask(routing.Assign, { taskId, personId }, asker);
    }
    case 'report':
      return bed.ask(routing.Report, { taskId, text: words }, asker);
    case 'complete':
      return bed.ask(routing.Complete, { taskId, outcome: { kind: 'no-answer', reason: words } }, asker);
    case 'look':
      return bed.ask(routing.GetRouted, { documentId }, asker);
    case 'undo':
      return bed.ask(routing.Undo, { documentId }, asker);
    case 'send-back':
      return bed.ask(routing.SendBack, { documentId, reason: words }, asker);
    case 'reassign':
      return bed.ask(routing.Reassign, { taskId, assignee: assignee(one.person), reason: words }, asker);
    case 'ask-extension':
      return bed.ask(routing.AskExtension, { taskId, deadline: '2025-03-20', reason: words }, asker);
    case 'answer-extension':
      return bed.ask(routing.AnswerExtension, { taskId, agreed: one.unit % 2 === 0, text: words }, asker);
  }
}

/** Every connection of the service dies: what is half done is rolled back by the database. */
const killConnections = () =>
  bed.rows(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND state IS NOT NULL AND query LIKE '%routed_document%'`,
  );

async function checkInvariants(said: ReadonlySet<string>): Promise<void> {
  const broken = await bed.rows(`
    SELECT 'a document under way without exactly one open lead' AS what, document_id::text AS which FROM routed_document d
      WHERE state IN ('directed', 'in-progress') AND 1 <> (SELECT count(*) FROM task t
        WHERE t.document_id = d.document_id AND part = 'lead' AND t.state IN ('given', 'in-progress'))
    UNION ALL
    SELECT 'an open task on a document that is not under way', d.state || ' ' || t.part || ' ' || t.state || ' ' || d.document_id::text FROM task t JOIN routed_document d USING (document_id)
      WHERE t.state IN ('given', 'in-progress') AND d.state NOT IN ('directed', 'in-progress')
    UNION ALL
    SELECT 'an open task that nobody holds', t.id::text FROM task t JOIN routed_document d USING (document_id)
      WHERE t.state IN ('given', 'in-progress') AND NOT (
        CASE WHEN t.person_id IS NOT NULL THEN 'person:' || t.person_id ELSE 'head:' || (t.assignee->>'unitId') END
        = ANY (d.holders))
    UNION ALL
    SELECT 'a document without next step', document_id::text FROM routed_document
      WHERE state <> 'completed' AND (waiting_for IS NULL OR cardinality(holders) = 0)
    UNION ALL
    SELECT 'a holder who may not read', document_id::text FROM routed_document d WHERE EXISTS (
      SELECT 1 FROM task t WHERE t.document_id = d.document_id AND t.state IN ('given', 'in-progress')
        AND t.person_id IS NOT NULL AND NOT ('person:' || t.person_id = ANY (d.readers)))
    UNION ALL
    SELECT 'a completed document without its result', document_id::text FROM routed_document
      WHERE state = 'completed' AND result IS NULL
    UNION ALL
    SELECT 'a hole in the sequence of a document', aggregate_id FROM outbox GROUP BY aggregate_id
      HAVING max(aggregate_sequence) <> count(*)`);
  expect(broken).toEqual([]);
  const kept = await bed.rows<{ words: string; times: number }>(
    `SELECT words, count(*)::int AS times
     FROM (SELECT substring(text_vi FROM 'lời thứ [0-9]+$') AS words FROM timeline) t WHERE words IS NOT NULL GROUP BY words`,
  );
  const times = new Map(kept.map((row) => [row.words, row.times]));
  expect([...said].filter((words) => times.get(words) !== 1)).toEqual([]);
}
