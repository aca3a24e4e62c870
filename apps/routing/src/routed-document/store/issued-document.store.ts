import { Injectable } from '@nestjs/common';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { rowsOf } from './sql.js';

/** Outgoing documents that have been issued, as their owner has told. */
@Injectable()
export class IssuedDocumentStore {
  async add(tx: Tx, issued: { documentId: string; agencyId: string; numberAndSymbol: string; issuedOn: string }) {
    await tx.query(
      `INSERT INTO issued_document (document_id, agency_id, number_and_symbol, issued_on) VALUES ($1, $2, $3, $4)
       ON CONFLICT (document_id) DO NOTHING`,
      [issued.documentId, issued.agencyId, issued.numberAndSymbol, issued.issuedOn],
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
}
