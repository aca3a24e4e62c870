import { Injectable } from '@nestjs/common';
import { type Actor, outgoing } from '@vanthu/contracts';
import type { DocumentContent } from '@vanthu/decree30';
import { rowsOf, type Tx, wordsOf } from '@vanthu/persistence';
import { z } from 'zod';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { textsOf } from '../domain/search-words.js';
import { WrittenFile } from '../domain/written-file.js';

export interface DraftText {
  readonly body: outgoing.DraftBody;
  /** What was laid out: the same content at the same instant gives the same file. */
  readonly content: DocumentContent;
  /** Real size of the seal that room was left for. */
  readonly sealMm: number;
  /** The file that it was written in elsewhere; null or absent: laid out here. */
  readonly written?: WrittenFile | null;
}

const TextRow = z
  .object({
    body: outgoing.DraftBody,
    content: z.custom<DocumentContent>(),
    seal_mm: z.coerce.number(),
    written: WrittenFile.nullable(),
  })
  .transform((row): DraftText => ({ body: row.body, content: row.content, sealMm: row.seal_mm, written: row.written }));

/** Every version of a draft with author, time, hash (R-DRF-03), and the approvals that each version has had. */
@Injectable()
export class DraftStore {
  /** After the document has been written with this version: from then on it is found by what the version says. */
  async add(tx: Tx, document: OutgoingDocument, text: DraftText, by: { actor: Actor; at: Date }): Promise<void> {
    const words = wordsOf(...textsOf(text.body), ...(text.written?.lines ?? []));
    await tx.query(
      `INSERT INTO draft_version (document_id, number, author_person_id, author_name, written_at, body, content, seal_mm, manifest_hash, file_sha256, file_bytes, words, written)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, array_to_tsvector($12::text[]), $13)`,
      [
        document.id,
        document.draftNumber,
        by.actor.personId,
        by.actor.personName,
        by.at.toISOString(),
        JSON.stringify(text.body),
        JSON.stringify(text.content),
        text.sealMm,
        document.manifest.hash,
        document.file.sha256,
        document.file.bytes,
        words,
        text.written ? JSON.stringify(text.written) : null,
      ],
    );
    await tx.query('UPDATE outgoing_document SET words = words || array_to_tsvector($2::text[]) WHERE id = $1', [
      document.id,
      words,
    ]);
  }

  async text(tx: Tx, document: Pick<OutgoingDocument, 'id' | 'draftNumber'>): Promise<DraftText> {
    const sql = 'SELECT body, content, seal_mm, written FROM draft_version WHERE document_id = $1 AND number = $2';
    const [row] = await rowsOf(tx, TextRow, sql, [document.id, document.draftNumber]);
    if (!row) throw new Error(`document ${document.id} has no draft version ${document.draftNumber}`);
    return row;
  }

  async approve(
    tx: Tx,
    document: OutgoingDocument,
    step: 'content' | 'form',
    by: { actor: Actor; at: Date },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO approval (document_id, step, manifest_hash, person_id, person_name, position_id, approved_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        document.id,
        step,
        document.manifest.hash,
        by.actor.personId,
        by.actor.personName,
        by.actor.positionId,
        by.at.toISOString(),
      ],
    );
  }

  /** A change or a return: what was approved no longer stands (Art. 11.2; R-DRF-07). */
  async voidApprovals(tx: Tx, documentId: string, at: Date): Promise<void> {
    await tx.query('UPDATE approval SET voided_at = $2 WHERE document_id = $1 AND voided_at IS NULL', [
      documentId,
      at.toISOString(),
    ]);
  }

  /** Whether content and form of exactly these files have been approved (R-DRF-05, R-DRF-06). */
  async approved(tx: Tx, document: OutgoingDocument): Promise<boolean> {
    const [row] = await rowsOf(
      tx,
      z.object({ steps: z.coerce.number() }),
      'SELECT count(DISTINCT step) AS steps FROM approval WHERE document_id = $1 AND manifest_hash = $2 AND voided_at IS NULL',
      [document.id, document.manifest.hash],
    );
    return row?.steps === 2;
  }
}
