import { Injectable } from '@nestjs/common';
import type { outgoing, PayloadOf } from '@vanthu/contracts';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { type Bucket, bucketOf, buckets, type CountedDocument, reasonVi, Verdict } from '../coverage/domain/bucket.js';
import { ChangedFigures } from './changed-figures.js';
import { FactTables } from './fact-tables.js';
import { PendingCounts } from './pending-counts.js';
import { type Lateness, latenessOf, measuresOf } from './time-of-issue.js';

const KnownRow = z.object({ verdict: Verdict.nullable(), signed_at: z.date().nullable() });
const PlacedRow = z.object({ agency_id: z.string().nullable(), issued_on: z.string().nullable() });
const FactRow = z.object({
  unit_id: z.string().nullable(),
  kind: z.string().nullable(),
  signer_person_id: z.string().nullable(),
  excluded_reason: z.string().nullable(),
  bucket: z.enum(buckets),
});

/**
 * What is known of the issued documents and their signatures. Telling it twice, or in another order, ends in the same rows:
 * an issue is told once, of judgements the latest of the document counts.
 */
@Injectable()
export class CoverageFacts {
  private readonly closedUntil = new WeakMap<Tx, string | null>();

  constructor(
    private readonly pending: PendingCounts,
    private readonly changed: ChangedFigures,
    private readonly tables: FactTables,
  ) {}

  async issued(tx: Tx, generation: number, told: PayloadOf<typeof outgoing.Issued>): Promise<void> {
    await this.tables.hold(tx, generation, [told.issuedOn]);
    const [known] = await rowsOf(
      tx,
      KnownRow,
      `WITH named AS (
         INSERT INTO signer (generation, id, name, told_at) VALUES ($1, $5, $6, $7)
         ON CONFLICT (generation, id) DO UPDATE SET name = excluded.name, told_at = excluded.told_at
         WHERE (signer.told_at, signer.name) < (excluded.told_at, excluded.name))
       INSERT INTO known_document AS k (generation, document_id, agency_id, issued_on) VALUES ($1, $2, $3, $4)
       ON CONFLICT (document_id, generation) DO UPDATE SET agency_id = $3, issued_on = $4 WHERE k.agency_id IS NULL
       RETURNING verdict, signed_at`,
      [generation, told.documentId, told.agencyId, told.issuedOn, told.signerPersonId, told.signerName, told.issuedAt],
    );
    if (known === undefined) return;
    const counted = { agencyId: told.agencyId, excludedReason: told.excludedFromCoverage, verdict: known.verdict };
    const bucket = bucketOf(counted);
    const lateness = latenessOf(told, known.signed_at);
    await tx.query(
      `INSERT INTO covered_document (generation, document_id, agency_id, unit_id, number_and_symbol, abstract, issued_on,
         signer_name, excluded_reason, readers, kind, signer_person_id, issued_at, verdict, bucket, issued_late, sent_late)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
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
        known.verdict === null ? null : JSON.stringify(known.verdict),
        bucket,
        lateness.issuedLate,
        lateness.sentLate,
      ],
    );
    const place = {
      agencyId: told.agencyId,
      day: told.issuedOn,
      unitId: told.unitId,
      kind: told.kind,
      signerPersonId: told.signerPersonId,
    };
    await this.moved(
      tx,
      generation,
      { documentId: told.documentId, place, counted, from: null, to: bucket, lateness },
      told.issuedAt,
    );
  }

  /** Somebody has signed its draft; the last signature before the issue is the one that times it. */
  async signed(tx: Tx, generation: number, documentId: string, at: string): Promise<void> {
    await this.tables.hold(tx, generation);
    await tx.query(
      `INSERT INTO known_document AS k (generation, document_id, signed_at) VALUES ($1, $2, $3)
       ON CONFLICT (document_id, generation) DO UPDATE SET signed_at = greatest(k.signed_at, excluded.signed_at)`,
      [generation, documentId, at],
    );
  }

  async judged(
    tx: Tx,
    generation: number,
    documentId: string,
    { sequence, verdict, happenedAt }: { sequence: number; verdict: Verdict; happenedAt: string },
  ): Promise<void> {
    await this.tables.hold(tx, generation);
    const [known] = await rowsOf(
      tx,
      PlacedRow,
      `INSERT INTO known_document AS k (generation, document_id, judged_sequence, verdict) VALUES ($1, $2, $3, $4)
       ON CONFLICT (document_id, generation) DO UPDATE SET judged_sequence = $3, verdict = $4
       WHERE coalesce(k.judged_sequence, 0) < $3
       RETURNING agency_id, issued_on::text`,
      [generation, documentId, sequence, JSON.stringify(verdict)],
    );
    // Nothing new was told, or its issue has not been told yet.
    if (known === undefined || known.agency_id === null || known.issued_on === null) return;
    const here = [generation, documentId, known.agency_id, known.issued_on];
    const itself = 'generation = $1 AND document_id = $2 AND agency_id = $3 AND issued_on = $4';
    const [fact] = await rowsOf(
      tx,
      FactRow,
      `SELECT unit_id, kind, signer_person_id, excluded_reason, bucket FROM covered_document WHERE ${itself}`,
      here,
    );
    if (fact === undefined) throw new Error(`document ${documentId} is known and not covered`);
    const counted = { agencyId: known.agency_id, excludedReason: fact.excluded_reason, verdict };
    const bucket = bucketOf(counted);
    await tx.query(`UPDATE covered_document SET verdict = $5, bucket = $6 WHERE ${itself}`, [
      ...here,
      JSON.stringify(verdict),
      bucket,
    ]);
    if (bucket === fact.bucket) return;
    const place = {
      agencyId: known.agency_id,
      day: known.issued_on,
      unitId: fact.unit_id,
      // Documents of before these were told have neither until a rebuild has read their issue again.
      kind: fact.kind ?? '',
      signerPersonId: fact.signer_person_id ?? '',
    };
    await this.moved(tx, generation, { documentId, place, counted, from: fact.bucket, to: bucket }, happenedAt);
  }

  /** The sums of its day move with it, and pages and closed periods hear of it. */
  private async moved(
    tx: Tx,
    generation: number,
    { documentId, place, counted, from, to, lateness }: Moved,
    happenedAt: string,
  ): Promise<void> {
    const { agencyId, day, unitId, kind, signerPersonId } = place;
    const measures = [
      ...(from === null ? [] : [{ measure: from, n: -1 as const }]),
      { measure: to, n: 1 as const },
      ...(lateness === undefined ? [] : measuresOf(lateness).map((measure) => ({ measure, n: 1 as const }))),
    ];
    const at = { agencyId, day, unit: unitId ?? '', kind, signer: signerPersonId };
    await this.pending.add(
      tx,
      generation,
      measures.map((change) => ({ ...at, ...change })),
    );
    this.changed.note(place.agencyId, happenedAt);
    await this.trace(tx, documentId, { ...place, from, to, reason: reasonVi(counted), happenedAt });
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

/** Where a counted document belongs. */
interface Place {
  readonly agencyId: string;
  /** Civil date of issue. */
  readonly day: string;
  readonly unitId: string | null;
  readonly kind: string;
  readonly signerPersonId: string;
}

interface Moved {
  readonly documentId: string;
  readonly place: Place;
  readonly counted: CountedDocument;
  readonly from: Bucket | null;
  readonly to: Bucket;
  /** Of an issue. */
  readonly lateness?: Lateness;
}

interface Move {
  readonly agencyId: string;
  readonly day: string;
  readonly from: string | null;
  readonly to: string;
  readonly reason: string;
  readonly happenedAt: string;
}
