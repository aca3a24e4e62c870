import { Injectable } from '@nestjs/common';
import { type UrgencyCode, urgencyRank } from '@vanthu/decree30';
import { changed, rowsOf, type Tx } from '@vanthu/persistence';
import { nextDue } from '../domain/due.js';
import { holders, type RoutedDocument, type Task, waitingForVi } from '../domain/routed-document.js';
import { DocumentRow, documentColumns, TaskRow, taskColumns } from './rows.js';

/** The row was locked and yet is another version: impossible, hence a fault. */
export class StaleDocument extends Error {}

@Injectable()
export class RoutedDocumentStore {
  async byId(tx: Tx, documentId: string): Promise<RoutedDocument | null> {
    return (await this.select(tx, 'document_id = $1', [documentId]))[0] ?? null;
  }

  /** Locks the row: the acts on one document come one after the other. */
  async forChange(tx: Tx, documentId: string): Promise<RoutedDocument | null> {
    return (await this.select(tx, 'document_id = $1 FOR UPDATE', [documentId]))[0] ?? null;
  }

  /** The document that has the task, locked. */
  async forTask(tx: Tx, taskId: string): Promise<{ document: RoutedDocument; task: Task } | null> {
    const where = 'document_id = (SELECT document_id FROM task WHERE id = $1) FOR UPDATE';
    const [document] = await this.select(tx, where, [taskId]);
    const task = document?.tasks.find((each) => each.id === taskId);
    return document === undefined || task === undefined ? null : { document, task };
  }

  async select(tx: Tx, where: string, parameters: unknown[]): Promise<RoutedDocument[]> {
    const text = `SELECT ${documentColumns} FROM routed_document WHERE ${where}`;
    const rows = await rowsOf(tx, DocumentRow, text, parameters);
    const tasks = await rowsOf(
      tx,
      TaskRow,
      `SELECT ${taskColumns} FROM task WHERE document_id = ANY($1::uuid[]) ORDER BY document_id, place`,
      [rows.map((row) => row.document_id)],
    );
    return rows.map((row) =>
      fromRow(
        row,
        tasks.filter((task) => task.document_id === row.document_id),
      ),
    );
  }

  /** What incoming has registered, or a plan lays down; a repetition changes nothing. */
  async add(tx: Tx, document: RoutedDocument): Promise<void> {
    await tx.query(
      `INSERT INTO routed_document (document_id, agency_id, state, abstract, sender_name, number_and_symbol, arrival_number,
         arrived_on, urgency, urgency_rank, due_on, readers, holders, kind, document_date, answer_by, waiting_for, next_due,
         course, source, proof_wanted, deadline, direction, submitted_to_position, submitted_to_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $24, $18, $19, $20,
         $21, $22, $23, $25)
       ON CONFLICT (document_id) DO NOTHING`,
      [
        document.documentId,
        document.agencyId,
        document.state,
        document.abstract,
        document.senderName,
        document.numberAndSymbol,
        document.arrivalNumber,
        document.arrivedOn,
        document.urgency,
        urgencyRank(document.urgency as UrgencyCode),
        document.dueOn,
        document.readers,
        holders(document),
        document.kind,
        document.documentDate,
        document.answerBy,
        waitingForVi(document),
        document.course === null ? null : JSON.stringify(document.course),
        document.source,
        document.proofWanted,
        document.deadline,
        document.direction === null ? null : JSON.stringify(document.direction),
        document.submittedToPositionId,
        nextDue(document),
        document.submittedToName,
      ],
    );
  }

