import { Injectable } from '@nestjs/common';
import { type EventEnvelope, outgoing, type PayloadOf, signing } from '@vanthu/contracts';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { bucketOf, type Verdict, Verdict as VerdictSchema, verdictOf } from '../coverage/domain/bucket.js';
import { FactTables } from './fact-tables.js';
import { MeasuredFacts, receptions } from './measured-facts.js';
import { Projector, sourceTypes, workTypes } from './projector.js';
import { ReceivedDocuments } from './received-documents.js';
import { latenessOf } from './time-of-issue.js';
import { UseFacts } from './use-facts.js';

type Issued = PayloadOf<typeof outgoing.Issued>;

const KnownRow = z.object({
  document_id: z.string(),
  verdict: VerdictSchema.nullable(),
  signed_at: z.date().nullable(),
});
const receptionTypes: ReadonlySet<string> = new Set(receptions.map(({ type }) => type));

/** The same choice as `bucketOf`, of documents whose verdict has changed. */
const bucketSql = `CASE
  WHEN d.excluded_reason IS NOT NULL THEN 'excluded'
  WHEN (k.verdict->>'person')::boolean AND k.verdict->'organisations' ? d.agency_id::text THEN 'both'
  WHEN (k.verdict->>'person')::boolean THEN 'personalOnly'
  WHEN k.verdict->'organisations' ? d.agency_id::text THEN 'organisationOnly'
  ELSE 'unsigned' END`;

/**
 * The way of a rebuild: a page of a log in a few statements, facts only. The sums are made of the facts afterwards
 * (`CoverageSums.recount`, `MeasuredSums.recount`). Ends in the same rows as `Projector`, event by event, which tests compare.
 */
@Injectable()
export class BulkFacts {
  constructor(
    private readonly projector: Projector,
    private readonly measured: MeasuredFacts,
    private readonly tables: FactTables,
    private readonly use: UseFacts,
    private readonly received: ReceivedDocuments,
  ) {}

  /** Entries of one owner, in the order of its log. */
  async take(tx: Tx, generation: number, entries: readonly EventEnvelope[]): Promise<void> {
    const issued = new Map<string, Issued>();
    const signed = new Map<string, string>();
    const judged = new Map<string, { id: string; sequence: number; verdict: Verdict }>();
    const measured: EventEnvelope[] = [];
    for (const event of entries) {
      if (receptionTypes.has(event.type)) measured.push(event);
      else if (event.type === outgoing.Issued.type) {
        const told = outgoing.Issued.payload.parse(event.payload);
        if (!issued.has(told.documentId)) issued.set(told.documentId, told);
      } else if (event.type === outgoing.PersonallySigned.type) {
        const { documentId } = outgoing.PersonallySigned.payload.parse(event.payload);
        if ((signed.get(documentId) ?? '') < event.occurredAt) signed.set(documentId, event.occurredAt);
      } else if (event.type === signing.DocumentJudged.type) {
        const told = signing.DocumentJudged.payload.parse(event.payload);
        const { documentId: id } = told;
        const { aggregateSequence: sequence } = event;
        // The latest of a document counts, wherever it stands in the page.
        if (told.service === 'outgoing' && (judged.get(id)?.sequence ?? 0) < sequence) {
          judged.set(id, { id, sequence, verdict: verdictOf(told.judgement) });
        }
      } else if (!workTypes.has(event.type)) await this.projector.apply(tx, generation, event);
    }
    if (signed.size > 0) await this.signed(tx, generation, [...signed]);
    if (issued.size > 0) await this.issued(tx, generation, issued);
    if (judged.size > 0) await this.judged(tx, generation, JSON.stringify([...judged.values()]));
    await this.measured.take(tx, generation, measured);
    await this.received.take(tx, generation, entries);
    await this.use.worked(
      tx,
      generation,
      entries.filter(({ type }) => sourceTypes.has(type)),
    );
  }

  private async signed(tx: Tx, generation: number, signed: readonly (readonly [string, string])[]): Promise<void> {
    await this.tables.hold(tx, generation);
    await tx.query(
      `INSERT INTO known_document AS k (generation, document_id, signed_at)
       SELECT $1, * FROM unnest($2::uuid[], $3::timestamptz[])
       ON CONFLICT (document_id, generation) DO UPDATE SET signed_at = greatest(k.signed_at, excluded.signed_at)`,
      [generation, signed.map(([id]) => id), signed.map(([, at]) => at)],
    );
  }

