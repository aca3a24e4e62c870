import { randomUUID } from 'node:crypto';
import {
  type Actor,
  type EventEnvelope,
  isRefusal,
  outgoing,
  type RequestContract,
  signing,
  stats,
} from '@vanthu/contracts';
import { createServiceTestbed, logContract, type ServiceTestbed } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { simulateDocuments, statsService } from '../src/index.js';
import { BulkFacts } from '../src/model/bulk-facts.js';
import { FollowTheOwnersHandler } from '../src/model/follow-the-owners.handler.js';
import { agencyId, byOrganisation, byPerson, issued, judged } from '../test/sample-events.js';

/** Documents; others by VANTHU_BENCH_DOCUMENTS=10000,1000000,10000000. */
const sizes = (process.env.VANTHU_BENCH_DOCUMENTS ?? '10000,1000000').split(',').map(Number);
const asked = 60;
const quarter = { from: '2024-03-15', to: '2024-06-14', descendants: true };
const ten = { from: '2014-12-15', to: '2024-12-14', descendants: true };
const year = { from: '2023-12-15', to: '2024-12-14', descendants: true };

const leader: Actor = {
  personId: randomUUID(),
  personName: 'Lãnh đạo',
  positionId: randomUUID(),
  positionTitle: 'Chủ tịch',
  agencyId,
  unitId: null,
  roles: ['leadership'],
  headOf: [],
};

/** A province: 400 agencies under one, 10 units and 5 signers each, ten years of documents, 1 % without both signatures. */
async function fill(bed: ServiceTestbed, documents: number) {
  await bed.rows(`INSERT INTO agency (generation, id, sequence, name, superior_id)
    SELECT 1, CASE n WHEN 0 THEN '${agencyId}'::uuid ELSE ${idOf(`'agency' || n`)} END, 1, 'Cơ quan ' || n,
      CASE n WHEN 0 THEN NULL ELSE '${agencyId}'::uuid END FROM generate_series(0, 399) n`);
  await bed.rows(`INSERT INTO agency_below SELECT 1, superior_id, id FROM agency WHERE superior_id IS NOT NULL`);
  const { url: databaseUrl } = bed.config.database;
  return simulateDocuments({ databaseUrl, documents, from: '2015-01-01', to: '2024-12-31', say: () => {} });
}

/** An id that follows from a text (version 8: RFC 9562 5.8), in SQL. */
const idOf = (text: string) => `overlay(overlay(md5(${text}) PLACING '8' FROM 13) PLACING 'a' FROM 17)::uuid`;

const p95 = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
const rounded = (value: number): number => Math.round(value * 100) / 100;

async function timed(work: () => Promise<unknown>, times = asked): Promise<number> {
  await work();
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const started = performance.now();
    await work();
    taken.push(performance.now() - started);
  }
  return rounded(p95(taken));
}

/** What the page of the leadership asks, at three sizes, beside the count that a plain query makes. */
export async function questions(): Promise<void> {
  for (const documents of sizes) {
    const bed = await createServiceTestbed(statsService);
    try {
      const { copySeconds, indexSeconds, countSeconds } = await fill(bed, documents);
      const ask = async <C extends RequestContract>(contract: C, input: Parameters<typeof bed.ask<C>>[1]) => {
        const answer = await bed.ask(contract, input, { actor: leader });
        if (isRefusal(answer)) throw new Error(answer.code);
        return answer;
      };
      const own = { ...quarter, descendants: false };
      const p95Ms = {
        coverageOfProvince: await timed(() => ask(stats.GetCoverage, quarter)),
        coverageOfAgency: await timed(() => ask(stats.GetCoverage, own)),
        bySigner: await timed(() => ask(stats.FindCoverageParts, { ...own, part: 'signer' })),
        byKindOfProvince: await timed(() => ask(stats.FindCoverageParts, { ...quarter, part: 'kind' })),
        byMonthOfYear: await timed(() => ask(stats.FindCoverageParts, { ...year, part: 'month' })),
        coverageOfYear: await timed(() => ask(stats.GetCoverage, year)),
        volumes: await timed(() => ask(stats.GetVolumes, quarter)),
        lacking: await timed(() => ask(stats.FindCoverageDocuments, { ...quarter, bucket: 'lacking', limit: 50 })),
        issuedOfAgency: await timed(() => ask(stats.FindCoverageDocuments, { ...own, bucket: 'issued', limit: 50 })),
        lackingOfTenYears: await timed(() =>
          ask(stats.FindCoverageDocuments, { ...ten, bucket: 'lacking', kind: 'bao-cao', limit: 50 }),
        ),
      };
      const plainCountMs = await timed(
        () =>
          bed.rows(
            `SELECT agency_id, bucket, count(*) FROM covered_document WHERE generation = (SELECT generation FROM model) AND issued_on BETWEEN $1 AND $2 GROUP BY 1, 2`,
            [quarter.from, quarter.to],
          ),
        5,
      );
      const line = { documents, p95Ms, plainCountMs, ratio: rounded(plainCountMs / p95Ms.coverageOfProvince) };
      console.log(JSON.stringify({ bench: 'coverage', ...line, copySeconds, indexSeconds, countSeconds }));
    } finally {
      await bed.close();
    }
  }
}

