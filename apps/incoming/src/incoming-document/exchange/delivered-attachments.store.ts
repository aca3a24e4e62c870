import { Injectable } from '@nestjs/common';
import type { outgoing, PayloadOf } from '@vanthu/contracts';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

type Attachments = NonNullable<PayloadOf<typeof outgoing.Issued>['attachments']>;
const AttachmentRow = z.object({ title: z.string(), name: z.string(), sha256: z.string(), bytes: z.coerce.number() });

/** Separate files that came with a document of another agency of this installation (Annex I III.1.d). */
@Injectable()
export class DeliveredAttachmentsStore {
  async add(tx: Tx, documentId: string, attachments: Attachments): Promise<void> {
    await tx.query(
      `INSERT INTO delivered_attachment (document_id, place, title, name, sha256, bytes)
       SELECT $1, file.place, file.title, file.name, file.sha256, file.bytes
         FROM jsonb_to_recordset($2::jsonb) AS file (place int, title text, name text, sha256 text, bytes bigint)`,
      [documentId, JSON.stringify(attachments.map((file, index) => ({ place: index + 1, ...file })))],
    );
  }

  of(tx: Tx, documentId: string): Promise<z.infer<typeof AttachmentRow>[]> {
    const text = 'SELECT title, name, sha256, bytes FROM delivered_attachment WHERE document_id = $1 ORDER BY place';
    return rowsOf(tx, AttachmentRow, text, [documentId]);
  }
}
