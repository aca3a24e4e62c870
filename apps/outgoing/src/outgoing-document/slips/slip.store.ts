import { Injectable } from '@nestjs/common';
import { type Actor, outgoing, principalsOf } from '@vanthu/contracts';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { actsAs } from '../domain/waiting.js';

const instant = z.date().transform((at) => at.toISOString());

const SlipRow = z.object({
  id: z.string(),
  agency_id: z.string(),
  title: z.string(),
  explanation: z.string(),
  signer_name: z.string(),
  person_name: z.string(),
  submitted_on: z.string(),
  submitted_at: instant,
});
export type SlipRow = z.infer<typeof SlipRow>;
const slipColumns = `s.id, s.agency_id, s.title, s.explanation, s.signer_name, s.person_name, s.submitted_on::text, s.submitted_at`;

const DraftRow = z.object({
  slip_id: z.string(),
  document_id: z.string(),
  decision: outgoing.SlipDecision.nullable(),
  manifest_hash: z.string().nullable(),
  decided_by: z.string().nullable(),
  decided_at: instant.nullable(),
  reason: z.string().nullable(),
  not_signed: z.string().nullable(),
});
export type SlipDraftRow = z.infer<typeof DraftRow>;

export interface NewSlip {
  readonly id: string;
  readonly agencyId: string;
  readonly title: string;
  readonly explanation: string;
  readonly signer: { readonly positionId: string; readonly name: string };
  readonly documentIds: readonly string[];
  readonly submittedOn: string;
}

/** What was decided on a draft, and by whom. */
export interface Decided {
  readonly decision: outgoing.SlipDecision;
  readonly reason: string | null;
  readonly by: { readonly personId: string | null; readonly name: string };
}

/** Slips and the drafts on them. */
@Injectable()
export class SlipStore {
  async add(tx: Tx, slip: NewSlip, { actor, at }: { actor: Actor; at: Date }): Promise<void> {
    await tx.query(
      `INSERT INTO slip (id, agency_id, title, explanation, signer_position_id, signer_name, person_id, person_name,
                         position_title, submitted_on, submitted_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[slip.id, slip.agencyId, slip.title, slip.explanation, slip.signer.positionId, slip.signer.name],
        ...[actor.personId, actor.personName, actor.positionTitle, slip.submittedOn, at.toISOString()],
      ],
    );
    await tx.query(
      `INSERT INTO slip_draft (slip_id, document_id, ordinal)
       SELECT $1, document_id, ordinal FROM unnest($2::uuid[]) WITH ORDINALITY AS one (document_id, ordinal)`,
      [slip.id, slip.documentIds],
    );
  }

  /** Those of these documents that wait on a slip. */
  async waiting(tx: Tx, documentIds: readonly string[]): Promise<string[]> {
    const sql = 'SELECT document_id FROM slip_draft WHERE document_id = ANY($1::uuid[]) AND decision IS NULL';
    const rows = await rowsOf(tx, z.object({ document_id: z.string() }), sql, [documentIds]);
    return rows.map((row) => row.document_id);
  }

  /** Locked, so that its events keep their order. Documents are locked before their slip, never after it. */
  async forDecision(tx: Tx, documentId: string): Promise<SlipRow | null> {
    const sql = `SELECT ${slipColumns} FROM slip s JOIN slip_draft d ON d.slip_id = s.id
                  WHERE d.document_id = $1 AND d.decision IS NULL FOR UPDATE OF s, d`;
    return (await rowsOf(tx, SlipRow, sql, [documentId]))[0] ?? null;
  }

  async decide(
    tx: Tx,
    slipId: string,
    document: OutgoingDocument,
    { decision, reason, by, at }: Decided & { readonly at: Date },
  ): Promise<void> {
    await tx.query(
      `UPDATE slip_draft SET decision = $3, manifest_hash = $4, decided_by_person = $5, decided_by = $6, decided_at = $7, reason = $8,
              not_signed = NULL
        WHERE slip_id = $1 AND document_id = $2 AND decision IS NULL`,
      [...[slipId, document.id, decision, document.manifest.hash], ...[by.personId, by.name, at.toISOString(), reason]],
    );
  }

  /** The approval of a version whose signature was not made is undone, where the document waits on no other slip. @returns the slip */
  async reopen(tx: Tx, document: OutgoingDocument, reasonVi: string): Promise<SlipRow | null> {
    const sql = `SELECT ${slipColumns} FROM slip s JOIN slip_draft d ON d.slip_id = s.id
                  WHERE d.document_id = $1 AND d.decision = 'approved' AND d.manifest_hash = $2
                    AND NOT EXISTS (SELECT 1 FROM slip_draft o WHERE o.document_id = $1 AND o.decision IS NULL)
                  ORDER BY d.decided_at DESC LIMIT 1 FOR UPDATE OF s, d`;
    const [slip] = await rowsOf(tx, SlipRow, sql, [document.id, document.manifest.hash]);
    if (!slip) return null;
    await tx.query(
      `UPDATE slip_draft SET decision = NULL, manifest_hash = NULL, decided_by_person = NULL, decided_by = NULL, decided_at = NULL,
              not_signed = $3
        WHERE slip_id = $1 AND document_id = $2`,
      [slip.id, document.id, reasonVi],
    );
    return slip;
  }

  async byId(tx: Tx, id: string): Promise<SlipRow | null> {
    return (await rowsOf(tx, SlipRow, `SELECT ${slipColumns} FROM slip s WHERE s.id = $1`, [id]))[0] ?? null;
  }

  /** Of several slips, each in its own order. */
  drafts(tx: Tx, slipIds: readonly string[]): Promise<SlipDraftRow[]> {
    const sql = `SELECT slip_id, document_id, decision, manifest_hash, decided_by, decided_at, reason, not_signed
                   FROM slip_draft WHERE slip_id = ANY($1::uuid[]) ORDER BY slip_id, ordinal`;
    return rowsOf(tx, DraftRow, sql, [slipIds]);
  }

  /** With a draft that the actor reads or that waits for him, the latest first. */
  find(tx: Tx, actor: Actor, { open, limit }: { open: boolean; limit: number }): Promise<SlipRow[]> {
    const sql = `SELECT ${slipColumns} FROM slip s
                  WHERE s.agency_id = $1
                    AND EXISTS (SELECT 1 FROM slip_draft d JOIN outgoing_document o ON o.id = d.document_id
                                 WHERE d.slip_id = s.id AND (o.readers && $2::text[] OR o.waits_for && $3::text[]))
                    AND (NOT $4 OR EXISTS (SELECT 1 FROM slip_draft d WHERE d.slip_id = s.id AND d.decision IS NULL))
                  ORDER BY s.submitted_at DESC, s.id LIMIT $5`;
    return rowsOf(tx, SlipRow, sql, [actor.agencyId, principalsOf(actor), actsAs(actor), open, limit]);
  }
}
