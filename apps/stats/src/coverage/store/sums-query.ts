import { type Grain, type Pair, type Part, startSql } from '../../model/counted-periods.js';
import { bucketCounts, columnOf } from '../../model/coverage-sums.js';
import { buckets } from '../domain/bucket.js';
import { piecesOf } from '../domain/period-pieces.js';

export interface Period {
  readonly agencyIds: readonly string[];
  readonly from: string;
  readonly to: string;
}

export interface Own {
  /** Only of this key. */
  readonly key?: string;
  /** Of two parts at once only those in which one, the first or the second, has this key; divided by the other. */
  readonly half?: { readonly at: 1 | 2; readonly key: string };
  /** All agencies added up, their id empty. */
  readonly together?: boolean;
}

/** The key under which a document counts in the sums of a part. */
export const keyOfDocument = {
  unit: `coalesce(unit_id::text, '')`,
  kind: `coalesce(kind, '')`,
  signer: `coalesce(signer_person_id::text, '')`,
  'unit-kind': `(coalesce(unit_id::text, '') || ' ' || coalesce(kind, ''))`,
  'signer-kind': `(coalesce(signer_person_id::text, '') || ' ' || coalesce(kind, ''))`,
} as const;

/** How figures can be divided by sums. */
export type Cut = Part | Pair | 'month';

const columns = Object.values(columnOf).join(', ');
const summed = buckets.map((bucket) => `sum(${columnOf[bucket]})::int AS "${bucket}"`).join(', ');
const pending = buckets
  .map((bucket) => `CASE WHEN measure = '${bucket}' THEN n ELSE 0 END AS ${columnOf[bucket]}`)
  .join(', ');

/**
 * How many documents of each agency stand in each bucket, by the keys of a part: sums of the longest pieces that fit, lines
 * that wait to be added to them, and for single days of a part the documents themselves.
 */
export function sumsQuery(generation: number, period: Period, part: Cut, own: Own) {
  const { wholes, days, between: whole } = piecesOf(period, part === 'month' ? 'month' : 'year');
  const parameters: unknown[] = [generation, period.agencyIds];
  const given = (value: unknown) => `$${parameters.push(value)}`;
  const of = part === 'month' ? 'all' : part;
  const { key: ownKey, half } = own;
  const dividedBy = (key: string) => (half === undefined ? key : `split_part(${key}, ' ', ${3 - half.at})`);
  const onlyOf = (key: string): string => {
    if (half !== undefined) return `AND split_part(${key}, ' ', ${half.at}) = ${given(half.key)}`;
    return ownKey === undefined ? '' : `AND ${key} = ${given(ownKey)}`;
  };
  const sumsOf = (grain: Grain, starts: string) =>
    `SELECT agency_id, ${part === 'month' ? `${grain === 'day' ? startSql.month('starts') : 'starts'}::text` : dividedBy('key')} AS key, ${columns} FROM coverage_sum
       WHERE generation = $1 AND part = '${of}' AND grain = '${grain}' AND starts ${starts} AND agency_id = ANY($2::uuid[])
       ${onlyOf('key')}`;
  const pieces = Object.entries(wholes)
    .filter(([, starts]) => starts.length > 0)
    .map(([grain, starts]) => sumsOf(grain as Grain, `= ANY(${given(starts)}::date[])`));
  for (const { first, last } of days) {
    const between = `BETWEEN ${given(first)} AND ${given(last)}`;
    if (of === 'all') pieces.push(sumsOf('day', between));
    else
      pieces.push(
        `SELECT agency_id, ${dividedBy(keyOfDocument[of])} AS key, ${bucketCounts} FROM covered_document
           WHERE generation = $1 AND agency_id = ANY($2::uuid[]) AND bucket = ANY(${given(buckets)}::text[]) AND issued_on ${between}
           ${onlyOf(keyOfDocument[of])} GROUP BY 1, 2`,
      );
  }
  // Single days of a part are counted from the documents, which are never behind.
  const waiting = of === 'all' ? { first: period.from, last: period.to } : whole;
  if (waiting !== null) {
    const pendingKey = {
      all: part === 'month' ? `${startSql.month('day')}::text` : `''`,
      unit: 'unit',
      kind: 'kind',
      signer: 'signer',
      'unit-kind': `(unit || ' ' || kind)`,
      'signer-kind': `(signer || ' ' || kind)`,
    }[of];
    pieces.push(
      `SELECT agency_id, ${dividedBy(pendingKey)} AS key, ${pending} FROM pending_count
         WHERE generation = $1 AND agency_id = ANY($2::uuid[]) AND day BETWEEN ${given(waiting.first)} AND ${given(waiting.last)}
         ${onlyOf(pendingKey)}`,
    );
  }
  const text = `SELECT ${own.together ? `''` : 'agency_id'} AS agency_id, key, ${summed} FROM (${pieces.join(' UNION ALL ')}) pieces
       GROUP BY 1, 2 HAVING sum(${buckets.map((bucket) => columnOf[bucket]).join(' + ')}) > 0`;
  return { text, parameters };
}
