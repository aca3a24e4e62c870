import { Injectable } from '@nestjs/common';
import type { Tx } from '@vanthu/persistence';
import { type Likeness, whyDuplicateVi } from '../domain/duplicates.js';
import { numberKey } from '../domain/fold.js';
import type { IncomingDocument } from '../domain/incoming-document.js';
import { IncomingDocumentStore } from './incoming-document.store.js';

export interface FoundDuplicate {
  readonly documentId: string;
  readonly arrivalNumber: number | null;
  readonly arrivedOn: string;
  readonly whyVi: string;
}

const likenessOf = (document: IncomingDocument): Likeness => ({
  outgoingDocumentId: document.outgoingDocumentId,
  fileSha256: document.file.sha256,
  numberAndSymbol: document.fields.numberAndSymbol,
  documentDate: document.fields.documentDate,
  senderAgencyId: document.fields.senderAgencyId,
  senderName: document.fields.senderName,
});

@Injectable()
export class DuplicateFinder {
  constructor(private readonly documents: IncomingDocumentStore) {}

  /** Shown to the clerk before registering (R-IN-05). */
  async like(tx: Tx, document: IncomingDocument): Promise<FoundDuplicate[]> {
    const likeness = likenessOf(document);
    const candidates = await this.documents.candidates(tx, document.agencyId, likeness, document.id);
    return candidates.flatMap((candidate) => {
      const whyVi = whyDuplicateVi(likeness, likenessOf(candidate));
      const { id: documentId, arrivalNumber, arrivedOn } = candidate;
      return whyVi === null ? [] : [{ documentId, arrivalNumber, arrivedOn, whyVi }];
    });
  }

  /**
   * Those that have a number already. Two clerks with two copies of one document would each see none: the lock makes the
   * second wait for the first. It ends with the transaction.
   */
  async registeredLike(tx: Tx, document: IncomingDocument): Promise<FoundDuplicate[]> {
    const keys = [
      `number ${numberKey(document.fields.numberAndSymbol)}`,
      `file ${document.file.sha256}`,
      ...(document.outgoingDocumentId === null ? [] : [`identifier ${document.outgoingDocumentId}`]),
    ].sort();
    for (const key of keys) {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 30))`, [`${document.agencyId} ${key}`]);
    }
    return (await this.like(tx, document)).filter((found) => found.arrivalNumber !== null);
  }
}
