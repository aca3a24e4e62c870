import { Injectable } from '@nestjs/common';
import { addDays, civilDate } from '@vanthu/decree30';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { startOf } from '../../model/counted-periods.js';
import { type Bucket, Verdict } from '../domain/bucket.js';
import { addCounts, type Counts, noCounts } from '../domain/figures.js';
import { type Cut, keyOfDocument, type Own, type Period, sumsQuery } from './sums-query.js';

const count = z.number().int();
const SumRow = z.object({
  agency_id: z.string(),
  key: z.string(),
  both: count,
  personalOnly: count,
  organisationOnly: count,
  unsigned: count,
  excluded: count,
});
type Sum = z.infer<typeof SumRow>;

const DocumentRow = z.object({
  document_id: z.string(),
  agency_id: z.string(),
  number_and_symbol: z.string(),
  abstract: z.string(),
  issued_on: z.string(),
  signer_name: z.string(),
  signer_person_id: z.string().nullable(),
  excluded_reason: z.string().nullable(),
  readers: z.array(z.string()),
  verdict: Verdict.nullable(),
  bucket: z.string(),
});
export type CoveredDocument = z.infer<typeof DocumentRow>;

const listed = `document_id, agency_id, number_and_symbol, abstract, issued_on::text, signer_name, signer_person_id,
  excluded_reason, readers, verdict, bucket`;

/** So many agencies are walked one by one for a list; of more the whole is walked and the others are passed over. */
const walkedOneByOne = 6;

/** Which part of a figure is looked behind: one of them, or the kind with one of the others. */
export interface Narrow {
  /** Empty: of no unit. */
  readonly unitId?: string | undefined;
  readonly kind?: string | undefined;
  readonly signerPersonId?: string | undefined;
}

/** Unit or signer, and kind: the sums that hold what is asked for. `null`: no sums are kept of these together. */
export function cutOf({ unitId, kind, signerPersonId }: Narrow): { part: Exclude<Cut, 'month'>; key: string } | null {
  if (unitId !== undefined && signerPersonId !== undefined) return null;
  if (unitId !== undefined) return paired('unit', unitId, kind);
  if (signerPersonId !== undefined) return paired('signer', signerPersonId, kind);
  return kind === undefined ? { part: 'all', key: '' } : { part: 'kind', key: kind };
}

const paired = (part: 'unit' | 'signer', key: string, kind: string | undefined) =>
  kind === undefined ? { part, key } : { part: `${part}-kind` as const, key: `${key} ${kind}` };

interface Listing extends Narrow {
  readonly buckets: readonly Bucket[];
  /** Day and id of the last of the page before. */
  readonly after: readonly [string, string] | null;
  /** How many there are in all. */
  readonly behind: number;
  readonly limit: number;
}

@Injectable()
export class CoverageStore {
  /**
   * How many documents of each agency stand in each bucket, by the keys of a part. Whole reporting years, quarters and months
   * are read as such, what is left of the period as days: the cost follows the period and the agencies, never how many
   * documents there are.
   */
  async sums(tx: Tx, generation: number, period: Period, part: Cut, own: Own = {}): Promise<Sum[]> {
    const { text, parameters } = sumsQuery(generation, period, part, own);
    return rowsOf(tx, SumRow, text, parameters);
  }

  /** How many units have issued something, an agency's own papers as one, and in how many of them leaders sign personally. */
  async unitsSigning(tx: Tx, generation: number, period: Period): Promise<{ all: number; signing: number }> {
    const { text, parameters } = sumsQuery(generation, period, 'unit', {});
    const counted = `SELECT count(*)::int AS all, count(*) FILTER (WHERE "both" + "personalOnly" > 0)::int AS signing FROM (${text}) sums`;
    const [row] = await rowsOf(tx, z.object({ all: count, signing: count }), counted, parameters);
    return row ?? { all: 0, signing: 0 };
  }

