import { Injectable } from '@nestjs/common';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { type Part, startSql } from '../../model/counted-periods.js';
import type { Measure } from '../../model/measured-sums.js';
import { buckets } from '../domain/bucket.js';
import { piecesOf } from '../domain/period-pieces.js';
import type { Period } from './sums-query.js';

const Row = z.object({ agency_id: z.string(), key: z.string(), measure: z.string(), documents: z.number().int() });
export interface Measured {
  readonly agency_id: string;
  readonly key: string;
  readonly counts: ReadonlyMap<Measure, number>;
}

const keyOf = { unit: 'unit', kind: 'kind', signer: 'signer' } as const;

/** How often each measure was counted, read as `CoverageStore.sums` reads the buckets. */
@Injectable()
export class MeasuresStore {
  async total(tx: Tx, generation: number, period: Period): Promise<ReadonlyMap<Measure, number>> {
    const [all] = await this.of(tx, generation, period, 'all', true);
    return all?.counts ?? new Map();
  }

  /** @param together  all agencies added up, their id empty */
  async of(tx: Tx, generation: number, period: Period, part: Part | 'month', together: boolean): Promise<Measured[]> {
    const { wholes, days, between } = piecesOf(period, part === 'month' ? 'month' : 'year');
    const parameters: unknown[] = [generation, period.agencyIds];
    const given = (value: unknown) => `$${parameters.push(value)}`;
    const of = part === 'month' ? 'all' : part;
    const monthOf = (day: string) => (part === 'month' ? `${startSql.month(day)}::text` : `''`);
    const sumsOf = (grain: string, starts: string) =>
      `SELECT agency_id, ${part === 'month' ? monthOf('starts') : 'key'} AS key, measure, documents FROM measured_sum
       WHERE generation = $1 AND part = '${of}' AND grain = '${grain}' AND starts ${starts} AND agency_id = ANY($2::uuid[])`;
    const pieces = Object.entries(wholes)
      .filter(([, starts]) => starts.length > 0)
      .map(([grain, starts]) => sumsOf(grain, `= ANY(${given(starts)}::date[])`));
    for (const { first, last } of days) {
      const within = `BETWEEN ${given(first)} AND ${given(last)}`;
      if (of === 'all') pieces.push(sumsOf('day', within));
      else pieces.push(factsOf(keyOf[of], within, given(buckets)));
    }
    const waiting = of === 'all' ? { first: period.from, last: period.to } : between;
    if (waiting !== null) {
      pieces.push(
        `SELECT agency_id, ${of === 'all' ? monthOf('day') : keyOf[of]} AS key, measure, n AS documents FROM pending_count
         WHERE generation = $1 AND agency_id = ANY($2::uuid[]) AND NOT measure = ANY(${given(buckets)}::text[])
           AND day BETWEEN ${given(waiting.first)} AND ${given(waiting.last)}`,
      );
    }
    const rows = await rowsOf(
      tx,
      Row,
      `SELECT ${together ? `''` : 'agency_id::text'} AS agency_id, key, measure, sum(documents)::int AS documents
       FROM (${pieces.join(' UNION ALL ')}) pieces WHERE key IS NOT NULL GROUP BY 1, 2, 3 HAVING sum(documents) > 0`,
      parameters,
    );
    const groups = new Map<string, { agency_id: string; key: string; counts: Map<Measure, number> }>();
    for (const { agency_id, key, measure, documents } of rows) {
      const name = `${agency_id} ${key}`;
      const group = groups.get(name) ?? { agency_id, key, counts: new Map() };
      groups.set(name, group);
      group.counts.set(measure as Measure, documents);
    }
    return [...groups.values()];
  }

  /**
   * The documents behind a measure of what came in, newest first.
   *
   * @param period  with the agencies that have any; each is walked only as far as the page goes
   */
  async documents(
    tx: Tx,
    generation: number,
    { agencyIds, from, to }: Period,
    { measure, after, limit }: { measure: Measure; after: readonly [string, string] | null; limit: number },
  ): Promise<MeasuredDocument[]> {
    return rowsOf(
      tx,
      DocumentRow,
      `SELECT found.document_id, found.agency_id, found.day::text, d.number_and_symbol, d.sender_name, d.abstract, d.readers
       FROM (SELECT f.* FROM unnest($3::uuid[]) AS asked(id) CROSS JOIN LATERAL (
           SELECT document_id, agency_id, day FROM measured_fact
           WHERE generation = $1 AND measure = $2 AND agency_id = asked.id AND day BETWEEN $4 AND $5
             AND ($6::date IS NULL OR (day, document_id) < ($6, $7::uuid))
           ORDER BY day DESC, document_id DESC LIMIT $8) f
         ORDER BY f.day DESC, f.document_id DESC LIMIT $8) found
         LEFT JOIN received_document d ON d.generation = $1 AND d.document_id = found.document_id
       ORDER BY found.day DESC, found.document_id DESC`,
      [generation, measure, agencyIds, from, to, after?.[0] ?? null, after?.[1] ?? null, limit],
    );
  }
}

const DocumentRow = z.object({
  document_id: z.string(),
  agency_id: z.string(),
  day: z.string(),
  number_and_symbol: z.string().nullable(),
  sender_name: z.string().nullable(),
  abstract: z.string().nullable(),
  readers: z.array(z.string()).nullable(),
});
type MeasuredDocument = z.infer<typeof DocumentRow>;

/** Single days of a part are counted from the facts. */
const factsOf = (key: string, within: string, counted: string): string => `
  SELECT agency_id, ${key} AS key, measure, 1 AS documents FROM (
    SELECT agency_id, NULL::text AS unit, kind, NULL::text AS signer, measure FROM measured_fact
    WHERE generation = $1 AND agency_id = ANY($2::uuid[]) AND day ${within}
    UNION ALL
    SELECT agency_id, coalesce(unit_id::text, ''), coalesce(kind, ''), coalesce(signer_person_id::text, ''), m.measure
    FROM covered_document
      CROSS JOIN LATERAL (VALUES ('issued', true), ('issued-late', issued_late), ('sent-late', sent_late)) m(measure, holds)
    WHERE generation = $1 AND agency_id = ANY($2::uuid[]) AND bucket = ANY(${counted}::text[]) AND issued_on ${within}
      AND issued_late IS NOT NULL AND m.holds) facts`;
