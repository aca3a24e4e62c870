import { Injectable } from '@nestjs/common';
import { outgoing } from '@vanthu/contracts';
import { type ListenedEvent, Listens } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { PreservationStore } from '../preservation/preservation.store.js';

@Injectable()
export class IssuedListener {
  constructor(private readonly preservation: PreservationStore) {}

  /** Whoever may read the issued document may see the evidence of its signatures. */
  @Listens(outgoing.Issued)
  async widenReaders(event: ListenedEvent<typeof outgoing.Issued>, tx: Tx): Promise<void> {
    await tx.query(`UPDATE judged_document SET readers = $2 WHERE document_id = $1`, [
      event.payload.documentId,
      JSON.stringify(event.payload.readers),
    ]);
    await this.awaitPreservation(event, tx);
  }

  /** Its files are raised in the background, each for itself; what is not signed here has nothing to be raised. */
  private async awaitPreservation({ payload }: ListenedEvent<typeof outgoing.Issued>, tx: Tx): Promise<void> {
    const { documentId, fileSha256, attachments = [], issuedAt } = payload;
    for (const sha256 of [fileSha256, ...attachments.map((one) => one.sha256)])
      await this.preservation.await(tx, documentId, sha256, new Date(issuedAt));
  }
}
