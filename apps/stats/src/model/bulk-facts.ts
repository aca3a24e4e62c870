import { Injectable } from '@nestjs/common';
import { type EventEnvelope, incoming, outgoing, routing, signing } from '@vanthu/contracts';
import { civilDateOf } from '@vanthu/decree30';
import type { Tx } from '@vanthu/persistence';
import { type Verdict, verdictOf } from '../coverage/domain/bucket.js';
import { Projector } from './projector.js';

interface Measured {
  document_id: string;
  agency_id: string;
  day: string;
  measure: 'registered' | 'returned' | 'completed' | 'completed-late';
}

/**
 * The way of a rebuild: a page of a log in a few statements, facts only. The sums are made of the facts afterwards
 * (`CoverageSums.recount`). Ends in the same rows as `Projector`, event by event, which tests compare.
 */
@Injectable()
export class BulkFacts {
  constructor(private readonly projector: Projector) {}

  /** Entries of one owner, in the order of its log. */
  async take(tx: Tx, generation: number, entries: readonly EventEnvelope[]): Promise<void> {
    const issued = [];
    const judged = new Map<string, { id: string; sequence: number; verdict: Verdict }>();
    const measured: Measured[] = [];
    for (const event of entries) {
      switch (event.type) {
        case outgoing.Issued.type: {
          issued.push(outgoing.Issued.payload.parse(event.payload));
          break;
        }
        case signing.DocumentJudged.type: {
          const told = signing.DocumentJudged.payload.parse(event.payload);
          const { documentId: id } = told;
          const { aggregateSequence: sequence } = event;
          // The latest of a document counts, wherever it stands in the page.
          if (told.service === 'outgoing' && (judged.get(id)?.sequence ?? 0) < sequence) {
            judged.set(id, { id, sequence, verdict: verdictOf(told.judgement) });
          }
          break;
        }
        case incoming.IncomingRegistered.type: {
          const told = incoming.IncomingRegistered.payload.parse(event.payload);
          measured.push({ ...measuredOf(told), day: told.arrivedOn, measure: 'registered' });
          break;
        }
        case incoming.IncomingReturned.type: {
          const told = incoming.IncomingReturned.payload.parse(event.payload);
          measured.push({ ...measuredOf(told), day: civilDateOf(new Date(event.occurredAt)), measure: 'returned' });
          break;
        }
        case routing.Completed.type: {
          const told = routing.Completed.payload.parse(event.payload);
          const fact = { ...measuredOf(told), day: civilDateOf(new Date(told.completedAt)) };
          measured.push({ ...fact, measure: 'completed' });
          if (told.late) measured.push({ ...fact, measure: 'completed-late' });
          break;
        }
        default:
          await this.projector.apply(tx, generation, event);
      }
    }
    if (issued.length > 0) await this.issued(tx, generation, JSON.stringify(issued));
    if (judged.size > 0) await this.judged(tx, generation, JSON.stringify([...judged.values()]));
    if (measured.length > 0) await this.measured(tx, generation, JSON.stringify(measured));
  }

  private async issued(tx: Tx, generation: number, told: string): Promise<void> {
    await tx.query(
      `INSERT INTO covered_document AS d (generation, document_id, agency_id, unit_id, kind, signer_person_id, issued_at,
         number_and_symbol, abstract, issued_on, signer_name, excluded_reason, readers)
       SELECT DISTINCT ON ("documentId") $1, "documentId", "agencyId", "unitId", kind, "signerPersonId", "issuedAt",
         "numberAndSymbol", abstract, "issuedOn", "signerName", "excludedFromCoverage",
         ARRAY(SELECT jsonb_array_elements_text(readers))
       FROM jsonb_to_recordset($2) AS r("documentId" uuid, "agencyId" uuid, "unitId" uuid, kind text, "signerPersonId" uuid,
         "issuedAt" timestamptz, "numberAndSymbol" text, abstract text, "issuedOn" date, "signerName" text,
         "excludedFromCoverage" text, readers jsonb)
       ON CONFLICT (generation, document_id) DO UPDATE SET agency_id = excluded.agency_id, unit_id = excluded.unit_id,
         kind = excluded.kind, signer_person_id = excluded.signer_person_id, issued_at = excluded.issued_at,
         number_and_symbol = excluded.number_and_symbol, abstract = excluded.abstract, issued_on = excluded.issued_on,
         signer_name = excluded.signer_name, excluded_reason = excluded.excluded_reason, readers = excluded.readers
       WHERE d.agency_id IS NULL`,
      [generation, told],
    );
    await tx.query(
      `INSERT INTO signer (generation, id, name, told_at)
       SELECT DISTINCT ON ("signerPersonId") $1, "signerPersonId", "signerName", "issuedAt"
       FROM jsonb_to_recordset($2) AS r("signerPersonId" uuid, "signerName" text, "issuedAt" timestamptz)
       ORDER BY "signerPersonId", "issuedAt" DESC, "signerName" DESC
       ON CONFLICT (generation, id) DO UPDATE SET name = excluded.name, told_at = excluded.told_at
       WHERE (signer.told_at, signer.name) < (excluded.told_at, excluded.name)`,
      [generation, told],
    );
  }

  private async judged(tx: Tx, generation: number, told: string): Promise<void> {
    await tx.query(
      `INSERT INTO covered_document AS d (generation, document_id, judged_sequence, verdict)
       SELECT $1, id, sequence, verdict FROM jsonb_to_recordset($2) AS r(id uuid, sequence int, verdict jsonb)
       ON CONFLICT (generation, document_id) DO UPDATE SET judged_sequence = excluded.judged_sequence, verdict = excluded.verdict
       WHERE coalesce(d.judged_sequence, 0) < excluded.judged_sequence`,
      [generation, told],
    );
  }

  private async measured(tx: Tx, generation: number, told: string): Promise<void> {
    await tx.query(
      `WITH told AS (
         SELECT DISTINCT ON (document_id, measure) * FROM jsonb_to_recordset($2)
           AS r(document_id uuid, agency_id uuid, day date, measure text)),
       fact AS (
         INSERT INTO incoming_fact (generation, document_id, measure) SELECT $1, document_id, measure FROM told
         ON CONFLICT DO NOTHING RETURNING document_id, measure)
       INSERT INTO incoming_day (generation, agency_id, day, measure, documents)
         SELECT $1, agency_id, day, measure, count(*) FROM told JOIN fact USING (document_id, measure) GROUP BY 2, 3, 4
       ON CONFLICT (generation, agency_id, day, measure) DO UPDATE SET documents = incoming_day.documents + excluded.documents`,
      [generation, told],
    );
  }
}

const measuredOf = ({ documentId, agencyId }: { documentId: string; agencyId: string }) => ({
  document_id: documentId,
  agency_id: agencyId,
});
