import { Injectable } from '@nestjs/common';
import type { Actor } from '@vanthu/contracts';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

interface Reminder {
  readonly documentId: string;
  readonly holder: string;
  readonly on: string;
  readonly at: Date;
}

const Told = z.object({ document_id: z.string(), times: z.coerce.number().int(), last_on: z.string() });

@Injectable()
export class RemindersStore {
  /** The day of the last, while nobody else reminds of this document. */
  async holdLast(tx: Tx, documentId: string): Promise<string | null> {
    const key = `stats reminder ${documentId}`;
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1 || current_schema(), 0))', [key]);
    const [told] = await this.of(tx, [documentId]);
    return told?.last_on ?? null;
  }

  of(tx: Tx, documentIds: readonly string[]): Promise<z.infer<typeof Told>[]> {
    return rowsOf(
      tx,
      Told,
      `SELECT document_id, count(*) AS times, max(reminded_on)::text AS last_on FROM signature_reminder
       WHERE document_id = ANY($1::uuid[]) GROUP BY document_id`,
      [documentIds],
    );
  }

  async add(tx: Tx, { documentId, holder, on, at }: Reminder, actor: Actor, commandId: string): Promise<void> {
    const by = `${actor.personName}, ${actor.positionTitle}`;
    await tx.query(
      `INSERT INTO signature_reminder (document_id, reminded_on, holder, person_id, position_id, reminded_by, reminded_at, command_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [documentId, on, holder, actor.personId, actor.positionId, by, at, commandId],
    );
  }
}
