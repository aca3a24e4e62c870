import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type EventContract, type EventEnvelope, outgoing, signing } from '@vanthu/contracts';
import { addDays, civilDate } from '@vanthu/decree30';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import fc from 'fast-check';
import { type Bucket, bucketOf, buckets, verdictOf } from '../src/coverage/domain/bucket.js';
import { CoverageStore } from '../src/coverage/store/coverage.store.js';
import { MeasuresStore } from '../src/coverage/store/measures.store.js';
import type { Period } from '../src/coverage/store/sums-query.js';
import { statsService } from '../src/index.js';
import { BulkFacts } from '../src/model/bulk-facts.js';
import { type Pair, type Part, reportingMonthOf } from '../src/model/counted-periods.js';
import { CoverageSums } from '../src/model/coverage-sums.js';
import { MeasuredSums } from '../src/model/measured-sums.js';
import { Projector } from '../src/model/projector.js';
import { arrival, eventsOfArrival, naiveMeasures } from './arrivals.js';
import { folded } from './folded.js';
import { byOrganisation, byPerson, envelopeOf, issued, judged } from './sample-events.js';

/** Figures after any history are those of a naive recount of what was told. `VANTHU_MODEL_SEED=…` repeats one. */
const seed = Number(process.env.VANTHU_MODEL_SEED ?? 20_230_127);

const agencies = [randomUUID(), randomUUID()] as const;
const units = [randomUUID(), randomUUID(), null] as const;
const signers = [randomUUID(), randomUUID()] as const;
const kinds = ['quyet-dinh', 'cong-van', 'bao-cao'] as const;
const begins = civilDate('2022-12-10');
const days = 70;

/** What signatures a file was found to bear. */
const findings = ['both', 'person', 'organisation', 'stranger', 'broken', 'none'] as const;
type Finding = (typeof findings)[number];

interface Story {
  readonly agency: number;
  readonly unit: number;
  readonly signer: number;
  readonly kind: number;
  readonly day: number;
  readonly excluded: boolean;
  /** In the order in which the document was judged. */
  readonly judgements: readonly Finding[];
  readonly recalled: boolean;
  /** Told of only after everything else. */
  readonly issuedLast: boolean;
}

const story: fc.Arbitrary<Story> = fc.record({
  agency: fc.nat(1),
  unit: fc.nat(2),
  signer: fc.nat(1),
  kind: fc.nat(2),
  day: fc.nat(days - 1),
  excluded: fc.boolean(),
  judgements: fc.array(fc.constantFrom(...findings), { maxLength: 4 }),
  recalled: fc.boolean(),
  issuedLast: fc.boolean(),
});

const dayOf = ({ day }: Story): string => addDays(begins, day);
const agencyOf = ({ agency }: Story): string => agencies[agency] as string;

function signaturesOf(finding: Finding, agencyId: string): signing.SignatureJudgement[] {
  switch (finding) {
    case 'both':
      return [byPerson(), byOrganisation({}, agencyId)];
    case 'person':
      return [byPerson()];
    case 'organisation':
      return [byOrganisation({}, agencyId)];
    case 'stranger':
      return [byOrganisation({}, randomUUID())];
    case 'broken':
      return [byPerson({ integrity: 'bad' }), byOrganisation({ integrity: 'bad' }, agencyId)];
    case 'none':
      return [];
    default:
      return finding satisfies never;
  }
}

/** What the owners tell of one document, each in its own order. */
function eventsOf(one: Story, documentId: string): EventEnvelope[] {
  const envelope = (contract: EventContract, sequence: number, payload: unknown) =>
    envelopeOf(contract, documentId, sequence, payload);
  const excludedFromCoverage = one.excluded ? 'bản sao y' : null;
  const facts = {
    agencyId: agencyOf(one),
    unitId: units[one.unit] ?? null,
    kind: kinds[one.kind] as string,
    signerPersonId: signers[one.signer] as string,
    issuedOn: dayOf(one),
    excludedFromCoverage,
  };
  return [
    envelope(outgoing.Issued, 1, issued(documentId, facts)),
    ...one.judgements.map((finding, index) =>
      envelope(signing.DocumentJudged, index + 1, judged(documentId, signaturesOf(finding, agencyOf(one)))),
    ),
    ...(one.recalled ? [envelope(outgoing.Recalled, 2, {})] : []),
  ];
}

