import { Injectable } from '@nestjs/common';
import { Actor, type outgoing, type PayloadOf, signing } from '@vanthu/contracts';
import { Transactions, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

export type SigningRequest = PayloadOf<typeof outgoing.SignatureRequested>;

const JobRow = z.object({
  job_id: z.uuid(),
  document_id: z.uuid(),
  step: z.number().int(),
  manifest_hash: z.string(),
  kind: z.enum(['personal', 'organisation']),
  request: z.custom<SigningRequest>(),
  actor: z.union([Actor, z.object({ service: z.string() })]),
  activation_id: z.uuid(),
  civil_at: z.date().nullable(),
  traceparent: z.string(),
  state: z.enum(['queued', 'running', 'needs-activation', 'done', 'refused', 'failed']),
  started: z.number().int(),
  result: signing.SignatureMade.payload.nullable(),
});
export type JobRow = z.infer<typeof JobRow>;

/** How long a job may run before another process takes it over. */
const LEASE = `interval '20 seconds'`;

@Injectable()
export class JobStore {
  constructor(private readonly transactions: Transactions) {}

  /** Once per (document, step, manifest): answers the job that exists, or null after adding this one. */
  async find(tx: Tx, request: SigningRequest): Promise<JobRow | null> {
    const rows: unknown[] = await tx.query(
      `SELECT * FROM signing_job WHERE document_id = $1 AND step = $2 AND manifest_hash = $3 FOR UPDATE`,
      [request.documentId, request.step, request.manifestHash],
    );
    return rows[0] === undefined ? null : JobRow.parse(rows[0]);
  }

  async add(
    tx: Tx,
    request: SigningRequest,
    by: JobRow['actor'],
    civilAt: Date | null,
    traceparent: string,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO signing_job (job_id, document_id, step, manifest_hash, kind, request, actor, activation_id, civil_at, traceparent, state)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'queued')`,
      [
        request.jobId,
        request.documentId,
        request.step,
        request.manifestHash,
        request.kind,
        JSON.stringify(request),
        JSON.stringify(by),
        request.activationId,
        civilAt,
        traceparent,
      ],
    );
  }

  /** The same work with a new activation (or by a later order after a refusal). */
  async queueAgain(tx: Tx, jobId: string, request: SigningRequest, civilAt: Date | null): Promise<void> {
    await tx.query(
      `UPDATE signing_job SET state = 'queued', request = $2, activation_id = $3, civil_at = $4, queued_at = now(), lease_until = NULL
       WHERE job_id = $1`,
      [jobId, JSON.stringify({ ...request, jobId }), request.activationId, civilAt],
    );
  }

  /** Takes the oldest job that waits, or that a dead process left behind. */
  async take(instanceId: string): Promise<JobRow | null> {
    return this.transactions.run(async (tx) => {
      const [rows] = (await tx.query(
        `UPDATE signing_job SET state = 'running', lease_until = now() + ${LEASE}, instance_id = $1, started = started + 1
         WHERE job_id = (
           SELECT job_id FROM signing_job
           WHERE state = 'queued' OR (state = 'running' AND (lease_until < now() OR NOT EXISTS (
             SELECT 1 FROM instance i WHERE i.instance_id = signing_job.instance_id AND i.seen_at > now() - interval '6 seconds')))
           ORDER BY queued_at LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING *`,
        [instanceId],
      )) as [unknown[], number];
      return rows[0] === undefined ? null : JobRow.parse(rows[0]);
    });
  }

  /** Jobs that this process was running when it died have nobody else to wait for: their activation died with it. */
  async finish(tx: Tx, jobId: string, state: JobRow['state'], result: JobRow['result'] = null): Promise<void> {
    await tx.query(
      `UPDATE signing_job SET state = $2, result = $3, finished = finished + 1, lease_until = NULL WHERE job_id = $1`,
      [jobId, state, result === null ? null : JSON.stringify(result)],
    );
  }

  /** Leaves the job to the process that holds its activation. */
  async putBack(jobId: string): Promise<void> {
    await this.transactions.run((tx) =>
      tx.query(
        `UPDATE signing_job SET state = 'queued', lease_until = NULL, queued_at = now(), finished = finished + 1 WHERE job_id = $1`,
        [jobId],
      ),
    );
  }

  /** Whether another living process opened this activation. */
  async heldElsewhere(activationId: string, instanceId: string): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const rows: unknown[] = await tx.query(
        `SELECT 1 FROM activation a JOIN instance i USING (instance_id)
         WHERE a.activation_id = $1 AND a.instance_id <> $2 AND a.expires_at > now() AND i.seen_at > now() - interval '6 seconds'`,
        [activationId, instanceId],
      );
      return rows.length > 0;
    });
  }

  async beat(instanceId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      await tx.query(
        `INSERT INTO instance (instance_id, seen_at) VALUES ($1, now()) ON CONFLICT (instance_id) DO UPDATE SET seen_at = now()`,
        [instanceId],
      );
      await tx.query(`DELETE FROM instance WHERE seen_at < now() - interval '1 day'`);
    });
  }
}
