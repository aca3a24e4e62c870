import { Injectable } from '@nestjs/common';
import type { incoming } from '@vanthu/contracts';
import { type UrgencyCode, urgencyRank } from '@vanthu/decree30';
import { changed, rowsOf, type Tx, wordsOf } from '@vanthu/persistence';
import { z } from 'zod';
import type { Likeness } from '../domain/duplicates.js';
import { numberKey } from '../domain/fold.js';
import { type IncomingDocument, situationOf } from '../domain/incoming-document.js';
import { kindNameVi } from '../domain/incoming-kinds.js';
import { waitsFor } from '../domain/waiting.js';
import { CheckRow, DocumentRow, documentColumns } from './rows.js';

/** Somebody else has changed the row between reading and writing, although it was locked: impossible, hence a fault. */
export class StaleDocument extends Error {}

@Injectable()
export class IncomingDocumentStore {
  async byId(tx: Tx, id: string): Promise<IncomingDocument | null> {
    return (await this.select(tx, 'id = $1', [id]))[0] ?? null;
  }

  /** Locks the row: the acts on one document come one after the other. */
  async forChange(tx: Tx, id: string): Promise<IncomingDocument | null> {
    return (await this.select(tx, 'id = $1 FOR UPDATE', [id]))[0] ?? null;
  }

  async select(tx: Tx, where: string, parameters: unknown[]): Promise<IncomingDocument[]> {
    const text = `SELECT ${documentColumns} FROM incoming_document WHERE ${where}`;
    return (await rowsOf(tx, DocumentRow, text, parameters)).map(fromRow);
  }

  /** `false` when the same delivery has been received before. */
  async add(tx: Tx, document: IncomingDocument): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `INSERT INTO incoming_document (id, agency_id, source, outgoing_document_id, file_sha256, file_bytes, file_name,
         media_type, arrived_at, arrived_on, state, fields, urgency_rank, number_key, words, readers, waits_for,
         due_on, changed_at, advice)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, array_to_tsvector($15::text[]), $16, $17, $18, $19, $20)
       ON CONFLICT (agency_id, outgoing_document_id) WHERE source = 'hosted' DO NOTHING RETURNING id`,
      [
        document.id,
        document.agencyId,
        document.source,
        document.outgoingDocumentId,
        document.file.sha256,
        document.file.bytes,
        document.file.name,
        document.file.mediaType,
        document.arrivedAt,
        document.arrivedOn,
        document.state,
        JSON.stringify(document.fields),
        ...derived(document),
        document.readers,
        waitsFor(situationOf(document)),
        document.dueOn,
        document.changedAt,
        document.advice,
      ],
    );
    return rows.length === 1;
  }

  /** Writes the changed document; its version must be the one that was read. Answers it with the next version. */
  async save(tx: Tx, document: IncomingDocument): Promise<IncomingDocument> {
    const count = await changed(
      tx,
      `UPDATE incoming_document SET version = version + 1, state = $3, fields = $4, urgency_rank = $5, number_key = $6,
         words = array_to_tsvector($7::text[]) || coalesce(text_words, ''), arrived_on = $8, arrival_number = $9, advice = $10, decision_reason = $11, returned = $12,
         submitted_to_position = $13, submitted_to_name = $14, direction = $15, tasks = $16, deadline = $17, due_on = $18,
         answer = $19, readers = $20, waits_for = $21, changed_at = $22
       WHERE id = $1 AND version = $2`,
      [
        document.id,
        document.version,
        document.state,
        JSON.stringify(document.fields),
        ...derived(document),
        document.arrivedOn,
        document.arrivalNumber,
        document.advice,
        document.decisionReason,
        jsonOrNull(document.returned),
        document.submittedToPositionId,
        document.submittedToName,
        jsonOrNull(document.direction),
        JSON.stringify(document.tasks),
        document.deadline,
        document.dueOn,
        jsonOrNull(document.answer),
        document.readers,
        waitsFor(situationOf(document)),
        document.changedAt,
      ],
    );
    if (count !== 1) throw new StaleDocument(`incoming document ${document.id} is not at version ${document.version}`);
    return { ...document, version: document.version + 1 };
  }

  /** Every check is kept; the latest one counts. @returns how many there are now */
  async addCheck(tx: Tx, documentId: string, check: NonNullable<incoming.IncomingDetail['check']>): Promise<number> {
    await tx.query(
      'INSERT INTO reception_check (document_id, judgement, advice, advice_vi, checked_at) VALUES ($1, $2, $3, $4, $5)',
      [documentId, JSON.stringify(check.judgement), check.advice, check.adviceVi, check.checkedAt],
    );
    const text = 'SELECT count(*)::int AS checks FROM reception_check WHERE document_id = $1';
    const [row] = await rowsOf(tx, z.object({ checks: z.number().int() }), text, [documentId]);
    return row?.checks ?? 0;
  }

  async latestCheck(tx: Tx, documentId: string) {
    const [row] = await rowsOf(
      tx,
      CheckRow,
      'SELECT judgement, advice, advice_vi, checked_at FROM reception_check WHERE document_id = $1 ORDER BY id DESC LIMIT 1',
      [documentId],
    );
    return row === undefined
      ? null
      : { judgement: row.judgement, advice: row.advice, adviceVi: row.advice_vi, checkedAt: row.checked_at };
  }

  /** Receptions of the agency that may be the same document, without those that were returned (R-IN-05). */
  candidates(tx: Tx, agencyId: string, like: Likeness, exceptId: string): Promise<IncomingDocument[]> {
    return this.select(
      tx,
      `agency_id = $1 AND id <> $2 AND state NOT IN ('returned', 'recalled')
         AND (number_key = $3 OR file_sha256 = $4 OR outgoing_document_id = $5::uuid)
       ORDER BY arrived_at, id LIMIT 50`,
      [agencyId, exceptId, numberKey(like.numberAndSymbol), like.fileSha256, like.outgoingDocumentId],
    );
  }
}

const jsonOrNull = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** What the row is ordered, compared and found by. */
const derived = ({ fields, direction, submittedToName, arrivalNumber }: IncomingDocument): unknown[] => [
  urgencyRank(fields.urgency as UrgencyCode),
  numberKey(fields.numberAndSymbol),
  wordsOf(
    ...[fields.numberAndSymbol, fields.abstract, fields.senderName, fields.signerName ?? '', submittedToName ?? ''],
    ...[kindNameVi(fields.kind) ?? '', arrivalNumber === null ? '' : String(arrivalNumber), direction?.text ?? ''],
  ),
];

function fromRow(row: DocumentRow): IncomingDocument {
  return {
    id: row.id,
    agencyId: row.agency_id,
    state: row.state,
    version: row.version,
    source: row.source,
    outgoingDocumentId: row.outgoing_document_id,
    fields: row.fields,
    file: { sha256: row.file_sha256, bytes: row.file_bytes, name: row.file_name, mediaType: row.media_type },
    arrivedAt: row.arrived_at,
    arrivedOn: row.arrived_on,
    arrivalNumber: row.arrival_number,
    advice: row.advice,
    decisionReason: row.decision_reason,
    returned: row.returned,
    submittedToPositionId: row.submitted_to_position,
    submittedToName: row.submitted_to_name,
    direction: row.direction,
    tasks: row.tasks,
    deadline: row.deadline,
    dueOn: row.due_on,
    answer: row.answer,
    readers: row.readers,
    changedAt: row.changed_at,
  };
}
