import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type OutputOf, signing } from '@vanthu/contracts';
import { Transactions, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

type Rejudging = OutputOf<typeof signing.StartRejudging>;
type Answer = signing.Judgement['answer'];

const RejudgingRow = z.object({
  id: z.uuid(),
  policy: z.string(),
  civil_at: z.date().nullable(),
  started_at: z.date(),
  finished_at: z.date().nullable(),
  total: z.number().int(),
  done: z.number().int(),
  lost: z.number().int(),
  after_document: z.uuid().nullable(),
});
export type RejudgingRow = z.infer<typeof RejudgingRow>;

const Answer = signing.Judgement.shape.answer;
const ChangeRow = z.object({ document_id: z.uuid(), before: Answer, after: Answer, message: z.string() });

/** A process that died while judging is followed by another after so long. */
const LEASE = `interval '30 seconds'`;

@Injectable()
export class RejudgingStore {
  constructor(private readonly transactions: Transactions) {}

  /** A new one, unless one runs. */
  async begin(tx: Tx, policy: string, civilAt: Date | null): Promise<void> {
    await tx.query(
      `INSERT INTO rejudging (id, policy, civil_at, started_at, total)
       SELECT $1, $2, $3, now(), count(*) FROM judged_document ON CONFLICT DO NOTHING`,
      [randomUUID(), policy, civilAt],
    );
  }

  async latest(tx: Tx): Promise<Rejudging | null> {
    const [row] = (await tx.query(`SELECT * FROM rejudging ORDER BY started_at DESC LIMIT 1`)) as unknown[];
    if (row === undefined) return null;
    const { id, policy, started_at, finished_at, total, done, lost } = RejudgingRow.parse(row);
    const changes: unknown[] = await tx.query(
      `SELECT * FROM rejudged_change WHERE rejudging_id = $1 ORDER BY document_id LIMIT 1000`,
      [id],
    );
    return {
      ...{ id, policy, total, done, lost },
      startedAt: started_at.toISOString(),
      finishedAt: finished_at?.toISOString() ?? null,
      changed: z
        .array(ChangeRow)
        .parse(changes)
        .map(({ document_id, before, after, message }) => ({
          ...{ documentId: document_id, before, after, messageVi: message },
        })),
    };
  }

  /** The one that runs, kept for this process as long as it goes on. */
  async take(): Promise<RejudgingRow | null> {
    return this.transactions.run(async (tx) => {
      const [rows] = (await tx.query(
        `UPDATE rejudging SET lease_until = now() + ${LEASE} WHERE finished_at IS NULL AND lease_until <= now() RETURNING *`,
      )) as [unknown[], number];
      return rows[0] === undefined ? null : RejudgingRow.parse(rows[0]);
    });
  }

  async next(tx: Tx, after: string | null): Promise<string | null> {
    const rows: unknown[] = await tx.query(
      `SELECT document_id FROM judged_document WHERE $1::uuid IS NULL OR document_id > $1 ORDER BY document_id LIMIT 1`,
      [after],
    );
    return rows[0] === undefined ? null : z.object({ document_id: z.uuid() }).parse(rows[0]).document_id;
  }

  /** One document is done with; the lease is given back for the next step. */
  async step(tx: Tx, id: string, documentId: string, isLost: boolean): Promise<void> {
    await tx.query(
      `UPDATE rejudging SET done = done + 1, lost = lost + $3, after_document = $2, lease_until = now() WHERE id = $1`,
      [id, documentId, isLost ? 1 : 0],
    );
  }

  async finish(tx: Tx, id: string): Promise<void> {
    await tx.query(`UPDATE rejudging SET finished_at = now() WHERE id = $1`, [id]);
  }

  async noteChange(tx: Tx, id: string, documentId: string, before: Answer, after: signing.Judgement): Promise<void> {
    await tx.query(
      `INSERT INTO rejudged_change (rejudging_id, document_id, before, after, message) VALUES ($1, $2, $3, $4, $5)`,
      [id, documentId, before, after.answer, after.messageVi],
    );
  }
}
