import { Injectable } from '@nestjs/common';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { fold } from '../domain/fold.js';

export interface RememberedSender {
  readonly senderAgencyId: string | null;
  readonly senderName: string;
}

/** Corrections of names, per agency: printed names are compared without marks and case. */
@Injectable()
export class SenderMemoryStore {
  async remember(tx: Tx, agencyId: string, printed: string, sender: RememberedSender): Promise<void> {
    await tx.query(
      `INSERT INTO sender_memory (agency_id, printed, sender_agency_id, sender_name) VALUES ($1, $2, $3, $4)
       ON CONFLICT (agency_id, printed) DO UPDATE SET sender_agency_id = excluded.sender_agency_id,
         sender_name = excluded.sender_name`,
      [agencyId, fold(printed), sender.senderAgencyId, sender.senderName],
    );
  }

  async recall(tx: Tx, agencyId: string, printed: string): Promise<RememberedSender | null> {
    const [row] = await rowsOf(
      tx,
      z.object({ sender_agency_id: z.string().nullable(), sender_name: z.string() }),
      'SELECT sender_agency_id, sender_name FROM sender_memory WHERE agency_id = $1 AND printed = $2',
      [agencyId, fold(printed)],
    );
    return row === undefined ? null : { senderAgencyId: row.sender_agency_id, senderName: row.sender_name };
  }
}
