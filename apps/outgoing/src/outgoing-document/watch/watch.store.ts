import { Injectable } from '@nestjs/common';
import { outgoing } from '@vanthu/contracts';
import { civilDateOf } from '@vanthu/decree30';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { AgencyHoursStore } from './agency-hours.store.js';
import { type Due, deadlinesOf } from './deadlines-of.js';

const ViolationRow = z
  .object({
    id: z.string(),
    number_and_symbol: z.string().nullable(),
    abstract: z.string(),
    urgency: z.string(),
    what: outgoing.OutgoingDeadline,
    due_at: z.date(),
    done_at: z.date(),
  })
  .transform((row) => ({
    documentId: row.id,
    numberAndSymbol: row.number_and_symbol,
    abstract: row.abstract,
    urgency: row.urgency as outgoing.DeadlineLine['urgency'],
    what: row.what,
    dueAt: row.due_at.toISOString(),
    doneAt: row.done_at.toISOString(),
    late: true,
  }));

/** An hour passes while an urgent document is numbered and sealed: what is violated is the day (Art. 18.1; R-ISS-03). */
const missed = ({ what, at }: Due, done: Date): boolean =>
  what === 'at-once' ? civilDateOf(done) > civilDateOf(at) : done > at;

/** Deadlines of what is signed and not issued yet, and those that were missed. */
@Injectable()
export class WatchStore {
  constructor(
    private readonly documents: OutgoingDocumentStore,
    private readonly hours: AgencyHoursStore,
  ) {}

  /** Done now: what that was too late for is written down, in the transaction of the act. */
  async done(tx: Tx, document: OutgoingDocument, what: readonly Due['what'][], at: Date): Promise<void> {
    // The number has a deadline of its own on paper alone: a digital one is numbered without looking for it.
    if (what.every((one) => one === 'number') && document.road === 'digital') return;
    const hours = await this.hours.of(tx, document.agencyId);
    const late = deadlinesOf(document, hours).filter((due) => what.includes(due.what) && missed(due, at));
    for (const due of late) {
      await tx.query(
        'INSERT INTO violation (document_id, what, due_at, done_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
        [document.id, due.what, due.at.toISOString(), at.toISOString()],
      );
    }
  }

  async open(tx: Tx, agencyId: string, now: Date): Promise<outgoing.DeadlineLine[]> {
    const documents = await this.documents.select(
      tx,
      `d.agency_id = $1 AND d.state IN ('signed', 'numbered', 'sealed') ORDER BY d.created_at LIMIT 2000`,
      [agencyId],
    );
    const hours = await this.hours.of(tx, agencyId);
    return documents.flatMap((document) => {
      const open = deadlinesOf(document, hours).filter(({ what }) => what !== 'number' || document.state === 'signed');
      return open.map(({ what, at }) => ({
        ...{ documentId: document.id, numberAndSymbol: document.numbering?.numberAndSymbol ?? null },
        ...{ abstract: document.abstract, urgency: document.urgency, what, dueAt: at.toISOString(), doneAt: null },
        late: now > at,
      }));
    });
  }

  violations(tx: Tx, agencyId: string, year: number): Promise<outgoing.DeadlineLine[]> {
    return rowsOf(
      tx,
      ViolationRow,
      `SELECT d.id, d.number_and_symbol, d.abstract, d.urgency, v.what, v.due_at, v.done_at
         FROM violation v JOIN outgoing_document d ON d.id = v.document_id
        WHERE d.agency_id = $1 AND extract(year FROM v.done_at AT TIME ZONE 'Asia/Ho_Chi_Minh') = $2
        ORDER BY v.done_at DESC, d.id, v.what LIMIT 2000`,
      [agencyId, year],
    );
  }
}
