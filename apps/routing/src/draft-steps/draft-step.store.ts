import { Injectable } from '@nestjs/common';
import { outgoing, Urgency } from '@vanthu/contracts';
import { type ListenedEvent, Listens } from '@vanthu/messaging';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

const Row = z
  .object({
    document_id: z.string(),
    agency_id: z.string(),
    abstract: z.string(),
    urgency: Urgency,
    step_id: z.string(),
    step_name: z.string(),
    due_on: z.string(),
    holders: z.array(z.string()),
    escalation: z.object({ afterDays: z.number().int(), to: z.array(z.string()) }).nullable(),
    readers: z.array(z.string()),
  })
  .transform((row) => ({
    ...{ documentId: row.document_id, agencyId: row.agency_id, abstract: row.abstract, urgency: row.urgency },
    ...{ stepId: row.step_id, stepName: row.step_name, dueOn: row.due_on, holders: row.holders },
    ...{ escalation: row.escalation, readers: row.readers },
  }));
export type DraftStep = z.infer<typeof Row>;

/** Drafts on flows that were applied here; `outgoing` owns and moves them. */
@Injectable()
export class DraftStepStore {
  @Listens(outgoing.DraftStepBegun)
  async begun({ payload }: ListenedEvent<typeof outgoing.DraftStepBegun>, tx: Tx): Promise<void> {
    const { documentId, agencyId, definitionId, abstract, urgency, stepId, stepName, dueOn } = payload;
    await tx.query(
      `INSERT INTO draft_step (document_id, agency_id, definition_id, abstract, urgency, step_id, step_name, due_on, holders, escalation, readers)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (document_id) DO UPDATE SET definition_id = $3, abstract = $4, urgency = $5, step_id = $6, step_name = $7,
         due_on = $8, holders = $9, escalation = $10, readers = $11, urged_on = NULL`,
      [
        ...[documentId, agencyId, definitionId, abstract, urgency, stepId, stepName, dueOn, payload.holders],
        ...[payload.escalation && JSON.stringify(payload.escalation), payload.readers],
      ],
    );
  }

  @Listens(outgoing.Issued)
  async ended({ aggregateId }: ListenedEvent<typeof outgoing.Issued>, tx: Tx): Promise<void> {
    await tx.query('DELETE FROM draft_step WHERE document_id = $1', [aggregateId]);
  }

  /** Not looked at on that day; the row is locked until it was. */
  due(tx: Tx, until: string, today: string, limit: number): Promise<DraftStep[]> {
    return rowsOf(
      tx,
      Row,
      `SELECT document_id, agency_id, abstract, urgency, step_id, step_name, due_on::text, holders, escalation, readers
       FROM draft_step WHERE due_on <= $1 AND (urged_on IS NULL OR urged_on < $2)
       ORDER BY due_on, document_id LIMIT $3 FOR UPDATE SKIP LOCKED`,
      [until, today, limit],
    );
  }

  async looked(tx: Tx, ids: readonly string[], today: string): Promise<void> {
    await tx.query('UPDATE draft_step SET urged_on = $2 WHERE document_id = ANY($1::uuid[])', [ids, today]);
  }
}
