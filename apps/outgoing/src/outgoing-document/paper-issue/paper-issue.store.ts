import { Injectable } from '@nestjs/common';
import type { outgoing } from '@vanthu/contracts';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { OutgoingDocument } from '../domain/outgoing-document.js';

const SentRow = z.object({ place: z.number().int(), sent_at: z.date() });

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

  /** @returns how many had not been sent before */
  async send(
    tx: Tx,
    documentId: string,
    recipients: readonly outgoing.PaperRecipient[],
    by: { name: string; personId: string; at: Date },
  ): Promise<number> {
    const sent = await rowsOf(
      tx,
      z.object({ place: z.number().int() }),
      `INSERT INTO paper_dispatch (document_id, place, name, sent_at, sent_by, sent_by_person)
       SELECT $1, place, name, $4, $5, $6 FROM unnest($2::int[], $3::text[]) AS one (place, name)
       ON CONFLICT DO NOTHING RETURNING place`,
      [
        ...[documentId, recipients.map(({ place }) => place), recipients.map(({ name }) => name)],
        ...[by.at.toISOString(), by.name, by.personId],
      ],
    );
    return sent.length;
  }
}
