import { Injectable } from '@nestjs/common';
import { urgencyRank } from '@vanthu/decree30';
import { changed, rowsOf, type Tx, wordsOf } from '@vanthu/persistence';
import { openParts } from '../domain/course.js';
import type { OutgoingDocument, SignatureJob, StoredFile } from '../domain/outgoing-document.js';
import { fieldsOf } from '../domain/search-words.js';
import { waitsFor } from '../domain/waiting.js';
import { DocumentRow, documentColumns, FileRow } from './rows.js';

/** Somebody else has changed the row between reading and writing, although it was locked: impossible, hence a fault. */
export class StaleDocument extends Error {}

/** `attachment`: as prepared for the organisation's signature; signed, it is `sealed`. `source`: what a draft was printed from. */
export type FileStage = 'draft' | 'signed' | 'sealed' | 'attachment' | 'scan' | 'source';

@Injectable()
export class OutgoingDocumentStore {
  async byId(tx: Tx, id: string): Promise<OutgoingDocument | null> {
    return (await this.select(tx, 'd.id = $1', [id]))[0] ?? null;
  }

  /** Locks the row: the acts on one document come one after the other. */
  async forChange(tx: Tx, id: string): Promise<OutgoingDocument | null> {
    return (await this.select(tx, 'd.id = $1 FOR UPDATE OF d', [id]))[0] ?? null;
  }

  select(tx: Tx, where: string, parameters: unknown[]): Promise<OutgoingDocument[]> {
    return rowsOf(
      tx,
      DocumentRow,
      `SELECT ${documentColumns} FROM outgoing_document d LEFT JOIN signature_job j ON j.job_id = d.job_id WHERE ${where}`,
      parameters,
    );
  }

  async add(tx: Tx, document: OutgoingDocument): Promise<void> {
    const values = columnsOf(document);
    const names = Object.keys(values);
    await tx.query(
      `INSERT INTO outgoing_document (id, version, created_at, words, ${names.join(', ')})
       VALUES ($1, $2, $3, array_to_tsvector($4::text[]), ${names.map((_, index) => `$${index + 5}`).join(', ')})`,
      [document.id, document.version, document.createdAt, wordsOf(...fieldsOf(document)), ...Object.values(values)],
    );
  }

  /** Writes the changed document; its version must be the one that was read. Answers it with the next version. */
  async save(tx: Tx, document: OutgoingDocument): Promise<OutgoingDocument> {
    if (document.job) await this.saveJob(tx, document.id, document.job);
    const values = columnsOf(document);
    const sets = Object.keys(values).map((name, index) => `${name} = $${index + 5}`);
    const count = await changed(
      tx,
      `UPDATE outgoing_document SET version = version + 1, ${sets.join(', ')}, words = array_to_tsvector($3::text[]) ||
         coalesce((SELECT v.words FROM draft_version v WHERE v.document_id = $1 AND v.number = $4), '')
       WHERE id = $1 AND version = $2`,
      [document.id, document.version, wordsOf(...fieldsOf(document)), document.draftNumber, ...Object.values(values)],
    );
    if (count !== 1) throw new StaleDocument(`outgoing document ${document.id} is not at version ${document.version}`);
    return { ...document, version: document.version + 1 };
  }

  /** What others say of a draft moves it on its way and leaves the version that its drafter is changing. */
  async place(tx: Tx, document: OutgoingDocument): Promise<OutgoingDocument> {
    const { course, held_until, held_for, waits_for, readers } = columnsOf(document);
    await tx.query(
      `UPDATE outgoing_document SET course = $2, held_until = $3, held_for = $4, waits_for = $5, readers = $6 WHERE id = $1`,
      [document.id, course, held_until, held_for, waits_for, readers],
    );
    return document;
  }

  private async saveJob(tx: Tx, documentId: string, job: SignatureJob): Promise<void> {
    await tx.query(
      `INSERT INTO signature_job (job_id, document_id, step, kind, manifest_hash, input_sha256, activation_id, state, reason_vi, authority)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (job_id) DO UPDATE SET activation_id = $7, state = $8, reason_vi = $9, authority = $10`,
      [
        job.jobId,
        documentId,
        job.step,
        job.kind,
        job.manifestHash,
        job.inputSha256,
        job.activationId,
        job.state,
        job.reasonVi,
        job.authority,
      ],
    );
  }

  async addFile(tx: Tx, documentId: string, file: StoredFile, stage: FileStage, at: Date): Promise<void> {
    await tx.query(
      `INSERT INTO document_file (document_id, sha256, bytes, name, stage, added_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [documentId, file.sha256, file.bytes, file.name, stage, at.toISOString()],
    );
  }

  /** One of the files that the document has had. */
  async file(tx: Tx, documentId: string, sha256: string): Promise<StoredFile | null> {
    const text = 'SELECT sha256, bytes, name FROM document_file WHERE document_id = $1 AND sha256 = $2';
    return (await rowsOf(tx, FileRow, text, [documentId, sha256]))[0] ?? null;
  }
}

/** Everything that an act may change. */
function columnsOf(document: OutgoingDocument): Record<string, unknown> {
  const { numbering } = document;
  const heldUntil = openParts(document.course).length > 0 ? (document.course?.dueOn ?? null) : null;
  return {
    agency_id: document.agencyId,
    agency_name: document.agencyName,
    agency_code: document.agencyCode,
    unit_id: document.unitId,
    unit_abbreviation: document.unitAbbreviation,
    state: document.state,
    kind: document.kind,
    abstract: document.abstract,
    urgency: document.urgency,
    urgency_rank: urgencyRank(document.urgency),
    field: document.field,
    answers: document.answers,
    recipients: JSON.stringify(document.recipients),
    drafter: JSON.stringify(document.drafter),
    draft_number: document.draftNumber,
    file_sha256: document.file.sha256,
    file_bytes: document.file.bytes,
    file_name: document.file.name,
    pages: document.pages,
    manifest: JSON.stringify(document.manifest),
    attachments: JSON.stringify(document.attachments),
    fillable: document.fillable,
    plan: JSON.stringify(document.plan),
    road: document.road,
    head_decides_alone: document.headDecidesAlone,
    advisory_body: document.advisoryBody,
    ink: document.ink && JSON.stringify(document.ink),
    issue_by: document.issueBy && JSON.stringify(document.issueBy),
    signer_title: document.signerTitle,
    symbol: document.symbol,
    number: numbering?.number ?? null,
    number_and_symbol: numbering?.numberAndSymbol ?? null,
    document_date: numbering?.documentDate ?? null,
    series_code: numbering?.seriesCode ?? null,
    job_id: document.job?.jobId ?? null,
    return_reason: document.returnReason,
    course: document.course && JSON.stringify(document.course),
    held_until: heldUntil,
    held_for: heldUntil === null ? [] : openParts(document.course).flatMap(({ holders }) => [...holders]),
    readers: document.readers,
    waits_for: waitsFor(document),
    issued_at: document.issuedAt,
    issued_on: document.issuedOn,
    changed_at: document.changedAt,
  };
}
