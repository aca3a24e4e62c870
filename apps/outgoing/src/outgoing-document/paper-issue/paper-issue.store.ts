import { Injectable } from '@nestjs/common';
import type { outgoing } from '@vanthu/contracts';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { OutgoingDocument } from '../domain/outgoing-document.js';

const SentRow = z.object({ place: z.number().int(), sent_at: z.date() });

const PeriodRow = z.object({
  kind: z.string(),
  decision: z.string(),
  set_at: z.date(),
  set_by: z.string(),
  next_at: z.date().nullable(),
  next_by: z.string().nullable(),
  next_decision: z.string().nullable(),
  next_withdrawn: z.boolean().nullable(),
});

/** Who gets paper (R-ISS-04): those whom no system serves; the others only when the head has put the kind on the list. */
@Injectable()
export class PaperIssueStore {
  async set(
    tx: Tx,
    rule: { agencyId: string; kind: string; decision: string; withdrawn: boolean },
    by: { name: string; at: Date },
  ): Promise<void> {
    const at = by.at.toISOString();
    await tx.query(
      `INSERT INTO both_ways (agency_id, kind, decision, withdrawn_at, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (agency_id, kind) DO UPDATE SET decision = $3, withdrawn_at = $4, set_by = $5, set_at = $6`,
      [rule.agencyId, rule.kind, rule.decision, rule.withdrawn ? at : null, by.name, at],
    );
    await tx.query(
      `INSERT INTO both_ways_change (agency_id, kind, decision, withdrawn, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [rule.agencyId, rule.kind, rule.decision, rule.withdrawn, by.name, at],
    );
  }

  /** Each decision with what ended it: the next change of the same kind. */
  async periods(tx: Tx, agencyId: string): Promise<outgoing.BothWaysPeriod[]> {
    const rows = await rowsOf(
      tx,
      PeriodRow,
      `SELECT kind, decision, set_at, set_by, next_at, next_by, next_decision, next_withdrawn FROM (
         SELECT *, lead(set_at) OVER later AS next_at, lead(set_by) OVER later AS next_by,
                lead(decision) OVER later AS next_decision, lead(withdrawn) OVER later AS next_withdrawn
           FROM both_ways_change WHERE agency_id = $1
         WINDOW later AS (PARTITION BY kind ORDER BY change_id)) one
        WHERE NOT withdrawn ORDER BY next_at IS NOT NULL, change_id DESC LIMIT 500`,
      [agencyId],
    );
    return rows.map(({ next_at: at, next_by: by, next_decision: decision, next_withdrawn: withdrawn, ...row }) => ({
      ...{ kind: row.kind, decision: row.decision, from: row.set_at.toISOString(), by: row.set_by },
      until: at && { at: at.toISOString(), by: by ?? '', decision: decision ?? '', withdrawn: withdrawn ?? false },
    }));
  }

  /** The decision by which this kind goes both ways; null: none. */
  async decisionFor(tx: Tx, { agencyId, kind }: Pick<OutgoingDocument, 'agencyId' | 'kind'>): Promise<string | null> {
    const rows = await rowsOf(
      tx,
      z.object({ decision: z.string() }),
      `SELECT decision FROM both_ways WHERE agency_id = $1 AND kind IN ($2, '*') AND withdrawn_at IS NULL
        ORDER BY kind = '*' LIMIT 1`,
      [agencyId, kind],
    );
    return rows[0]?.decision ?? null;
  }

  async recipientsOf(tx: Tx, document: OutgoingDocument, bothWays: string | null): Promise<outgoing.PaperRecipient[]> {
    const text = 'SELECT place, sent_at FROM paper_dispatch WHERE document_id = $1';
    const sent = new Map(
      (await rowsOf(tx, SentRow, text, [document.id])).map(({ place, sent_at }) => [place, sent_at]),
    );
    return document.recipients.map((one, place) => {
      const isServed = one.kind !== 'other';
      const sentAt = sent.get(place)?.toISOString() ?? null;
      return { place, name: one.name, isServed, mayHavePaper: !isServed || bothWays !== null, sentAt };
    });
  }

  /** Of those to whom it has not gone before; the document is locked. */
  async send(
    tx: Tx,
    documentId: string,
    recipients: readonly outgoing.PaperRecipient[],
    by: { name: string; personId: string; at: Date },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO paper_dispatch (document_id, place, name, sent_at, sent_by, sent_by_person)
       SELECT $1, place, name, $4, $5, $6 FROM unnest($2::int[], $3::text[]) AS one (place, name)`,
      [
        ...[documentId, recipients.map(({ place }) => place), recipients.map(({ name }) => name)],
        ...[by.at.toISOString(), by.name, by.personId],
      ],
    );
  }
}
