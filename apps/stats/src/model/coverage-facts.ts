import { Injectable } from '@nestjs/common';
import type { outgoing, PayloadOf } from '@vanthu/contracts';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { type Bucket, bucketOf, reasonVi, Verdict } from '../coverage/domain/bucket.js';
import { ChangedFigures } from './changed-figures.js';
import { CoverageSums } from './coverage-sums.js';
import { rowsOf } from './sql.js';

const FactRow = z.object({
  agency_id: z.string().nullable(),
  unit_id: z.string().nullable(),
  kind: z.string().nullable(),
  signer_person_id: z.string().nullable(),
  issued_on: z.string().nullable(),
  excluded_reason: z.string().nullable(),
  verdict: Verdict.nullable(),
  bucket: z.string().nullable(),
});

/** What decides where a document counts. */
const facts =
  'd.agency_id, d.unit_id, d.kind, d.signer_person_id, d.issued_on::text, d.excluded_reason, d.verdict, d.bucket';

/**
 * What is known of the issued documents and their signatures. Telling it twice, or in another order, ends in the same rows:
 * an issue is told once, of judgements the latest of the document counts.
 */
@Injectable()
export class CoverageFacts {
  private readonly closedUntil = new WeakMap<Tx, string | null>();

  constructor(
    private readonly sums: CoverageSums,
    private readonly changed: ChangedFigures,
  ) {}

  async issued(tx: Tx, generation: number, told: PayloadOf<typeof outgoing.Issued>): Promise<void> {
    const [row] = await rowsOf(
      tx,
      FactRow,
      `WITH named AS (
         INSERT INTO signer (generation, id, name, told_at) VALUES ($1, $12, $8, $13)
         ON CONFLICT (generation, id) DO UPDATE SET name = excluded.name, told_at = excluded.told_at
         WHERE (signer.told_at, signer.name) < (excluded.told_at, excluded.name))
       INSERT INTO covered_document AS d (generation, document_id, agency_id, unit_id, number_and_symbol, abstract, issued_on,
         signer_name, excluded_reason, readers, kind, signer_person_id, issued_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       ON CONFLICT (generation, document_id) DO UPDATE SET agency_id = $3, unit_id = $4, number_and_symbol = $5, abstract = $6,
         issued_on = $7, signer_name = $8, excluded_reason = $9, readers = $10, kind = $11, signer_person_id = $12, issued_at = $13
       WHERE d.agency_id IS NULL
       RETURNING ${facts}`,
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
        told.kind,
        told.signerPersonId,
        told.issuedAt,
      ],
    );
    await this.count(tx, generation, told.documentId, told.issuedAt, row);
  }

  async judged(
    tx: Tx,
    generation: number,
    documentId: string,
    { sequence, verdict, happenedAt }: { sequence: number; verdict: Verdict; happenedAt: string },
  ): Promise<void> {
    const [row] = await rowsOf(
      tx,
      FactRow,
      `INSERT INTO covered_document AS d (generation, document_id, judged_sequence, verdict) VALUES ($1, $2, $3, $4)
       ON CONFLICT (generation, document_id) DO UPDATE SET judged_sequence = $3, verdict = $4
       WHERE coalesce(d.judged_sequence, 0) < $3
       RETURNING ${facts}`,
      [generation, documentId, sequence, JSON.stringify(verdict)],
    );
    await this.count(tx, generation, documentId, happenedAt, row);
  }

  /** Moves the document to the bucket that its facts say, and the sums of its day with it. */
  private async count(
    tx: Tx,
    generation: number,
    documentId: string,
    happenedAt: string,
    row: z.infer<typeof FactRow> | undefined,
  ): Promise<void> {
    // Nothing new was told, or its issue has not been told yet.
    if (row === undefined || row.agency_id === null || row.issued_on === null) return;
    const counted = { agencyId: row.agency_id, excludedReason: row.excluded_reason, verdict: row.verdict };
    const bucket = bucketOf(counted);
    if (bucket === row.bucket) return;
    const place = {
      agencyId: row.agency_id,
      day: row.issued_on,
      unitId: row.unit_id,
      // Documents of before these were told have neither until a rebuild has read their issue again.
      kind: row.kind ?? '',
      signerPersonId: row.signer_person_id ?? '',
    };
    await this.sums.move(tx, generation, documentId, place, row.bucket as Bucket | null, bucket);
    this.changed.note(place.agencyId, happenedAt);
    await this.trace(tx, documentId, { ...place, from: row.bucket, to: bucket, reason: reasonVi(counted), happenedAt });
  }

  /** A period that is closed stays what it was; what moves after that is traced against it. */
  private async trace(
    tx: Tx,
    documentId: string,
    { agencyId, day, from, to, reason, happenedAt }: Move,
  ): Promise<void> {
    const closedUntil = await this.lastClosedDay(tx);
    if (closedUntil === null || day > closedUntil) return;
    await tx.query(
      `INSERT INTO coverage_correction (agency_id, period, document_id, from_bucket, to_bucket, reason, happened_at)
       SELECT agency_id, period, $1, $2, $3, $4, $5 FROM period_snapshot
       WHERE to_day >= $6 AND from_day <= $6 AND $7 = ANY(agency_ids)`,
      [documentId, from, to, reason, happenedAt, day, agencyId],
    );
  }

  /** Asked once in a transaction: whoever closes a period waits for the listeners, and they for him. */
  private async lastClosedDay(tx: Tx): Promise<string | null> {
    const known = this.closedUntil.get(tx);
    if (known !== undefined) return known;
    const Last = z.object({ day: z.string().nullable() });
    const [row] = await rowsOf(tx, Last, 'SELECT max(to_day)::text AS day FROM period_snapshot');
    const day = row?.day ?? null;
    this.closedUntil.set(tx, day);
    return day;
  }
}

interface Move {
  readonly agencyId: string;
  readonly day: string;
  readonly from: string | null;
  readonly to: string;
  readonly reason: string;
  readonly happenedAt: string;
}
