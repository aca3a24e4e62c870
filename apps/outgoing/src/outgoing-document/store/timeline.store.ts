import { Injectable } from '@nestjs/common';
import type { Actor } from '@vanthu/contracts';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { TimelineRow } from './rows.js';

/** Who did it and when: a person in a position, or nobody (the system). A request's context is one. */
export interface DoneBy {
  readonly actor: Actor | null;
  now(): Date;
}

/** Who did what an event tells of, at the civil instant of that act. */
export const doneByOf = (event: { actor: Actor | { service: string }; occurredAt: string }): DoneBy => ({
  actor: 'personId' in event.actor ? event.actor : null,
  now: () => new Date(event.occurredAt),
});

export interface Entry {
  readonly documentId: string;
  readonly what: { act: string; textVi: string; authority?: string | null };
  readonly by: DoneBy;
}

/** Who did what, when, in what capacity, on whose authority; written with the change (R-GEN-02). */
@Injectable()
export class TimelineStore {
  record(
    tx: Tx,
    documentId: string,
    what: { act: string; textVi: string; authority?: string | null },
    by: DoneBy,
  ): Promise<void> {
    return this.recordAll(tx, [{ documentId, what, by }]);
  }

  async recordAll(tx: Tx, entries: readonly Entry[]): Promise<void> {
    const rows = entries.map(({ documentId, what, by: { actor, now } }) => ({
      document_id: documentId,
      at: now().toISOString(),
      act: what.act,
      // The official answers for what a machine does in his name; both are named.
      text_vi: actor?.machine ? `${what.textVi} (qua hệ thống “${actor.machine.name}”)` : what.textVi,
      person_id: actor?.personId ?? null,
      person_name: actor?.personName ?? null,
      position_id: actor?.positionId ?? null,
      position_title: actor?.positionTitle ?? null,
      authority: what.authority ?? null,
    }));
    const columns = 'document_id, at, act, text_vi, person_id, person_name, position_id, position_title, authority';
    await tx.query(
      `INSERT INTO timeline (${columns}) SELECT ${columns} FROM jsonb_to_recordset($1::jsonb) AS entry (document_id uuid,
         at timestamptz, act text, text_vi text, person_id uuid, person_name text, position_id uuid, position_title text, authority text)`,
      [JSON.stringify(rows)],
    );
  }

  async of(tx: Tx, documentId: string) {
    const rows = await rowsOf(
      tx,
      TimelineRow,
      'SELECT at, act, text_vi, person_name, position_title, authority FROM timeline WHERE document_id = $1 ORDER BY id',
      [documentId],
    );
    return rows.map((row) => ({
      at: row.at,
      act: row.act,
      textVi: row.text_vi,
      personName: row.person_name,
      positionTitle: row.position_title,
      authority: row.authority,
    }));
  }

  /** Who looked at what (R-SYS-02): `read` is the page of the document, the others are its file. */
  async recordAccess(
    tx: Tx,
    documentId: string,
    what: { act: 'read' | 'view' | 'download' | 'print'; fileSha256?: string },
    by: { actor: Actor; at: Date },
  ): Promise<void> {
    await tx.query(
      'INSERT INTO access_log (document_id, person_id, position_id, act, file_sha256, at) VALUES ($1, $2, $3, $4, $5, $6)',
      [documentId, by.actor.personId, by.actor.positionId, what.act, what.fileSha256 ?? null, by.at.toISOString()],
    );
  }
}
