import { Injectable } from '@nestjs/common';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

const instant = z.date().transform((at) => at.toISOString());
const RequestRow = z
  .object({
    document_id: z.string(),
    reference: z.string(),
    content_sha256: z.string(),
    requested_at: instant,
  })
  .transform((row) => ({
    documentId: row.document_id,
    reference: row.reference,
    contentSha256: row.content_sha256,
    requestedAt: row.requested_at,
  }));
export type MachineRequest = z.infer<typeof RequestRow>;

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

  /** In the order in which their documents changed last, those after a place in it. */
  page(
    tx: Tx,
    accountId: string,
    wanted: { after: readonly [instant: string, id: string] | null; reference: string | undefined; limit: number },
  ): Promise<MachineRequest[]> {
    const [instant, id] = wanted.after ?? ['1970-01-01T00:00:00Z', '00000000-0000-0000-0000-000000000000'];
    return rowsOf(
      tx,
      RequestRow,
      `SELECT ${columns} FROM machine_request r JOIN outgoing_document d ON d.id = r.document_id
       WHERE r.account_id = $1 AND (d.changed_at, d.id) > ($2::timestamptz, $3::uuid) AND ($4::text IS NULL OR r.reference = $4)
       ORDER BY d.changed_at, d.id LIMIT $5`,
      [accountId, instant, id, wanted.reference ?? null, wanted.limit],
    );
  }
}
