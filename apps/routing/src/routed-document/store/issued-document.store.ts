import { Injectable } from '@nestjs/common';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

interface Answer {
  readonly documentId: string;
  readonly numberAndSymbol: string;
}

/** Outgoing documents that have been issued, as their owner has told. */
@Injectable()
export class IssuedDocumentStore {
  async add(
    tx: Tx,
    issued: {
      documentId: string;
      agencyId: string;
      numberAndSymbol: string;
      issuedOn: string;
      answers: string | null;
    },
  ) {
    await tx.query(
      `INSERT INTO issued_document (document_id, agency_id, number_and_symbol, issued_on, answers) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (document_id) DO NOTHING`,
      [issued.documentId, issued.agencyId, issued.numberAndSymbol, issued.issuedOn, issued.answers],
    );
  }

  /** `null` when it is not issued, or is another agency's. */
  async numberAndSymbolOf(tx: Tx, documentId: string, agencyId: string): Promise<string | null> {
    const [row] = await rowsOf(
      tx,
      z.object({ number_and_symbol: z.string() }),
      'SELECT number_and_symbol FROM issued_document WHERE document_id = $1 AND agency_id = $2',
      [documentId, agencyId],
    );
    return row?.number_and_symbol ?? null;
  }

  /** The last issued answer of the same agency to each of these incoming documents. */
  async answersTo(tx: Tx, documentIds: readonly string[]): Promise<Map<string, Answer>> {
    const rows = await rowsOf(
      tx,
      z.object({ answers: z.string(), document_id: z.string(), number_and_symbol: z.string() }),
      // An answer is the same agency's: routed_document is asked by its key, for the few that have one.
      `SELECT DISTINCT ON (answers) answers, document_id, number_and_symbol FROM issued_document i
       WHERE answers = ANY($1::uuid[])
         AND agency_id = (SELECT agency_id FROM routed_document d WHERE d.document_id = i.answers)
       ORDER BY answers, issued_on DESC, document_id`,
      [documentIds],
    );
    return new Map(
      rows.map((row) => [row.answers, { documentId: row.document_id, numberAndSymbol: row.number_and_symbol }]),
    );
  }
}
