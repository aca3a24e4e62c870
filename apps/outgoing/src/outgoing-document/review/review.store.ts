import { Injectable } from '@nestjs/common';
import { type Actor, outgoing } from '@vanthu/contracts';
import type { DocumentContent } from '@vanthu/decree30';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { printedLines } from '../domain/differences.js';
import type { OutgoingDocument } from '../domain/outgoing-document.js';

const instant = z.date().transform((at) => at.toISOString());

const VersionRow = z.object({
  number: z.number().int(),
  author_name: z.string(),
  written_at: instant,
  manifest_hash: z.string(),
  file_sha256: z.string(),
  file_bytes: z.coerce.number().int(),
  source: z.object({ form: z.enum(['docx', 'pdf']), name: z.string(), sha256: z.string() }).nullable(),
});
const LinesRow = z.object({ content: z.custom<DocumentContent>(), lines: z.array(z.string()).nullable() });
const MarkRow = z.object({
  kind: z.enum(['content', 'form', 'initial']),
  person_name: z.string(),
  position_title: z.string().nullable(),
  at: instant,
  draft_number: z.number().int(),
  stands: z.boolean(),
});
const CommentRow = z
  .object({
    id: z.string(),
    draft_number: z.number().int(),
    text: z.string(),
    person_name: z.string(),
    position_title: z.string(),
    at: instant,
  })
  .transform(({ draft_number, person_name, position_title, ...row }) => ({
    ...{ ...row, draftNumber: draft_number, personName: person_name, positionTitle: position_title },
  }));
const OpinionRow = z.object({
  id: z.string(),
  unit_id: z.string(),
  unit_name: z.string(),
  question: z.string(),
  due_on: z.string(),
  asked_by: z.string(),
  asked_at: instant,
  draft_number: z.number().int(),
  stance: outgoing.OpinionStance.nullable(),
  answer: z.string().nullable(),
  answered_by: z.string().nullable(),
  answered_at: instant.nullable(),
  is_late: z.boolean().nullable(),
});
export type OpinionAsked = z.infer<typeof OpinionRow>;
const opinionColumns = `id, unit_id, unit_name, question, due_on::text, asked_by, asked_at, draft_number, stance, answer,
  answered_by, answered_at, is_late`;

type By = { readonly actor: Actor; readonly at: Date };

/** Versions as they were kept (R-DRF-03), and what people said of them. */
@Injectable()
export class ReviewStore {
  async versions(tx: Tx, { id, draftNumber }: Pick<OutgoingDocument, 'id' | 'draftNumber'>) {
    const rows = await rowsOf(
      tx,
      VersionRow,
      `SELECT number, author_name, written_at, manifest_hash, file_sha256, file_bytes,
              CASE WHEN written IS NULL THEN NULL
                   ELSE jsonb_build_object('form', written->'form', 'name', written->'source'->'name', 'sha256', written->'source'->'sha256')
              END AS source
         FROM draft_version
        WHERE document_id = $1 ORDER BY number`,
      [id],
    );
    return rows.map((row) => ({
      number: row.number,
      authorName: row.author_name,
      writtenAt: row.written_at,
      manifestHash: row.manifest_hash,
      fileSha256: row.file_sha256,
      fileBytes: row.file_bytes,
      source: row.source,
      isCurrent: row.number === draftNumber,
    }));
  }

  /** What the version says, a paragraph a line: as it was laid out here, or as it stands in the file it was written in. */
  async lines(tx: Tx, documentId: string, number: number): Promise<string[] | null> {
    const sql = `SELECT content, written->'lines' AS lines FROM draft_version WHERE document_id = $1 AND number = $2`;
    const [row] = await rowsOf(tx, LinesRow, sql, [documentId, number]);
    return row ? (row.lines ?? printedLines(row.content)) : null;
  }

  async marks(tx: Tx, { id, manifest }: Pick<OutgoingDocument, 'id' | 'manifest'>) {
    const rows = await rowsOf(
      tx,
      MarkRow,
      `SELECT a.step AS kind, a.person_name, NULL AS position_title, a.approved_at AS at, v.number AS draft_number,
              a.voided_at IS NULL AND a.manifest_hash = $2 AS stands
         FROM approval a JOIN draft_version v ON v.document_id = a.document_id AND v.manifest_hash = a.manifest_hash
        WHERE a.document_id = $1
       UNION ALL
       SELECT 'initial', person_name, position_title, at, draft_number, manifest_hash = $2
         FROM draft_initial WHERE document_id = $1
        ORDER BY at`,
      [id, manifest.hash],
    );
    return rows.map(({ person_name, position_title, draft_number, ...row }) => ({
      ...{ ...row, personName: person_name, positionTitle: position_title, draftNumber: draft_number },
    }));
  }

  comments(tx: Tx, documentId: string) {
    const sql = `SELECT id, draft_number, text, person_name, position_title, at FROM draft_comment
                  WHERE document_id = $1 ORDER BY at, draft_number, id`;
    return rowsOf(tx, CommentRow, sql, [documentId]);
  }

  async addComment(tx: Tx, document: OutgoingDocument, id: string, text: string, { actor, at }: By): Promise<void> {
    await tx.query(
      `INSERT INTO draft_comment (id, document_id, draft_number, text, person_id, person_name, position_title, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[id, document.id, document.draftNumber, text],
        ...[actor.personId, actor.personName, actor.positionTitle, at.toISOString()],
      ],
    );
  }

  opinions(tx: Tx, documentId: string): Promise<OpinionAsked[]> {
    const sql = `SELECT ${opinionColumns} FROM opinion WHERE document_id = $1 ORDER BY asked_at, unit_name`;
    return rowsOf(tx, OpinionRow, sql, [documentId]);
  }

  async ask(
    tx: Tx,
    document: OutgoingDocument,
    what: { id: string; unitId: string; unitName: string; question: string; dueOn: string },
    { actor, at }: By,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO opinion (id, document_id, draft_number, unit_id, unit_name, question, due_on, asked_by, asked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[what.id, document.id, document.draftNumber, what.unitId, what.unitName, what.question, what.dueOn],
        ...[actor.personName, at.toISOString()],
      ],
    );
  }

  async answer(
    tx: Tx,
    id: string,
    given: { stance: outgoing.OpinionStance; text: string; isLate: boolean },
    { actor, at }: By,
  ): Promise<void> {
    await tx.query(
      `UPDATE opinion SET stance = $2, answer = $3, is_late = $4, answered_by = $5, answered_by_person = $6, answered_at = $7
        WHERE id = $1 AND answered_at IS NULL`,
      [id, given.stance, given.text, given.isLate, actor.personName, actor.personId, at.toISOString()],
    );
  }

  /** @returns false when this person has initialled these files already */
  async initial(tx: Tx, document: OutgoingDocument, { actor, at }: By): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `INSERT INTO draft_initial (document_id, manifest_hash, draft_number, person_id, person_name, position_title, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING person_id`,
      [
        ...[document.id, document.manifest.hash, document.draftNumber],
        ...[actor.personId, actor.personName, actor.positionTitle, at.toISOString()],
      ],
    );
    return rows.length > 0;
  }
}
