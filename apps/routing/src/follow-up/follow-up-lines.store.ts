import { Injectable } from '@nestjs/common';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { IssuedDocumentStore } from '../routed-document/store/issued-document.store.js';
import { RoutedDocumentStore } from '../routed-document/store/routed-document.store.js';
import type { Line } from './follow-up-line.js';

export interface BookQuestion {
  readonly agencyId: string;
  readonly from: string;
  readonly to: string;
  /** `null`: the whole book; else what these may read. */
  readonly readers: readonly string[] | null;
}

/** Day of arrival, number, id. */
const Cursor = z.tuple([z.iso.date(), z.number().int(), z.uuid()]);

/** Lines of the follow-up book, in the order of arrival. */
@Injectable()
export class FollowUpLinesStore {
  constructor(
    private readonly documents: RoutedDocumentStore,
    private readonly issued: IssuedDocumentStore,
  ) {}

  async page(tx: Tx, question: BookQuestion, limit: number, cursor: string | undefined) {
    const parameters: unknown[] = [question.agencyId, question.from, question.to, question.readers];
    const conditions = [
      'agency_id = $1',
      'arrived_on BETWEEN $2 AND $3',
      '($4::text[] IS NULL OR readers && $4::text[])',
    ];
    const [counted] = await rowsOf(
      tx,
      z.object({ total: z.coerce.number().int() }),
      `SELECT count(*) AS total FROM routed_document WHERE ${conditions.join(' AND ')}`,
      parameters,
    );
    const after = readCursor(cursor);
    if (after !== null) {
      conditions.push('(arrived_on, arrival_number, document_id) > ($5::date, $6::int, $7::uuid)');
      parameters.push(...after);
    }
    parameters.push(limit);
    const found = await this.documents.select(
      tx,
      `${conditions.join(' AND ')} ORDER BY arrived_on, arrival_number, document_id LIMIT $${parameters.length}`,
      parameters,
    );
    const last = found.at(-1);
    const nextCursor =
      last === undefined || found.length < limit
        ? null
        : Buffer.from(JSON.stringify([last.arrivedOn, last.arrivalNumber, last.documentId])).toString('base64url');
    return { lines: await this.linesOf(tx, found), nextCursor, total: counted?.total ?? 0 };
  }

  private async linesOf(tx: Tx, documents: readonly Line['document'][]): Promise<Line[]> {
    const ids = documents.map(({ documentId }) => documentId);
    const answers = await this.issued.answersTo(tx, ids);
    const reports = await rowsOf(
      tx,
      z.object({ document_id: z.string(), text_vi: z.string() }),
      `SELECT DISTINCT ON (document_id) document_id, text_vi FROM timeline
       WHERE document_id = ANY($1::uuid[]) AND act = 'report' ORDER BY document_id, id DESC`,
      [ids],
    );
    const reportOf = new Map(reports.map((row) => [row.document_id, row.text_vi]));
    return documents.map((document) => ({
      document,
      answer: answers.get(document.documentId)?.numberAndSymbol ?? null,
      lastReport: reportOf.get(document.documentId) ?? null,
    }));
  }
}

function readCursor(text: string | undefined): z.infer<typeof Cursor> | null {
  if (text === undefined) return null;
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    // A cursor that we did not write begins at the beginning.
    return null;
  }
}
