import { Injectable } from '@nestjs/common';
import type { Actor, routing } from '@vanthu/contracts';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { Task } from '../domain/routed-document.js';

const content = { sha256: z.string(), bytes: z.coerce.number().int(), name: z.string() };
const ProofContent = z.object({ ...content, mediaType: z.string() });
/** A file kept by its content. */
export type ProofContent = z.infer<typeof ProofContent>;

const ProofRow = z.object({
  ...content,
  part: z.enum(['lead', 'cooperate']),
  ...{ assigneeName: z.string(), personName: z.string(), positionTitle: z.string() },
  addedAt: z.date().transform((at) => at.toISOString()),
});

/** Files that show that parts of work were done: what, whose part, who put it in and when (R-GEN-02). */
@Injectable()
export class ProofStore {
  async add(tx: Tx, task: Task, file: ProofContent, { personId, personName, positionTitle }: Actor, at: Date) {
    await tx.query(
      `INSERT INTO proof_file (task_id, document_id, sha256, bytes, name, media_type, person_id, person_name,
         position_title, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[task.id, task.documentId, file.sha256, file.bytes, file.name, file.mediaType],
        ...[personId, personName, positionTitle, at.toISOString()],
      ],
    );
  }

  of(tx: Tx, documentId: string): Promise<routing.RoutedDocument['proofs']> {
    return rowsOf(
      tx,
      ProofRow,
      `SELECT sha256, bytes, name, task.part, task.assignee->>'name' AS "assigneeName", proof_file.person_name AS "personName",
         position_title AS "positionTitle", added_at AS "addedAt"
       FROM proof_file JOIN task ON task.id = task_id WHERE proof_file.document_id = $1 ORDER BY task.place`,
      [documentId],
    );
  }

  /** The one with this content, else the lead's. */
  async content(tx: Tx, documentId: string, sha256: string | null): Promise<ProofContent | null> {
    const rows = await rowsOf(
      tx,
      ProofContent,
      `SELECT sha256, bytes, name, media_type AS "mediaType" FROM proof_file JOIN task ON task.id = task_id
       WHERE proof_file.document_id = $1 AND CASE WHEN $2::text IS NULL THEN task.part = 'lead' ELSE sha256 = $2 END
       ORDER BY task.place LIMIT 1`,
      [documentId, sha256],
    );
    return rows[0] ?? null;
  }
}
