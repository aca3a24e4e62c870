import { Injectable } from '@nestjs/common';
import type { Actor } from '@vanthu/contracts';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { Doer } from '../context.js';

/** Who did it and when: a person in a position, or nobody (the system). A request's context is one. */
export interface DoneBy {
  readonly actor: Actor | null;
  now(): Date;
}

/** Who did what an event tells of, at the civil instant of that act. */
export const doneByOf = (event: { actor: Doer; occurredAt: string }): DoneBy => ({
  actor: 'personId' in event.actor ? event.actor : null,
  now: () => new Date(event.occurredAt),
});

const TimelineRow = z.object({
  at: z.date().transform((at) => at.toISOString()),
  act: z.string(),
  text_vi: z.string(),
  person_name: z.string().nullable(),
  position_title: z.string().nullable(),
  authority: z.string().nullable(),
});

/**
 * Who did what, when, in what capacity, on whose authority; written with the change (R-GEN-02). The owner has the tables `timeline` (document_id,
 * at, act, text_vi, person_id, person_name, position_id, position_title, authority) and `access_log`.
 */
@Injectable()
export class TimelineStore {
  async record(
    tx: Tx,
    documentId: string,
    what: { act: string; textVi: string; authority?: string },
    by: DoneBy,
  ): Promise<void> {
    const { actor } = by;
    await tx.query(
      `INSERT INTO timeline (document_id, at, act, text_vi, person_id, person_name, position_id, position_title, authority)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[documentId, by.now().toISOString(), what.act],
        // The official answers for what a machine does in his name; both are named.
        actor?.machine ? `${what.textVi} (qua hệ thống “${actor.machine.name}”)` : what.textVi,
        ...[actor?.personId ?? null, actor?.personName ?? null],
        ...[actor?.positionId ?? null, actor?.positionTitle ?? null, what.authority ?? null],
      ],
    );
  }

  async of(tx: Tx, documentId: string) {
    const rows = await rowsOf(
      tx,
      TimelineRow,
      'SELECT at, act, text_vi, person_name, position_title, authority FROM timeline WHERE document_id = $1 ORDER BY id',
      [documentId],
    );
    return rows.map(({ text_vi: textVi, person_name: personName, position_title: positionTitle, ...row }) => ({
      ...row,
      ...{ textVi, personName, positionTitle },
    }));
  }

  /** Who looked (R-SYS-02): `read` is the page of the document, the others are its file. */
  async recordAccess(tx: Tx, documentId: string, act: 'read' | 'view' | 'download' | 'print', actor: Actor, at: Date) {
    await tx.query(
      'INSERT INTO access_log (document_id, person_id, position_id, act, at) VALUES ($1, $2, $3, $4, $5)',
      [documentId, actor.personId, actor.positionId, act, at.toISOString()],
    );
  }
}
