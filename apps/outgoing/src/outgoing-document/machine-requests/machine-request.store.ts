import { Injectable } from '@nestjs/common';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

const instant = z.date().transform((at) => at.toISOString());
const Columns = z.object({
  document_id: z.string(),
  reference: z.string(),
  content_sha256: z.string(),
  requested_at: instant,
});
const requestOf = (row: z.infer<typeof Columns>) => ({
  documentId: row.document_id,
  reference: row.reference,
  contentSha256: row.content_sha256,
  requestedAt: row.requested_at,
});
export type MachineRequest = ReturnType<typeof requestOf>;

const RequestRow = Columns.transform(requestOf);
const ToldRow = Columns.extend({ position: z.coerce.number().int() }).transform((row) => ({
  request: requestOf(row),
  position: row.position,
}));
/** A request, and where the log has told of its document last. */
type ToldRequest = z.infer<typeof ToldRow>;

const columns = 'r.document_id, r.reference, r.content_sha256, r.requested_at';

/** Requests of one account; of another account's nothing is known here. */
@Injectable()
export class MachineRequestStore {
  async add(
    tx: Tx,
    request: MachineRequest,
    by: { accountId: string; accountName: string; personId: string },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO machine_request (document_id, account_id, account_name, reference, content_sha256, requested_at, responsible_person_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        request.documentId,
        by.accountId,
        by.accountName,
        request.reference,
        request.contentSha256,
        request.requestedAt,
        by.personId,
      ],
    );
  }

  /** Two that ask under one reference at once come one after the other. */
  async lockReference(tx: Tx, accountId: string, reference: string): Promise<MachineRequest | null> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [`${accountId} ${reference}`]);
    const text = `SELECT ${columns} FROM machine_request r WHERE r.account_id = $1 AND r.reference = $2`;
    return (await rowsOf(tx, RequestRow, text, [accountId, reference]))[0] ?? null;
  }

  async of(tx: Tx, accountId: string, documentId: string): Promise<MachineRequest | null> {
    const text = `SELECT ${columns} FROM machine_request r WHERE r.account_id = $1 AND r.document_id = $2`;
    return (await rowsOf(tx, RequestRow, text, [accountId, documentId]))[0] ?? null;
  }

  /**
   * In the order in which the log told of their documents last, those after a position of it. The instant of a change would not do:
   * what happened earlier may be known later (a signature that was waited for), behind a place that has been read already.
   */
  page(
    tx: Tx,
    accountId: string,
    wanted: { after: number; reference: string | undefined; limit: number },
  ): Promise<ToldRequest[]> {
    return rowsOf(
      tx,
      ToldRow,
      `SELECT ${columns}, o.position FROM machine_request r
         CROSS JOIN LATERAL (SELECT max(position) AS position FROM outbox WHERE aggregate_id = r.document_id::text) o
       WHERE r.account_id = $1 AND o.position > $2 AND ($3::text IS NULL OR r.reference = $3)
       ORDER BY o.position LIMIT $4`,
      [accountId, wanted.after, wanted.reference ?? null, wanted.limit],
    );
  }
}