/** The bucket, from the last judgement and nothing else. */
function naiveBucket(one: Story): Bucket {
  const last = one.judgements.at(-1);
  const verdict =
    last === undefined ? null : verdictOf(judged(randomUUID(), signaturesOf(last, agencyOf(one))).judgement);
  return bucketOf({ agencyId: agencyOf(one), excludedReason: one.excluded ? 'bản sao y' : null, verdict });
}

const keyOf = (one: Story, part: Part | Pair): string => {
  if (part === 'unit-kind' || part === 'signer-kind') {
    return `${keyOf(one, part === 'unit-kind' ? 'unit' : 'signer')} ${keyOf(one, 'kind')}`;
  }
  if (part === 'unit') return units[one.unit] ?? '';
  if (part === 'kind') return kinds[one.kind] as string;
  return part === 'signer' ? (signers[one.signer] as string) : '';
};

function naive(stories: readonly Story[], { from, to, agencyIds }: Period, part: Part | Pair | 'month'): string[] {
  const counts = new Map<string, number>();
  for (const one of stories) {
    const day = dayOf(one);
    if (day < from || day > to || !agencyIds.includes(agencyOf(one))) continue;
    const key = part === 'month' ? reportingMonthOf(day) : keyOf(one, part);
    const line = [agencyOf(one), key, naiveBucket(one)].join(' ');
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, documents]) => `${line} ${documents}`).sort();
}

/** Numbers between 0 and 1 that follow from one (mulberry32). */
function numbersFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

let bed: ServiceTestbed;
let generation = 10_000;
beforeAll(async () => {
  bed = await createServiceTestbed(statsService, { clock: 'real' });
});
afterAll(() => bed.close());

/** Only registration tells the kind. */
const registeredOf = (kindsOf: [string, ReadonlyMap<string, number>][]) =>
  kindsOf.flatMap(([kind, counts]) => (counts.has('registered') ? [`${kind} ${counts.get('registered')}`] : [])).sort();

/** Every row of the sums; what has become nothing stands for nothing. */
const sumsOf = (of: number) =>
  Promise.all([
    bed.rows(
      `SELECT part, grain, starts::text, agency_id, key, with_both, personal_only, organisation_only, unsigned, excluded
       FROM coverage_sum WHERE generation = $1 AND with_both + personal_only + organisation_only + unsigned + excluded > 0
       ORDER BY 1, 2, 3, 4, 5`,
      [of],
    ),
    bed.rows(
      `SELECT part, grain, starts::text, agency_id, key, measure, documents FROM measured_sum WHERE generation = $1
       ORDER BY 1, 2, 3, 4, 5, 6`,
      [of],
    ),
  ]);

async function expectCounted(tx: Tx, of: number, stories: readonly Story[], period: Period): Promise<void> {
  const store = bed.service.app.get(CoverageStore);
  for (const part of ['all', 'unit', 'kind', 'signer', 'unit-kind', 'signer-kind', 'month'] as const) {
    const sums = await store.sums(tx, of, period, part);
    const lines = sums.flatMap((sum) =>
      buckets
        .filter((bucket) => sum[bucket] > 0)
        .map((bucket) => [sum.agency_id, sum.key, bucket, sum[bucket]].join(' ')),
    );
    expect([part, lines.sort()]).toEqual([part, naive(stories, period, part)]);
  }
  const list = await store.documents(tx, of, period, { buckets, after: null, behind: 200, limit: 200 });
  expect(list.length).toBe(
    naive(stories, period, 'all').reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0),
  );
}

