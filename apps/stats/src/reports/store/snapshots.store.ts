import { Injectable } from '@nestjs/common';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { hashOf, SnapshotContent } from '../domain/snapshot.js';
import type { ReportPlace } from './report-inputs.store.js';

const Row = z.object({ content: z.string(), sha256: z.string(), closed_by: z.string(), closed_at: z.date() });

export interface Snapshot {
  readonly content: SnapshotContent;
  readonly sha256: string;
  readonly closedBy: string;
  readonly closedAt: Date;
}

export interface Closing {
  readonly from: string;
  readonly to: string;
  readonly agencyIds: readonly string[];
  readonly content: SnapshotContent;
  readonly personId: string;
  readonly positionId: string;
  readonly closedBy: string;
  readonly closedAt: Date;
  readonly commandId: string;
}

const CorrectionRow = z.object({
  document_id: z.string(),
  number_and_symbol: z.string().nullable(),
  issued_on: z.string().nullable(),
  from_bucket: z.string().nullable(),
  to_bucket: z.string(),
  reason: z.string(),
  happened_at: z.date(),
});

/** Closed periods. A row is written once; the database itself refuses to change it. */
@Injectable()
export class SnapshotsStore {
  async of(tx: Tx, { agencyId, period }: ReportPlace): Promise<Snapshot | null> {
    const text = `SELECT content, sha256, closed_by, closed_at FROM period_snapshot WHERE agency_id = $1 AND period = $2`;
    const [row] = await rowsOf(tx, Row, text, [agencyId, period]);
    if (row === undefined) return null;
    if (hashOf(row.content) !== row.sha256)
      throw new Error(`the snapshot of ${agencyId} ${period} is not what was closed`);
    const content = SnapshotContent.parse(JSON.parse(row.content));
    return { content, sha256: row.sha256, closedBy: row.closed_by, closedAt: row.closed_at };
  }

  /** @returns the hash; null when the period is closed already */
  async add(tx: Tx, { agencyId, period }: ReportPlace, closing: Closing): Promise<string | null> {
    const content = JSON.stringify(closing.content);
    const sha256 = hashOf(content);
    const added: unknown[] = await tx.query(
      `INSERT INTO period_snapshot (agency_id, period, from_day, to_day, agency_ids, content, sha256, closed_person_id,
         closed_position_id, closed_by, closed_at, command_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING RETURNING 1`,
      [
        agencyId,
        period,
        closing.from,
        closing.to,
        closing.agencyIds,
        content,
        sha256,
        closing.personId,
        closing.positionId,
        closing.closedBy,
        closing.closedAt,
        closing.commandId,
      ],
    );
    return added.length === 0 ? null : sha256;
  }

  /** What has moved since, the latest first. */
  async corrections(tx: Tx, generation: number, { agencyId, period }: ReportPlace, limit: number) {
    return rowsOf(
      tx,
      CorrectionRow,
      `SELECT c.document_id, d.number_and_symbol, d.issued_on::text, c.from_bucket, c.to_bucket, c.reason, c.happened_at
       FROM coverage_correction c
       LEFT JOIN known_document k ON k.generation = $1 AND k.document_id = c.document_id
       LEFT JOIN covered_document d ON d.generation = $1 AND d.document_id = k.document_id AND d.agency_id = k.agency_id
         AND d.issued_on = k.issued_on
       WHERE c.agency_id = $2 AND c.period = $3 ORDER BY c.id DESC LIMIT $4`,
      [generation, agencyId, period, limit],
    );
  }
}
