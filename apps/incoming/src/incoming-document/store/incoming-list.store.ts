import { Injectable } from '@nestjs/common';
import { type Actor, absentPrincipals, type InputOf, type incoming, principalsOf } from '@vanthu/contracts';
import { type UrgencyCode, urgencyRank } from '@vanthu/decree30';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { fold } from '../domain/fold.js';
import type { IncomingDocument } from '../domain/incoming-document.js';
import { actsAs, actsAsAbsent } from '../domain/waiting.js';
import { IncomingDocumentStore } from './incoming-document.store.js';
import { rowsOf } from './sql.js';

/** The place in the order of the list: rank, instant of arrival, id. */
const Cursor = z.tuple([z.number().int(), z.iso.datetime(), z.uuid()]);

export function readCursor(text: string | undefined): z.infer<typeof Cursor> | null {
  if (text === undefined) return null;
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    // A cursor that we did not write begins at the beginning.
    return null;
  }
}

const cursorOf = (document: IncomingDocument): string => {
  const finished = ['completed', 'returned', 'recalled'].includes(document.state);
  const rank = finished ? 0 : urgencyRank(document.fields.urgency as UrgencyCode);
  return Buffer.from(JSON.stringify([rank, document.arrivedAt, document.id])).toString('base64url');
};

@Injectable()
export class IncomingListStore {
  constructor(private readonly documents: IncomingDocumentStore) {}

  async page(tx: Tx, input: InputOf<typeof incoming.FindIncoming>, actor: Actor) {
    const parameters: unknown[] = [];
    const parameter = (value: unknown): string => `$${parameters.push(value)}`;
    // What the absent one has in another agency is not the deputy's.
    const has = (column: string, own: readonly string[], absent: readonly string[]): string => {
      const owns = `${column} && ${parameter(own)}::text[]`;
      if (absent.length === 0) return owns;
      return `(${owns} OR (agency_id = ${parameter(actor.agencyId)}::uuid AND ${column} && ${parameter(absent)}::text[]))`;
    };
    const conditions = [has('readers', principalsOf(actor), absentPrincipals(actor))];
    if (input.state !== undefined) conditions.push(`state = ${parameter(input.state)}`);
    if (input.mine) conditions.push(has('waits_for', actsAs(actor), actsAsAbsent(actor)));
    for (const word of fold(input.text).split(' ').filter(Boolean)) {
      conditions.push(`search_text LIKE ${parameter(`%${word.replace(/[\\%_]/g, '\\$&')}%`)}`);
    }
    const [counted] = await rowsOf(
      tx,
      z.object({ total: z.coerce.number().int() }),
      `SELECT count(*) AS total FROM incoming_document WHERE ${conditions.join(' AND ')}`,
      parameters,
    );
    const after = readCursor(input.cursor);
    if (after !== null) {
      const [rank, at, id] = after.map((value) => parameter(value));
      conditions.push(`(sort_rank, arrived_at, id) < (${rank}::smallint, ${at}::timestamptz, ${id}::uuid)`);
    }
    const documents = await this.documents.select(
      tx,
      `${conditions.join(' AND ')} ORDER BY sort_rank DESC, arrived_at DESC, id DESC LIMIT ${parameter(input.limit)}`,
      parameters,
    );
    const last = documents.at(-1);
    const nextCursor = last !== undefined && documents.length === input.limit ? cursorOf(last) : null;
    return { documents, nextCursor, total: counted?.total ?? 0 };
  }
}