it(`any history ends in the figures of a naive recount, event by event and as a rebuild (seed ${seed})`, async () => {
  const transactions = bed.service.app.get(Transactions);
  const projector = bed.service.app.get(Projector);
  const bulk = bed.service.app.get(BulkFacts);
  const sums = bed.service.app.get(CoverageSums);
  const measuredSums = bed.service.app.get(MeasuredSums);
  const history = fc.record({
    stories: fc.array(story, { minLength: 1, maxLength: 25 }),
    arrivals: fc.array(arrival, { maxLength: 12 }),
    order: fc.nat(2 ** 31),
    batch: fc.integer({ min: 1, max: 12 }),
    /** Every so many transactions one dies before it commits, and is done again. */
    dies: fc.integer({ min: 2, max: 6 }),
    page: fc.integer({ min: 1, max: 9 }),
    from: fc.nat(days - 1),
    length: fc.nat(days),
  });
  await fc.assert(
    fc.asyncProperty(history, async ({ stories, arrivals, order, batch, dies, page, from, length }) => {
      generation += 2;
      const each = stories.map((one) => eventsOf(one, randomUUID()));
      const came = arrivals.flatMap((one) => eventsOfArrival(one, agencies[one.agency] as string));
      const last = new Set(each.flatMap(([first], index) => (stories[index]?.issuedLast ? [first] : [])));
      const random = numbersFrom(order);
      // Twice each, in any order: an inbox keeps the order of a document, and a consumer that died may be told again.
      const told = [...each.flat(), ...came, ...each.flat(), ...came]
        .map((event) => [last.has(event) ? 2 : random(), event] as const)
        .sort(([a], [b]) => a - b)
        .map(([, event]) => event);
      let turn = 0;
      for (let at = 0; at < told.length; at += batch) {
        const some = told.slice(at, at + batch);
        const apply = async (tx: Tx) => {
          for (const event of some) await projector.apply(tx, generation, event);
        };
        if (++turn % dies === 0) {
          const died = transactions.run(async (tx) => {
            await apply(tx);
            throw new Error('the process died');
          });
          await expect(died).rejects.toThrow('the process died');
        }
        await transactions.run(apply);
      }
      await transactions.run(async (tx) => {
        for (let at = 0; at < told.length; at += page) await bulk.take(tx, generation + 1, told.slice(at, at + page));
        await sums.recount(tx, generation + 1);
        await measuredSums.recount(tx, generation + 1);
      });
      // The sums of the one way are those that the other way has made, to the last row, and those of a recount of its own facts.
      const asked = { agencyIds: [...agencies], from: addDays(begins, from), to: addDays(begins, from + length) };
      const check = () =>
        transactions.run(async (tx) => {
          for (const one of [generation, generation + 1]) {
            const measures = await bed.service.app.get(MeasuresStore).total(tx, one, asked);
            expect(new Map(measures)).toEqual(naiveMeasures(arrivals, asked));
            const kindsOf = await bed.service.app.get(MeasuresStore).of(tx, one, asked, 'kind', true);
            expect(registeredOf(kindsOf.map(({ key, counts }) => [key, counts]))).toEqual(
              registeredOf(
                ['quyet-dinh', 'cong-van'].map((kind) => [
                  kind,
                  naiveMeasures(
                    arrivals.filter((each) => each.kind === kind),
                    asked,
                  ),
                ]),
              ),
            );
            await expectCounted(tx, one, stories, asked);
            await expectCounted(tx, one, stories, {
              ...asked,
              agencyIds: [agencies[0]],
              from: '2022-12-15',
              to: '2023-03-14',
            });
          }
        });
      // While lines wait to be folded, and when none does.
      await check();
      await folded(bed);
      await check();
      const before = await sumsOf(generation);
      expect(await sumsOf(generation + 1)).toEqual(before);
      await transactions.run((tx) => sums.recount(tx, generation));
      await transactions.run((tx) => measuredSums.recount(tx, generation));
      expect(await sumsOf(generation)).toEqual(before);
    }),
    { seed, numRuns: 25, endOnFailure: true },
  );
}, 300_000);
