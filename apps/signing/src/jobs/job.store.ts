import { Injectable } from '@nestjs/common';
import { Actor, type ClosedRegisterFile, type outgoing, type PayloadOf, signing } from '@vanthu/contracts';
import { Transactions, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { MadeBefore } from './check-seen.js';

/** The words instead of the seal's image: of a document's file, or of a closed register. */
export type Mark = outgoing.TextMark | { readonly form: 'register'; readonly agencyName: string };

/** The order for a document; or for the book of a closed register, of the service that keeps it. */
export type SigningRequest = Omit<PayloadOf<typeof outgoing.SignatureRequested>, 'mark'> & {
  readonly mark: Mark | null;
  readonly register?: { readonly service: 'outgoing' | 'incoming'; readonly file: ClosedRegisterFile };
};

export const JobRow = z.object({
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
  state: z.enum(['queued', 'running', 'handed-out', 'needs-activation', 'done', 'refused', 'failed']),
  started: z.number().int(),
  result: signing.SignatureMade.payload.nullable(),
});
export type JobRow = z.infer<typeof JobRow>;

const MadeRow = z.object({
  kind: z.enum(['personal', 'organisation']),
  outputSha256: z.string(),
  certificates: z.array(z.string()),
});

/** Notified when jobs wait; one schema, one channel. */
export const JOBS_CHANNEL = 'signing_jobs';

/** How long a job may run before another process takes it over. */
const LEASE = `interval '20 seconds'`;
/** A process that has not been seen for so long is dead, and its opened keys with it. */
const DEAD_AFTER = `interval '4 seconds'`;

@Injectable()
export class JobStore {
  constructor(private readonly transactions: Transactions) {}

  /** Once per (document, step, manifest): the job that exists, locked, or null. */
  async find(tx: Tx, request: SigningRequest): Promise<JobRow | null> {
    const rows: unknown[] = await tx.query(
      `SELECT * FROM signing_job WHERE document_id = $1 AND step = $2 AND manifest_hash = $3 FOR UPDATE`,
      [request.documentId, request.step, request.manifestHash],
    );
    return rows[0] === undefined ? null : JobRow.parse(rows[0]);
  }

  /** What has been signed of this version of the document, read anew: an order never says it itself. */
  async madeBefore({
    documentId,
    manifestHash,
  }: Pick<SigningRequest, 'documentId' | 'manifestHash'>): Promise<MadeBefore[]> {
    const rows = await this.transactions.query(
      `SELECT kind, result->>'outputSha256' AS "outputSha256",
         jsonb_path_query_array(result, '$.judgement.signatures[*].certificateSha256 ? (@ != null)') AS certificates FROM signing_job
        WHERE document_id = $1 AND manifest_hash = $2 AND state = 'done'`,
      [documentId, manifestHash],
    );
    return z.array(MadeRow).parse(rows);
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

  /** Rings for the processes that work off jobs when the transaction that queues one has committed. */
  async ring(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_notify('${JOBS_CHANNEL}', '')`);
  }

  /** The same work with a new activation (or by a later order after a refusal). */
  async queueAgain(
    tx: Tx,
    jobId: string,
    request: SigningRequest,
    by: JobRow['actor'],
    civilAt: Date | null,
    traceparent: string,
  ): Promise<void> {
    await tx.query(
      `UPDATE signing_job SET state = 'queued', request = $2, activation_id = $3, actor = $4, civil_at = $5, traceparent = $6,
              queued_at = now(), lease_until = NULL
       WHERE job_id = $1`,
      [jobId, JSON.stringify({ ...request, jobId }), request.activationId, JSON.stringify(by), civilAt, traceparent],
    );
  }

  /**
   * Takes the oldest job that waits, that a dead process left behind, or that this one began and could not even put back.
   *
   * @param running  those that this process works on now
   * @param notOf    activations of which none is taken
   */
  async take(instanceId: string, running: readonly string[], notOf: readonly string[] = []): Promise<JobRow | null> {
    return this.transactions.run(async (tx) => {
      const [rows] = (await tx.query(
        `UPDATE signing_job SET state = 'running', lease_until = now() + ${LEASE}, instance_id = $1, started = started + 1
         WHERE job_id = (
           SELECT job_id FROM signing_job
           WHERE job_id <> ALL ($2) AND activation_id <> ALL ($3) AND (state = 'queued' OR (state = 'running' AND (
             lease_until < now() OR (instance_id = $1 AND started > finished) OR NOT EXISTS (
               SELECT 1 FROM instance i WHERE i.instance_id = signing_job.instance_id AND i.seen_at > now() - ${DEAD_AFTER}))))
           ORDER BY queued_at LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING *`,
        [instanceId, running, notOf],
      )) as [unknown[], number];
      return rows[0] === undefined ? null : JobRow.parse(rows[0]);
    });
  }

  /**
   * Ends an attempt of this process. @throws when another has taken the job over meanwhile: its result counts, ours is
   * rolled back with everything that was to be announced.
   */
  async finish(
    tx: Tx,
    jobId: string,
    instanceId: string,
    state: JobRow['state'],
    result: JobRow['result'] = null,
  ): Promise<void> {
    const [rows] = (await tx.query(
      `UPDATE signing_job SET state = $3, result = $4, finished = finished + 1, lease_until = NULL
       WHERE job_id = $1 AND instance_id = $2 AND state = 'running' RETURNING job_id`,
      [jobId, instanceId, state, result === null ? null : JSON.stringify(result)],
    )) as [unknown[], number];
    if (rows.length === 0) throw new Error('another process has taken this signing job over');
  }

  /** Ends a job whose file was out. The caller has its row locked and has seen it in that state. */
  async finishHandedOut(tx: Tx, jobId: string, state: JobRow['state'], result: JobRow['result'] = null): Promise<void> {
    await tx.query(`UPDATE signing_job SET state = $2, result = $3 WHERE job_id = $1 AND state = 'handed-out'`, [
      jobId,
      state,
      result === null ? null : JSON.stringify(result),
    ]);
  }

  /** Leaves the job to the process that holds its activation. */
  async putBack(jobId: string, instanceId: string): Promise<void> {
    await this.transactions.query(
      `UPDATE signing_job SET state = 'queued', lease_until = NULL, queued_at = now(), finished = finished + 1
       WHERE job_id = $1 AND instance_id = $2 AND state = 'running'`,
      [jobId, instanceId],
    );
  }

  /** After a fault: shortens the lease, so that the next attempt does not wait for all of it. */
  async tryAgain(jobId: string, instanceId: string, afterMs: number): Promise<void> {
    await this.transactions.query(
      `UPDATE signing_job SET lease_until = now() + make_interval(secs => $3), finished = finished + 1
       WHERE job_id = $1 AND instance_id = $2 AND state = 'running'`,
      [jobId, instanceId, afterMs / 1000],
    );
  }

  /** Whether another living process opened this activation. */
  async heldElsewhere(activationId: string, instanceId: string): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const rows: unknown[] = await tx.query(
        `SELECT 1 FROM activation a JOIN instance i USING (instance_id)
         WHERE a.activation_id = $1 AND a.instance_id <> $2 AND a.expires_at > now() AND i.seen_at > now() - ${DEAD_AFTER}`,
        [activationId, instanceId],
      );
      return rows.length > 0;
    });
  }

  /** This process lives, and so do the jobs that it works on, however long a person takes to confirm. */
  async beat(instanceId: string, running: readonly string[]): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (running.length > 0)
        await tx.query(
          `UPDATE signing_job SET lease_until = now() + ${LEASE}
            WHERE job_id = ANY ($2) AND instance_id = $1 AND state = 'running' AND started > finished`,
          [instanceId, running],
        );
      await tx.query(
        `INSERT INTO instance (instance_id, seen_at) VALUES ($1, now()) ON CONFLICT (instance_id) DO UPDATE SET seen_at = now()`,
        [instanceId],
      );
      await tx.query(`DELETE FROM instance WHERE seen_at < now() - interval '1 day'`);
    });
  }

  /** Nobody need wait for a process that stops in order. */
  async leave(instanceId: string): Promise<void> {
    await this.transactions.query(`DELETE FROM instance WHERE instance_id = $1`, [instanceId]);
  }
}
