import { Injectable } from '@nestjs/common';
import type { outgoing, PayloadOf } from '@vanthu/contracts';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { type Bucket, bucketOf, Verdict } from '../coverage/domain/bucket.js';
import { changed, rowsOf } from './sql.js';

export const noUnit = '00000000-0000-0000-0000-000000000000';

const FactRow = z.object({
  agency_id: z.string().nullable(),
  unit_id: z.string().nullable(),
  issued_on: z.string().nullable(),
  excluded_reason: z.string().nullable(),
  judged_sequence: z.number().int().nullable(),
  verdict: Verdict.nullable(),
  bucket: z.string().nullable(),
});

/**
 * What is known of the issued documents and their signatures. Telling it twice, or in another order, ends in the same rows:
 * an issue is told once, of judgements the latest of the document counts.
 */
@Injectable()
export class CoverageFacts {
  async issued(tx: Tx, generation: number, told: PayloadOf<typeof outgoing.Issued>): Promise<void> {
    await this.lock(tx, generation, told.documentId);
    await changed(
      tx,
      `UPDATE covered_document SET agency_id = $3, unit_id = $4, number_and_symbol = $5, abstract = $6, issued_on = $7,
         signer_name = $8, excluded_reason = $9, readers = $10
       WHERE generation = $1 AND document_id = $2 AND agency_id IS NULL`,
      [
        generation,
        told.documentId,
        told.agencyId,
        told.unitId,
        told.numberAndSymbol,
        told.abstract,
        told.issuedOn,
        told.signerName,
        told.excludedFromCoverage,
        told.readers,
      ],
    );
    await this.count(tx, generation, told.documentId);
  }

  async judged(tx: Tx, generation: number, documentId: string, sequence: number, verdict: Verdict): Promise<void> {
    await this.lock(tx, generation, documentId);
    await changed(
      tx,
      `UPDATE covered_document SET judged_sequence = $3, verdict = $4
       WHERE generation = $1 AND document_id = $2 AND coalesce(judged_sequence, 0) < $3`,
      [generation, documentId, sequence, JSON.stringify(verdict)],
    );
    await this.count(tx, generation, documentId);
  }

  /** The row is there and ours, whichever fact comes first and whoever else brings the other. */
  private async lock(tx: Tx, generation: number, documentId: string): Promise<void> {
    await tx.query('INSERT INTO covered_document (generation, document_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      generation,
      documentId,
    ]);
    await tx.query('SELECT 1 FROM covered_document WHERE generation = $1 AND document_id = $2 FOR UPDATE', [
      generation,
      documentId,
    ]);
  }

  /** Moves the document to the bucket that its facts say, and the sums of its day with it. */
  private async count(tx: Tx, generation: number, documentId: string): Promise<void> {
    const [row] = await rowsOf(
      tx,
      FactRow,
      `SELECT agency_id, unit_id, issued_on::text, excluded_reason, judged_sequence, verdict, bucket FROM covered_document
       WHERE generation = $1 AND document_id = $2`,
      [generation, documentId],
    );
    if (row === undefined || row.agency_id === null || row.issued_on === null) return;
    const bucket = bucketOf({ agencyId: row.agency_id, excludedReason: row.excluded_reason, verdict: row.verdict });
    if (bucket === row.bucket) return;
    await changed(tx, 'UPDATE covered_document SET bucket = $3 WHERE generation = $1 AND document_id = $2', [
      generation,
      documentId,
      bucket,
    ]);
    const day = { generation, agencyId: row.agency_id, day: row.issued_on, unitId: row.unit_id ?? noUnit };
    const moves = [[bucket, 1] as const, ...(row.bucket === null ? [] : [[row.bucket as Bucket, -1] as const])];
    // In one order for all, so that two documents that change places do not wait for each other.
    for (const [name, by] of moves.sort(([a], [b]) => (a < b ? -1 : 1))) await this.add(tx, day, name, by);
  }

  private async add(
    tx: Tx,
    on: { generation: number; agencyId: string; day: string; unitId: string },
    bucket: Bucket,
    by: 1 | -1,
  ): Promise<void> {
    const key = [on.generation, on.agencyId, on.day, on.unitId, bucket];
    if (by === 1) {
      await tx.query(
        `INSERT INTO coverage_day (generation, agency_id, day, unit_id, bucket, documents) VALUES ($1, $2, $3, $4, $5, 1)
         ON CONFLICT (generation, agency_id, day, unit_id, bucket) DO UPDATE SET documents = coverage_day.documents + 1`,
        key,
      );
    } else {
      await changed(
        tx,
        `UPDATE coverage_day SET documents = documents - 1
         WHERE generation = $1 AND agency_id = $2 AND day = $3 AND unit_id = $4 AND bucket = $5`,
        key,
      );
    }
  }
}
