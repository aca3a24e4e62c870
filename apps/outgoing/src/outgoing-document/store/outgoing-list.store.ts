import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, type outgoing, principalsOf } from '@vanthu/contracts';
import { urgencyRank } from '@vanthu/decree30';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { fold } from '../domain/fold.js';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { actsAs } from '../domain/waiting.js';
import { OutgoingDocumentStore } from './outgoing-document.store.js';
import { rowsOf } from './sql.js';

/** The place in the order of the list: rank, instant of the last change, id; and the total, counted once for all pages. */
const Cursor = z.tuple([z.number().int(), z.iso.datetime(), z.uuid(), z.number().int().nonnegative()]);
type Cursor = z.infer<typeof Cursor>;

function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    // A cursor that we did not write begins at the beginning.
    return null;
  }
}

const cursorOf = (document: OutgoingDocument, total: number): string => {
  const rank = document.state === 'issued' ? 0 : urgencyRank(document.urgency);
  const cursor: Cursor = [rank, document.changedAt, document.id, total];
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
};

@Injectable()
export class OutgoingListStore {
  constructor(private readonly documents: OutgoingDocumentStore) {}

  /** Hỏa tốc, thượng khẩn, khẩn first (R-GEN-03), then what changed last. */
  async page(tx: Tx, input: InputOf<typeof outgoing.FindOutgoing>, actor: Actor) {
    const parameters: unknown[] = [principalsOf(actor), actsAs(actor), actor.personId];
    const parameter = (value: unknown): string => `$${parameters.push(value)}`;
    // Nobody is waited for to check his own draft, also not as head of the unit.
    const waitsForMe = `(d.waits_for && $2::text[] AND NOT (d.state = 'submitted' AND d.drafter_person_id = $3::uuid))`;
    const conditions = [input.mine ? waitsForMe : `(d.readers && $1::text[] OR ${waitsForMe})`];
    if (input.mine) conditions.push('$1::text[] IS NOT NULL');
    if (input.state !== undefined) conditions.push(`d.state = ${parameter(input.state)}`);
    if (input.kind !== undefined) conditions.push(`d.kind = ${parameter(input.kind)}`);
    for (const word of fold(input.text).split(' ').filter(Boolean)) {
      conditions.push(`d.search_text LIKE ${parameter(`%${word.replace(/[\\%_]/g, '\\$&')}%`)}`);
    }
    const after = readCursor(input.cursor);
    const total = after?.[3] ?? (await this.count(tx, conditions, parameters));
    if (after !== null) {
      const [rank, at, id] = after;
      conditions.push(
        `(d.sort_rank, d.changed_at, d.id) < (${parameter(rank)}::smallint, ${parameter(at)}::timestamptz, ${parameter(id)}::uuid)`,
      );
    }
    const documents = await this.documents.select(
      tx,
      `${conditions.join(' AND ')} ORDER BY d.sort_rank DESC, d.changed_at DESC, d.id DESC LIMIT ${parameter(input.limit)}`,
      parameters,
    );
    const last = documents.at(-1);
    const nextCursor = last !== undefined && documents.length === input.limit ? cursorOf(last, total) : null;
    return { documents, nextCursor, total };
  }

  private async count(tx: Tx, conditions: readonly string[], parameters: unknown[]): Promise<number> {
    const [counted] = await rowsOf(
      tx,
      z.object({ total: z.coerce.number().int() }),
      `SELECT count(*) AS total FROM outgoing_document d WHERE ${conditions.join(' AND ')}`,
      parameters,
    );
    return counted?.total ?? 0;
  }
}