  /** Writes the changed document; its version must be the one that was read. Answers it with the next version. */
  async save(tx: Tx, document: RoutedDocument): Promise<RoutedDocument> {
    const count = await changed(
      tx,
      `UPDATE routed_document SET version = version + 1, state = $3, submitted_to_position = $4, submitted_to_name = $5,
         proposal = $6, direction = $7, deadline = $8, due_on = $9, late = $10, readers = $11, holders = $12, result = $13,
         submission_opened_at = $14, waiting_for = $15, next_due = $16, course = $17, desk = $18, urged_on = NULL
       WHERE document_id = $1 AND version = $2`,
      [
        document.documentId,
        document.version,
        document.state,
        document.submittedToPositionId,
        document.submittedToName,
        document.proposal === null ? null : JSON.stringify(document.proposal),
        document.direction === null ? null : JSON.stringify(document.direction),
        document.deadline,
        document.dueOn,
        document.late,
        document.readers,
        holders(document),
        document.result === null ? null : JSON.stringify(document.result),
        document.submissionOpenedAt,
        waitingForVi(document),
        nextDue(document),
        document.course === null ? null : JSON.stringify(document.course),
        document.desk === null ? null : JSON.stringify(document.desk),
      ],
    );
    if (count !== 1)
      throw new StaleDocument(`routed document ${document.documentId} is not at version ${document.version}`);
    for (const [place, task] of document.tasks.entries()) await this.saveTask(tx, task, place);
    return { ...document, version: document.version + 1 };
  }

  /** What the task ended in, kept with it (R-IN-15). */
  async recordOutcome(tx: Tx, taskId: string, outcome: unknown): Promise<void> {
    await changed(tx, 'UPDATE task SET outcome = $2 WHERE id = $1', [taskId, JSON.stringify(outcome)]);
  }

  private async saveTask(tx: Tx, task: Task, place: number): Promise<void> {
    await tx.query(
      `INSERT INTO task (id, document_id, part, place, assignee, person_id, person_name, deadline, state, opened_at, latest,
         started_at, completed_at, extension, assign_by, escalation)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
       ON CONFLICT (id) DO UPDATE SET assignee = excluded.assignee, person_id = excluded.person_id,
         person_name = excluded.person_name, deadline = excluded.deadline, state = excluded.state,
         opened_at = excluded.opened_at, latest = excluded.latest, started_at = excluded.started_at,
         completed_at = excluded.completed_at, extension = excluded.extension, assign_by = excluded.assign_by,
         escalation = excluded.escalation`,
      [
        task.id,
        task.documentId,
        task.part,
        place,
        JSON.stringify(task.assignee),
        task.personId,
        task.personName,
        task.deadline,
        task.state,
        task.openedAt,
        task.latest,
        task.startedAt,
        task.completedAt,
        task.extension === null ? null : JSON.stringify(task.extension),
        task.assignBy,
        task.escalation === null ? null : JSON.stringify(task.escalation),
      ],
    );
  }
}

function fromRow(row: DocumentRow, tasks: TaskRow[]): RoutedDocument {
  return {
    documentId: row.document_id,
    agencyId: row.agency_id,
    source: row.source,
    proofWanted: row.proof_wanted,
    state: row.state,
    version: row.version,
    abstract: row.abstract,
    senderName: row.sender_name,
    numberAndSymbol: row.number_and_symbol,
    kind: row.kind,
    documentDate: row.document_date,
    arrivalNumber: row.arrival_number,
    arrivedOn: row.arrived_on,
    urgency: row.urgency,
    answerBy: row.answer_by,
    submittedToPositionId: row.submitted_to_position,
    submittedToName: row.submitted_to_name,
    submissionOpenedAt: row.submission_opened_at,
    proposal: row.proposal,
    direction: row.direction,
    deadline: row.deadline,
    dueOn: row.due_on,
    late: row.late,
    result: row.result,
    desk: row.desk,
    course: row.course,
    readers: row.readers,
    tasks: tasks.map((task) => ({
      id: task.id,
      documentId: task.document_id,
      part: task.part,
      assignee: task.assignee,
      personId: task.person_id,
      personName: task.person_name,
      deadline: task.deadline,
      latest: task.latest,
      state: task.state,
      openedAt: task.opened_at,
      startedAt: task.started_at,
      completedAt: task.completed_at,
      extension: task.extension,
      assignBy: task.assign_by,
      escalation: task.escalation,
    })),
  };
}