const events = Number(process.env.VANTHU_BENCH_EVENTS ?? 200_000);
const envelope = (type: string, service: EventEnvelope['service'], aggregateId: string, payload: unknown, n: number) =>
  ({
    type,
    service,
    aggregateId,
    payload,
    position: n,
    aggregateSequence: 1,
    occurredAt: '2024-04-01T02:00:00.000Z',
    actor: leader,
  }) as EventEnvelope;

/** Events taken in as the inbox brings them, and as a rebuild reads them, beside bare inserts of the same documents. */
export async function ingest(): Promise<void> {
  const bed = await createServiceTestbed(statsService);
  try {
    const told: EventEnvelope[] = [];
    for (let n = 0; n < events / 2; n++) {
      const id = randomUUID();
      const signed = judged(id, [byPerson(), byOrganisation()]);
      told.push(envelope(outgoing.Issued.type, 'outgoing', id, issued(id), n + 1));
      told.push(envelope(signing.DocumentJudged.type, 'signing', id, signed, n + 1));
    }
    const transactions = bed.service.app.get(Transactions);
    const follow = bed.service.app.get(FollowTheOwnersHandler);
    const perSecond = async (
      batch: number,
      work: (batch: EventEnvelope[], run: typeof transactions) => Promise<void>,
    ) => {
      const started = performance.now();
      for (let i = 0; i < told.length; i += batch) await work(told.slice(i, i + batch), transactions);
      return Math.round(told.length / ((performance.now() - started) / 1_000));
    };
    const live = await perSecond(64, (batch) =>
      transactions.run(async (tx) => {
        for (const event of batch) await follow.handle(event as never, tx);
      }),
    );
    const inBulk = await perSecond(500, (batch) =>
      transactions.run((tx) => bed.service.app.get(BulkFacts).take(tx, 2, batch)),
    );
    await transactions.query('CREATE TABLE bare (document_id uuid PRIMARY KEY, payload jsonb)');
    const bare = await perSecond(64, (batch) =>
      transactions.run(async (tx) => {
        for (const { aggregateId, payload } of batch) {
          await tx.query(
            'INSERT INTO bare VALUES ($1, $2) ON CONFLICT (document_id) DO UPDATE SET payload = excluded.payload',
            [aggregateId, JSON.stringify(payload)],
          );
        }
      }),
    );
    const ratio = rounded(live / bare);
    console.log(JSON.stringify({ bench: 'coverage-ingest', events: told.length, live, inBulk, bare, ratio }));
  } finally {
    await bed.close();
  }
}

const rebuilt = Number(process.env.VANTHU_BENCH_REBUILD ?? 1_000_000);

/** A rebuild of so many documents, each issued and judged, from logs that answer at once. */
export async function rebuild(): Promise<void> {
  const bed = await createServiceTestbed(statsService);
  try {
    const pageOf = (
      contract: { type: string; service: EventEnvelope['service'] },
      payload: (id: string) => unknown,
    ): Parameters<typeof bed.answer>[1] => {
      return (input: unknown) => {
        const { after, limit } = input as { after: number; limit: number };
        const entries = Array.from({ length: Math.min(limit, rebuilt - after) }, (_, i) => {
          const id = `00000000-0000-8000-a000-${(after + i).toString(16).padStart(12, '0')}`;
          return entryOf(contract, id, payload(id), after + i + 1);
        });
        return { entries, last: rebuilt } as never;
      };
    };
    const signed = [byPerson(), byOrganisation()];
    const days = ['2024-03-20', '2024-04-02', '2024-05-06'];
    await bed.answer(
      logContract('outgoing'),
      pageOf(outgoing.Issued, (id) => issued(id, { issuedOn: days[Number.parseInt(id.at(-1) ?? '0', 16) % 3] ?? '' })),
    );
    await bed.answer(
      logContract('signing'),
      pageOf(signing.DocumentJudged, (id) => judged(id, signed)),
    );
    for (const other of ['directory', 'incoming', 'routing'] as const) {
      await bed.answer(logContract(other), () => ({ entries: [], last: 0 }));
    }
    const started = performance.now();
    const job = await bed.ask(stats.Rebuild, {}, { service: 'cli' });
    if (isRefusal(job)) throw new Error(job.code);
    for (;;) {
      const now = await bed.ask(stats.GetRebuild, job, { service: 'cli' });
      if (isRefusal(now) || now.state === 'failed') throw new Error('the rebuild failed');
      if (now.state === 'done') break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const seconds = rounded((performance.now() - started) / 1_000);
    const [counted] = await bed.rows<{ n: number }>(
      `SELECT sum(with_both)::int AS n FROM coverage_sum WHERE generation = (SELECT generation FROM model) AND part = 'all' AND grain = 'year'`,
    );
    console.log(JSON.stringify({ bench: 'coverage-rebuild', documents: counted?.n, seconds }));
  } finally {
    await bed.close();
  }
}

const entryOf = (
  { type, service }: { type: string; service: EventEnvelope['service'] },
  aggregateId: string,
  payload: unknown,
  position: number,
): EventEnvelope => ({
  v: 1,
  id: aggregateId,
  type,
  service,
  aggregate: type.split('.')[1] ?? '',
  aggregateId,
  aggregateSequence: 1,
  position,
  occurredAt: '2024-04-01T02:00:00.000Z',
  traceparent: '00-00000000000000000000000000000000-0000000000000000-00',
  actor: { service },
  commandId: null,
  payload,
});
