import { Injectable } from '@nestjs/common';
import { outgoing } from '@vanthu/contracts';
import { type ListenedEvent, Listens } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';

/** Whoever may read the issued document may see the evidence of its signatures. */
@Injectable()
export class IssuedListener {
  @Listens(outgoing.Issued)
  async widenReaders(event: ListenedEvent<typeof outgoing.Issued>, tx: Tx): Promise<void> {
    await tx.query(`UPDATE judged_document SET readers = $2 WHERE document_id = $1`, [
      event.payload.documentId,
      JSON.stringify(event.payload.readers),
    ]);
  }
}
