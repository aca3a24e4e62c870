import { Injectable } from '@nestjs/common';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { RoutedDocument } from '../domain/routed-document.js';
import { RoutedDocumentStore } from './routed-document.store.js';
import { rowsOf } from './sql.js';

export interface ListQuestion {
  readonly readers: readonly string[];
  /** `null`: everything that may be read. */
  readonly holders: readonly string[] | null;
  readonly overdueOnly: boolean;
  readonly today: string;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** The place in the order: rank, due day, id; all ascending. */
const Place = z.object({ document_id: z.uuid(), rank: z.number().int(), due: z.string() });
type Place = z.infer<typeof Place>;

// $2 is today: what is overdue changes at midnight without anybody's act, so it is computed and not stored.
const overdue = `(state <> 'completed' AND due_on IS NOT NULL AND due_on < $2::date)`;
const rank = `(CASE WHEN state = 'completed' THEN 100 WHEN ${overdue} THEN 0 ELSE 10 END + 3 - urgency_rank)::int`;
const due = `coalesce(due_on, '9999-12-31'::date)`;

@Injectable()
export class RoutedListStore {
  constructor(private readonly documents: RoutedDocumentStore) {}

  async page(tx: Tx, question: ListQuestion) {
    const parameters: unknown[] = [question.readers, question.today];
    const parameter = (value: unknown): string => `$${parameters.push(value)}`;
    const conditions = ['readers && $1::text[]', '$2::date IS NOT NULL'];
    if (question.holders !== null) conditions.push(`holders && ${parameter(question.holders)}::text[]`);
    if (question.overdueOnly) conditions.push(overdue);
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
}

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