  private async issued(tx: Tx, generation: number, issued: ReadonlyMap<string, Issued>): Promise<void> {
    const told = [...issued.values()];
    const days = new Set(told.map(({ issuedOn }) => issuedOn));
    await this.tables.hold(tx, generation, days);
    const known = await rowsOf(
      tx,
      KnownRow,
      `INSERT INTO known_document AS k (generation, document_id, agency_id, issued_on)
       SELECT $1, * FROM unnest($2::uuid[], $3::uuid[], $4::date[])
       ON CONFLICT (document_id, generation) DO UPDATE SET agency_id = excluded.agency_id, issued_on = excluded.issued_on
       WHERE k.agency_id IS NULL RETURNING document_id, verdict, signed_at`,
      [generation, told.map((one) => one.documentId), told.map((one) => one.agencyId), told.map((one) => one.issuedOn)],
    );
    const rows = known.flatMap(({ document_id, verdict, signed_at }) => {
      const one = issued.get(document_id);
      if (one === undefined) return [];
      const { excludedFromCoverage: excludedReason, agencyId } = one;
      return [
        { ...one, verdict, bucket: bucketOf({ agencyId, excludedReason, verdict }), ...latenessOf(one, signed_at) },
      ];
    });
    if (rows.length > 0) await this.cover(tx, generation, JSON.stringify(rows));
  }

  private async cover(tx: Tx, generation: number, rows: string): Promise<void> {
    await tx.query(
      `WITH told AS (SELECT * FROM jsonb_to_recordset($2) AS r("documentId" uuid, "agencyId" uuid, "unitId" uuid, kind text,
         "signerPersonId" uuid, "issuedAt" timestamptz, "numberAndSymbol" text, abstract text, "issuedOn" date, "signerName" text,
         "excludedFromCoverage" text, readers jsonb, verdict jsonb, bucket text, "issuedLate" boolean, "sentLate" boolean)),
       named AS (
         INSERT INTO signer (generation, id, name, told_at)
         SELECT DISTINCT ON ("signerPersonId") $1::int, "signerPersonId", "signerName", "issuedAt" FROM told
         ORDER BY "signerPersonId", "issuedAt" DESC, "signerName" DESC
         ON CONFLICT (generation, id) DO UPDATE SET name = excluded.name, told_at = excluded.told_at
         WHERE (signer.told_at, signer.name) < (excluded.told_at, excluded.name))
       INSERT INTO covered_document (generation, document_id, agency_id, unit_id, kind, signer_person_id, issued_at,
         number_and_symbol, abstract, issued_on, signer_name, excluded_reason, readers, verdict, bucket, issued_late, sent_late)
       SELECT $1::int, "documentId", "agencyId", "unitId", kind, "signerPersonId", "issuedAt", "numberAndSymbol", abstract, "issuedOn",
         "signerName", "excludedFromCoverage", ARRAY(SELECT jsonb_array_elements_text(readers)), verdict, bucket, "issuedLate", "sentLate"
       FROM told`,
      [generation, rows],
    );
  }

  private async judged(tx: Tx, generation: number, told: string): Promise<void> {
    await this.tables.hold(tx, generation);
    const Late = z.object({ document_id: z.string() });
    const late = await rowsOf(
      tx,
      Late,
      `WITH known AS (
         INSERT INTO known_document AS k (generation, document_id, judged_sequence, verdict)
         SELECT $1, id, sequence, verdict FROM jsonb_to_recordset($2) AS r(id uuid, sequence int, verdict jsonb)
         ON CONFLICT (document_id, generation) DO UPDATE SET judged_sequence = excluded.judged_sequence, verdict = excluded.verdict
         WHERE coalesce(k.judged_sequence, 0) < excluded.judged_sequence
         RETURNING document_id, agency_id)
       SELECT document_id FROM known WHERE agency_id IS NOT NULL`,
      [generation, told],
    );
    if (late.length === 0) return;
    await tx.query(
      `UPDATE covered_document d SET verdict = k.verdict, bucket = ${bucketSql} FROM known_document k
       WHERE k.generation = $1 AND k.document_id = ANY($2::uuid[]) AND d.generation = $1 AND d.document_id = k.document_id
         AND d.agency_id = k.agency_id AND d.issued_on = k.issued_on`,
      [generation, late.map((one) => one.document_id)],
    );
  }
}