  /** Names of agencies, units or signers. */
  async names(tx: Tx, generation: number, of: 'agency' | 'unit' | 'signer', ids: readonly string[]) {
    const Row = z.object({ id: z.string(), name: z.string() });
    const text = `SELECT id, name FROM ${of} WHERE generation = $1 AND id = ANY($2::uuid[])`;
    return new Map((await rowsOf(tx, Row, text, [generation, ids])).map(({ id, name }) => [id, name]));
  }

  /**
   * The documents behind a figure, newest first. Reporting years are walked from the last, each only as far as the page goes:
   * tables of years that the page does not reach are not even opened.
   *
   * @param period  with the agencies that have any; the fewer, the shorter the way
   */
  async documents(tx: Tx, generation: number, period: Period, narrow: Listing): Promise<CoveredDocument[]> {
    const { after, behind, limit } = narrow;
    const found: CoveredDocument[] = [];
    const to = after !== null && after[0] < period.to ? after[0] : period.to;
    const enough = Math.min(limit, after === null ? behind : limit);
    for (let last = to; last >= period.from && found.length < enough; ) {
      const year = startOf('year', last);
      const days = { ...period, from: year > period.from ? year : period.from, to: last };
      found.push(...(await this.documentsOfYear(tx, generation, days, { ...narrow, limit: limit - found.length })));
      last = addDays(civilDate(year), -1);
    }
    return found;
  }

  private documentsOfYear(tx: Tx, generation: number, period: Period, narrow: Listing): Promise<CoveredDocument[]> {
    const parameters: unknown[] = [generation, period.agencyIds, period.from, period.to, narrow.buckets, narrow.limit];
    const given = (value: unknown) => `$${parameters.push(value)}`;
    const conditions = ['generation = $1', 'issued_on BETWEEN $3 AND $4', 'bucket = way.b'];
    if (narrow.unitId !== undefined) conditions.push(`${keyOfDocument.unit} = ${given(narrow.unitId)}`);
    if (narrow.kind !== undefined) conditions.push(`kind = ${given(narrow.kind)}`);
    if (narrow.signerPersonId !== undefined) conditions.push(`signer_person_id = ${given(narrow.signerPersonId)}`);
    if (narrow.after !== null) {
      const [day, id] = narrow.after;
      conditions.push(`(issued_on, document_id) < (${given(day)}::date, ${given(id)}::uuid)`);
    }
    const oneByOne = period.agencyIds.length <= walkedOneByOne;
    conditions.push(oneByOne ? 'agency_id = way.a' : 'agency_id = ANY($2::uuid[])');
    const ways = oneByOne ? 'unnest($5::text[]) b CROSS JOIN unnest($2::uuid[]) a' : 'unnest($5::text[]) b';
    return rowsOf(
      tx,
      DocumentRow,
      `SELECT found.* FROM (SELECT * FROM ${ways}) way CROSS JOIN LATERAL (
         SELECT ${listed}, issued_on AS day FROM covered_document d WHERE ${conditions.join(' AND ')}
         ORDER BY d.issued_on DESC, d.document_id DESC LIMIT $6) found
       ORDER BY found.day DESC, found.document_id DESC LIMIT $6`,
      parameters,
    );
  }

  /** One that is counted; `null`: there is none of this id. */
  async document(tx: Tx, generation: number, documentId: string): Promise<CoveredDocument | null> {
    const text = `SELECT ${listed} FROM covered_document WHERE generation = $1 AND document_id = $2
      AND (agency_id, issued_on) = (SELECT agency_id, issued_on FROM known_document WHERE generation = $1 AND document_id = $2)`;
    const [found] = await rowsOf(tx, DocumentRow, text, [generation, documentId]);
    return found ?? null;
  }
}

/** Rows with the same key added up. */
export function countsBy<Row extends Counts>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Counts> {
  const groups = new Map<string, Counts>();
  for (const row of rows) groups.set(keyOf(row), addCounts(groups.get(keyOf(row)) ?? noCounts, row));
  return groups;
}
