import { Injectable } from '@nestjs/common';
import type { routing } from '@vanthu/contracts';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { Names, RoutedDocument } from '../domain/routed-document.js';
import { hasName } from './has-name.js';
import { RoutedDocumentStore } from './routed-document.store.js';

export interface ListQuestion {
  readonly readers: Names;
  /** `null`: everything that may be read. */
  readonly holders: Names | null;
  readonly openOnly: boolean;
  readonly bucket: routing.DueBucket | null;
  readonly source: routing.RoutedDocument['source'] | null;
  /** The decision with the plan; without its day those of every year. */
  readonly plan: { readonly numberAndSymbol: string; readonly date: string | null } | null;
  readonly state: routing.RoutedDocument['state'] | null;
  readonly today: string;
  /** The last day of what is near. */
  readonly soonUntil: string;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** The place in the order: rank, due day, id; all ascending. */
const Place = z.object({ document_id: z.uuid(), rank: z.number().int(), due: z.string() });
type Place = z.infer<typeof Place>;

// $1 is today, $2 the last day of what is near: what is overdue changes at midnight without anybody's act, so it is computed and not stored.
const open = `(state <> 'completed' AND state <> 'cancelled')`;
const overdue = `(${open} AND due_on IS NOT NULL AND due_on < $1::date)`;
const inBucket: Readonly<Record<routing.DueBucket, string>> = {
  overdue: 'due_on < $1::date',
  today: 'due_on = $1::date',
  soon: 'due_on > $1::date AND due_on <= $2::date',
  // What waits for a direction has no day yet.
  later: '(due_on > $2::date OR due_on IS NULL)',
};
// Among those of one urgency as the secretary has sorted them for the leader (R-GEN-03: never before what is more urgent).
const desk = `CASE WHEN state <> 'submitted' THEN 1 WHEN desk->>'place' = 'first' THEN 0 WHEN desk->>'place' = 'later' THEN 2 ELSE 1 END`;
const rank = `((CASE WHEN NOT ${open} THEN 100 WHEN ${overdue} THEN 0 ELSE 10 END + 3 - urgency_rank) * 3 + ${desk})::int`;
const due = `coalesce(due_on, '9999-12-31'::date)`;

@Injectable()
export class RoutedListStore {
  constructor(private readonly documents: RoutedDocumentStore) {}

  async page(tx: Tx, question: ListQuestion) {
    const parameters: unknown[] = [question.today, question.soonUntil];
    const parameter = (value: unknown): string => `$${parameters.push(value)}`;
    const conditions = ['$1::date IS NOT NULL', '$2::date IS NOT NULL', whose(question, parameter)];
    if (question.openOnly) conditions.push(open);
    if (question.source !== null) conditions.push(`source = ${parameter(question.source)}`);
    if (question.state !== null) conditions.push(`state = ${parameter(question.state)}`);
    if (question.plan !== null) {
      conditions.push(`source <> 'document' AND number_and_symbol = ${parameter(question.plan.numberAndSymbol)}`);
      if (question.plan.date !== null) conditions.push(`document_date = ${parameter(question.plan.date)}::date`);
    }
    if (question.bucket !== null) conditions.push(open, inBucket[question.bucket]);
    const [counted] = await rowsOf(
      tx,
      z.object({ total: z.coerce.number().int() }),
      `SELECT count(*) AS total FROM routed_document WHERE ${conditions.join(' AND ')}`,
      parameters,
    );
    const after = readCursor(question.cursor);
    if (after !== null) {
      const place = `${parameter(after.rank)}::int, ${parameter(after.due)}::date, ${parameter(after.document_id)}::uuid`;
      conditions.push(`(${rank}, ${due}, document_id) > (${place})`);
    }
    const places = await rowsOf(
      tx,
      Place,
      `SELECT document_id, ${rank} AS rank, ${due}::text AS due FROM routed_document WHERE ${conditions.join(' AND ')}
       ORDER BY 2, ${due}, document_id LIMIT ${parameter(question.limit)}`,
      parameters,
    );
    const found = await this.documents.select(tx, 'document_id = ANY($1::uuid[])', [places.map((p) => p.document_id)]);
    const documents = places.flatMap((place): RoutedDocument[] =>
      found.filter((document) => document.documentId === place.document_id),
    );
    const last = places.at(-1);
    const full = last !== undefined && places.length === question.limit;
    return { documents, nextCursor: full ? cursorOf(last) : null, total: counted?.total ?? 0 };
  }

  /** How much is open, how near, and with whom. */
  async counts(tx: Tx, question: Pick<ListQuestion, 'readers' | 'holders' | 'today' | 'soonUntil'>) {
    const parameters: unknown[] = [question.today, question.soonUntil];
    const condition = whose(question, (value) => `$${parameters.push(value)}`);
    const rows = await rowsOf(
      tx,
      Counts.extend({ name: z.string() }),
      `SELECT coalesce(waiting_for, '') AS name, ${counts} FROM routed_document WHERE ${open} AND ${condition}
       GROUP BY 1 ORDER BY 2 DESC, 3 DESC, 4 DESC, 1`,
      parameters,
    );
    const sum = (key: keyof z.infer<typeof Counts>) => rows.reduce((total, row) => total + row[key], 0);
    return {
      ...{ overdue: sum('overdue'), today: sum('today'), soon: sum('soon'), later: sum('later') },
      byHolder: rows.slice(0, mostHolders),
    };
  }
}

const mostHolders = 50;

/** Whoever holds a document reads it: the shorter list is asked first, the other only of what it finds. */
function whose({ readers, holders }: Pick<ListQuestion, 'readers' | 'holders'>, parameter: (value: unknown) => string) {
  const read = hasName('readers', readers, parameter);
  return holders === null ? read : `${hasName('holders', holders, parameter)} AND (${read}) IS TRUE`;
}

const counts = `count(*) FILTER (WHERE ${inBucket.overdue})::int AS overdue, count(*) FILTER (WHERE ${inBucket.today})::int AS today,
  count(*) FILTER (WHERE ${inBucket.soon})::int AS soon, count(*) FILTER (WHERE ${inBucket.later})::int AS later`;
const Counts = z.object({
  overdue: z.number().int(),
  today: z.number().int(),
  soon: z.number().int(),
  later: z.number().int(),
});

const cursorOf = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

function readCursor(text: string | undefined): Place | null {
  if (text === undefined) return null;
  try {
    return Place.extend({ due: z.iso.date() }).parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    // A cursor that we did not write begins at the beginning.
    return null;
  }
}
