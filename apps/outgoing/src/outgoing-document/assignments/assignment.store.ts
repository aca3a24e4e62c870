import { Injectable } from '@nestjs/common';
import { type Actor, outgoing, principalsOf } from '@vanthu/contracts';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { actsAs } from '../domain/waiting.js';

const AssignmentRow = z.object({
  id: z.string(),
  agency_id: z.string(),
  unit_id: z.string(),
  unit_name: z.string(),
  matter: z.string(),
  due_on: z.string().nullable(),
  person_id: z.string(),
  person_name: z.string(),
  at: z.date().transform((at) => at.toISOString()),
  document_id: z.string().nullable(),
  is_withdrawn: z.boolean(),
  abstract: z.string().nullable(),
  state: outgoing.OutgoingState.nullable(),
});
export type AssignmentRow = z.infer<typeof AssignmentRow>;

const selected = (
  abstract: string,
): string => `SELECT a.id, a.agency_id, a.unit_id, a.unit_name, a.matter, a.due_on::text,
    a.person_id, a.person_name, a.at, a.document_id, a.withdrawn_at IS NOT NULL AS is_withdrawn, ${abstract} AS abstract, d.state FROM drafting_assignment a LEFT JOIN outgoing_document d ON d.id = a.document_id`;
const select = selected('d.abstract');

export interface NewAssignment {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly matter: string;
  readonly dueOn: string | null;
}

@Injectable()
export class AssignmentStore {
  async add(tx: Tx, given: NewAssignment, { actor, at }: { actor: Actor; at: Date }): Promise<void> {
    await tx.query(
      `INSERT INTO drafting_assignment (id, agency_id, unit_id, unit_name, matter, due_on, person_id, person_name, position_title, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[given.id, actor.agencyId, given.unitId, given.unitName, given.matter, given.dueOn],
        ...[actor.personId, actor.personName, actor.positionTitle, at.toISOString()],
      ],
    );
  }

  async forChange(tx: Tx, id: string): Promise<AssignmentRow | null> {
    return (await rowsOf(tx, AssignmentRow, `${select} WHERE a.id = $1 FOR UPDATE OF a`, [id]))[0] ?? null;
  }

  async change(tx: Tx, { id, matter, dueOn }: Pick<NewAssignment, 'id' | 'matter' | 'dueOn'>): Promise<void> {
    await tx.query('UPDATE drafting_assignment SET matter = $2, due_on = $3 WHERE id = $1', [id, matter, dueOn]);
  }

  async withdraw(tx: Tx, id: string, reason: string, at: Date): Promise<void> {
    const sql = 'UPDATE drafting_assignment SET withdrawn_at = $2, withdrawn_reason = $3 WHERE id = $1';
    await tx.query(sql, [id, at.toISOString(), reason]);
  }

  async ofDocument(tx: Tx, documentId: string): Promise<AssignmentRow | null> {
    return (await rowsOf(tx, AssignmentRow, `${select} WHERE a.document_id = $1`, [documentId]))[0] ?? null;
  }

  async takeUp(tx: Tx, id: string, documentId: string, { actor, at }: { actor: Actor; at: Date }): Promise<void> {
    await tx.query(
      'UPDATE drafting_assignment SET document_id = $2, taken_up_by = $3, taken_up_at = $4 WHERE id = $1 AND document_id IS NULL',
      [id, documentId, actor.personName, at.toISOString()],
    );
  }

  /**
   * Of the actor's units, and what he has charged others with; not begun ones by their day, the rest the latest first. What a
   * draft is called is for those who read it: others see what was charged.
   */
  find(tx: Tx, actor: Actor, { open, limit }: { open: boolean; limit: number }): Promise<AssignmentRow[]> {
    const units = [...(actor.unitId === null ? [] : [actor.unitId]), ...actor.headOf];
    return rowsOf(
      tx,
      AssignmentRow,
      `${selected('CASE WHEN d.audience && $6::text[] THEN d.abstract ELSE a.matter END')}
        WHERE a.agency_id = $1 AND (a.unit_id = ANY($2::uuid[]) OR a.person_id = $3)
          AND (NOT $4 OR a.document_id IS NULL) AND a.withdrawn_at IS NULL
        ORDER BY a.document_id IS NOT NULL, a.due_on NULLS LAST, a.at DESC, a.id LIMIT $5`,
      [actor.agencyId, units, actor.personId, open, limit, [...principalsOf(actor), ...actsAs(actor)]],
    );
  }
}
