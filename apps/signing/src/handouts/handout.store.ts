import { Injectable } from '@nestjs/common';
import { signing } from '@vanthu/contracts';
import type { PreparedSignature } from '@vanthu/pades';
import { Transactions, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { ACTIVATION_MS, type Seen } from '../activation/activations.js';
import { JobRow } from '../jobs/job.store.js';

const Grant = z.object({
  activation_id: z.uuid(),
  person_id: z.uuid(),
  owner_kind: z.enum(['person', 'organisation']),
  owner_id: z.uuid(),
  way: signing.HandoutWay,
  certificate_der: z.instanceof(Uint8Array).nullable(),
  documents: z.custom<readonly Seen[]>(),
  expires_at: z.date(),
});
/** Who may have which documents signed elsewhere, how, until when. */
export type Grant = z.infer<typeof Grant>;

/** Whoever has the key may be in another house: a day. A program on the desk answers at once, or not. */
export const HANDOUT_LIFE_MS = { desktop: ACTIVATION_MS, file: 86_400_000, cms: 86_400_000 } as const;

type Prepared = Omit<PreparedSignature, 'preparedPdf'>;

const HandoutRow = z.object({
  handout_id: z.uuid(),
  job_id: z.uuid(),
  activation_id: z.uuid(),
  position: z.number().int(),
  input_sha256: z.string(),
  prepared_sha256: z.string(),
  prepared_bytes: z.number().int(),
  prepared: z.custom<Prepared>().nullable(),
  downloaded_at: z.date().nullable(),
  handed_in_at: z.date().nullable(),
  output_sha256: z.string().nullable(),
  signed_field: z.string().nullable(),
  ended_at: z.date().nullable(),
});
/** One file that is out: position 0 is the main file, then the attachments in their order. */
export type HandoutRow = z.infer<typeof HandoutRow>;

export interface Out {
  readonly handout: HandoutRow;
  readonly grant: Grant;
  readonly job: JobRow;
}

@Injectable()
export class HandoutStore {
  constructor(private readonly transactions: Transactions) {}

  async addGrant(tx: Tx, grant: Grant): Promise<void> {
    await tx.query(
      `INSERT INTO handout_grant (activation_id, person_id, owner_kind, owner_id, way, certificate_der, documents, opened_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, now(), $8)`,
      [
        grant.activation_id,
        grant.person_id,
        grant.owner_kind,
        grant.owner_id,
        grant.way,
        grant.certificate_der && Buffer.from(grant.certificate_der),
        JSON.stringify(grant.documents),
        grant.expires_at,
      ],
    );
  }

  async hasGrant(activationId: string): Promise<boolean> {
    const rows: unknown[] = await this.transactions.query('SELECT 1 FROM handout_grant WHERE activation_id = $1', [
      activationId,
    ]);
    return rows.length > 0;
  }

  /** The grant under which this job may still be handed out; null when there is none, or it has been used for it. */
  async grantFor(job: JobRow): Promise<Grant | null> {
    const rows: unknown[] = await this.transactions.query(
      `SELECT * FROM handout_grant g WHERE activation_id = $1 AND expires_at > now()
         AND NOT EXISTS (SELECT 1 FROM handout h WHERE h.activation_id = g.activation_id AND h.job_id = $2)`,
      [job.activation_id, job.job_id],
    );
    return rows[0] === undefined ? null : Grant.parse(rows[0]);
  }

  /** Whatever was out of this job before is awaited no longer. */
  async add(
    tx: Tx,
    job: JobRow,
    files: readonly Pick<
      HandoutRow,
      'handout_id' | 'input_sha256' | 'prepared_sha256' | 'prepared_bytes' | 'prepared'
    >[],
  ): Promise<void> {
    await this.end(tx, job.job_id);
    for (const [position, file] of files.entries()) {
      await tx.query(
        `INSERT INTO handout (handout_id, job_id, activation_id, position, input_sha256, prepared_sha256, prepared_bytes, prepared)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          file.handout_id,
          job.job_id,
          job.activation_id,
          position,
          file.input_sha256,
          file.prepared_sha256,
          file.prepared_bytes,
          file.prepared && JSON.stringify(file.prepared),
        ],
      );
    }
  }

  /** With its job, all locked: who hands in the same file at the same time waits. Null when there is none such. */
  async forChange(tx: Tx, handoutId: string): Promise<Out | null> {
    const [job]: unknown[] = await tx.query(
      `SELECT * FROM signing_job WHERE job_id = (SELECT job_id FROM handout WHERE handout_id = $1) FOR UPDATE`,
      [handoutId],
    );
    if (!job) return null;
    const [row]: unknown[] = await tx.query(`SELECT * FROM handout WHERE handout_id = $1 FOR UPDATE`, [handoutId]);
    const handout = HandoutRow.parse(row);
    const [grant]: unknown[] = await tx.query(`SELECT * FROM handout_grant WHERE activation_id = $1`, [
      handout.activation_id,
    ]);
    return { handout, job: JobRow.parse(job), grant: Grant.parse(grant) };
  }

  async noteDownloaded(tx: Tx, handoutId: string): Promise<void> {
    await tx.query(`UPDATE handout SET downloaded_at = now() WHERE handout_id = $1`, [handoutId]);
  }

  async noteHandedIn(tx: Tx, handoutId: string, outputSha256: string, signedField: string): Promise<void> {
    await tx.query(
      `UPDATE handout SET handed_in_at = now(), output_sha256 = $2, signed_field = $3 WHERE handout_id = $1`,
      [handoutId, outputSha256, signedField],
    );
  }

  async end(tx: Tx, jobId: string): Promise<void> {
    await tx.query(`UPDATE handout SET ended_at = now() WHERE job_id = $1 AND ended_at IS NULL`, [jobId]);
  }

  /** All files of the job that are out or have come back, in their order. */
  async ofJob(tx: Tx, job: JobRow): Promise<HandoutRow[]> {
    const rows: unknown = await tx.query(
      `SELECT * FROM handout WHERE job_id = $1 AND activation_id = $2 AND ended_at IS NULL ORDER BY position`,
      [job.job_id, job.activation_id],
    );
    return z.array(HandoutRow).parse(rows);
  }

  /** What this person waits for, oldest grant first. */
  async outFor(
    personId: string,
    only: { activationId?: string | undefined; documentId?: string | undefined },
  ): Promise<Out[]> {
    const handouts = z.array(HandoutRow).parse(
      await this.transactions.query(
        `SELECT h.* FROM handout h JOIN handout_grant g USING (activation_id)
           JOIN signing_job j ON j.job_id = h.job_id AND j.activation_id = h.activation_id
          WHERE g.person_id = $1 AND g.expires_at > now() AND j.state = 'handed-out' AND h.ended_at IS NULL AND h.handed_in_at IS NULL
            AND ($2::uuid IS NULL OR h.activation_id = $2) AND ($3::uuid IS NULL OR j.document_id = $3)
          ORDER BY g.opened_at, j.queued_at, h.position LIMIT 1000`,
        [personId, only.activationId ?? null, only.documentId ?? null],
      ),
    );
    const [jobs, grants] = [
      z.array(JobRow).parse(await this.rowsOf('signing_job', 'job_id', handouts)),
      z.array(Grant).parse(await this.rowsOf('handout_grant', 'activation_id', handouts)),
    ];
    return handouts.flatMap((handout) => {
      const job = jobs.find(({ job_id }) => job_id === handout.job_id);
      const grant = grants.find(({ activation_id }) => activation_id === handout.activation_id);
      return job && grant ? [{ handout, job, grant }] : [];
    });
  }

  private rowsOf(
    table: 'signing_job' | 'handout_grant',
    key: 'job_id' | 'activation_id',
    handouts: readonly HandoutRow[],
  ): Promise<unknown> {
    const ids = [...new Set(handouts.map((handout) => handout[key]))];
    return this.transactions.query(`SELECT * FROM ${table} WHERE ${key} = ANY ($1)`, [ids]);
  }

  /** One job whose grant has ended with files still out, locked; null when there is none. */
  async nextOverdue(tx: Tx): Promise<JobRow | null> {
    const rows: unknown[] = await tx.query(
      `SELECT j.* FROM signing_job j JOIN handout_grant g USING (activation_id)
        WHERE j.state = 'handed-out' AND g.expires_at <= now() LIMIT 1 FOR UPDATE OF j SKIP LOCKED`,
    );
    return rows[0] === undefined ? null : JobRow.parse(rows[0]);
  }
}
