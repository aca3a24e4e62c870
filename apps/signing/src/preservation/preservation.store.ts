import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

const PreservationRow = z.object({
  file_sha256: z.string(),
  document_id: z.uuid(),
  civil_at: z.date(),
  state: z.enum(['waiting', 'preserved', 'unfit']),
  level: z.string().nullable(),
  preserved_sha256: z.string().nullable(),
  preserved_bytes: z.number().int().nullable(),
  proven_until: z.date().nullable(),
  tries: z.number().int(),
  problem: z.string().nullable(),
});
export type PreservationRow = z.infer<typeof PreservationRow>;

export interface PreservedVersion {
  readonly sha256: string;
  readonly bytes: number;
  readonly level: string;
  /** Until when the last timestamps over it prove it. */
  readonly provenUntil: Date | null;
}

/** A timestamp authority whose certificate ends within so long gets another one's timestamp over its own. */
const RENEW_BEFORE = `interval '180 days'`;
/** A process that died while raising a file leaves it for so long. */
const LEASE = `interval '60 seconds'`;

/** Issued files and the versions of them that are kept for decades: an issued file is the beginning of each of its versions. */
@Injectable()
export class PreservationStore {
  constructor(private readonly transactions: Transactions) {}

  /** Once per issued file. */
  async await(tx: Tx, documentId: string, fileSha256: string, civilAt: Date): Promise<void> {
    await tx.query(
      `INSERT INTO preservation (file_sha256, document_id, civil_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [fileSha256, documentId, civilAt],
    );
  }

  /** The file that waits longest, or whose timestamps end soon, while no signature waits: people come first. */
  async take(civilNow: Date | null): Promise<PreservationRow | null> {
    return this.transactions.run(async (tx) => {
      const [rows] = (await tx.query(
        `UPDATE preservation SET next_try_at = now() + ${LEASE}, tries = tries + 1
          WHERE file_sha256 = (
            SELECT file_sha256 FROM preservation
             WHERE next_try_at <= now()
               AND (state = 'waiting' OR (state = 'preserved' AND proven_until - ${RENEW_BEFORE} <= coalesce($1, now())))
               AND NOT EXISTS (SELECT 1 FROM signing_job WHERE state = 'queued')
             ORDER BY next_try_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING *`,
        [civilNow],
      )) as [unknown[], number];
      return rows[0] === undefined ? null : PreservationRow.parse(rows[0]);
    });
  }

  async keep(tx: Tx, fileSha256: string, version: PreservedVersion, state: PreservationRow['state']): Promise<void> {
    await tx.query(
      `UPDATE preservation SET preserved_sha256 = $2, preserved_bytes = $3, level = $4, proven_until = $5, state = $6, problem = NULL,
              tries = 0
        WHERE file_sha256 = $1`,
      [fileSha256, version.sha256, version.bytes, version.level, version.provenUntil, state],
    );
    await tx.query(
      `INSERT INTO preservation_version (file_sha256, sha256, bytes, level, made_at) VALUES ($1, $2, $3, $4, now())`,
      [fileSha256, version.sha256, version.bytes, version.level],
    );
  }

  /** Tried again after so long; `unfit` is not tried again by itself. */
  async putOff(tx: Tx, fileSha256: string, problem: string | null, afterMs: number, isUnfit = false): Promise<void> {
    await tx.query(
      `UPDATE preservation SET problem = $2, next_try_at = now() + make_interval(secs => $3),
              state = CASE WHEN $4 THEN 'unfit' ELSE state END
        WHERE file_sha256 = $1`,
      [fileSha256, problem, afterMs / 1000, isUnfit],
    );
  }

  async ofDocument(tx: Tx, documentId: string): Promise<PreservationRow[]> {
    const rows: unknown[] = await tx.query(`SELECT * FROM preservation WHERE document_id = $1 ORDER BY civil_at`, [
      documentId,
    ]);
    return z.array(PreservationRow).parse(rows);
  }

  /** Everything that was put off is tried now. */
  async hasten(tx: Tx): Promise<void> {
    await tx.query(`UPDATE preservation SET next_try_at = now(), state = 'waiting' WHERE state <> 'preserved'`);
    await tx.query(`UPDATE preservation SET next_try_at = now() WHERE state = 'preserved' AND next_try_at > now()`);
  }

  async counts(tx: Tx): Promise<{ waiting: number; preserved: number; unfit: number }> {
    const [row] = (await tx.query(
      `SELECT count(*) FILTER (WHERE state = 'waiting')::int AS waiting, count(*) FILTER (WHERE state = 'preserved')::int AS preserved,
              count(*) FILTER (WHERE state = 'unfit')::int AS unfit FROM preservation`,
    )) as unknown[];
    return z.object({ waiting: z.number(), preserved: z.number(), unfit: z.number() }).parse(row);
  }
}
