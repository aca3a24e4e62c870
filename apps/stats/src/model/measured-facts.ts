import { Injectable } from '@nestjs/common';
import { type EventEnvelope, incoming, routing } from '@vanthu/contracts';
import { civilDate, civilDateOf, mustBeHandledAtOnce, nextWorkingDay, vietnamCalendar } from '@vanthu/decree30';
import type { Tx } from '@vanthu/persistence';
import type { Measure } from './measured-sums.js';

/** What is told of documents that came in. */
export const receptions = [
  incoming.IncomingRegistered,
  incoming.IncomingReturned,
  routing.Submitted,
  routing.Completed,
] as const;

interface Fact {
  readonly document_id: string;
  readonly agency_id: string;
  readonly day: string;
  readonly measure: Measure;
  readonly kind?: string;
  readonly due?: string;
}
type Told = Pick<EventEnvelope, 'type' | 'occurredAt'> & { payload: unknown };

const insert = `INSERT INTO measured_fact (generation, document_id, measure, agency_id, day, kind, due)`;
const once =
  'ON CONFLICT (generation, document_id, measure) DO NOTHING RETURNING generation, agency_id, day, measure, kind';
/** What is new of them counts. */
const counted = (told: string): string => `WITH fact AS (${told})
  INSERT INTO pending_count (generation, agency_id, day, kind, measure, n) SELECT generation, agency_id, day, kind, measure, 1 FROM fact`;

const given = `${insert}
  SELECT DISTINCT ON (document_id, measure) $1::int, document_id, measure, agency_id, day, kind, due
  FROM jsonb_to_recordset($2) AS r(document_id uuid, agency_id uuid, day date, measure text, kind text, due date)
  ${once}`;
/** Of what two owners tell, whichever is told last: submitted after the day by which it was to be (Art. 23.1). */
const submittedLate = `${insert}
  SELECT $1::int, s.document_id, 'submitted-late', s.agency_id, s.day, s.kind, NULL
  FROM measured_fact s JOIN measured_fact r ON r.generation = s.generation AND r.document_id = s.document_id AND r.measure = 'registered'
  WHERE s.generation = $1 AND s.document_id = ANY($2::uuid[]) AND s.measure = 'submitted' AND s.day > r.due
  ${once}`;

/**
 * What happened to incoming documents: each measure counts a document once, on its day, however often it is told. The
 * calendar is that of state agencies (Art. 4.2.c): figures do not change when an agency sets another.
 */
@Injectable()
export class MeasuredFacts {
  /** Facts, and what they count with them. */
  async take(tx: Tx, generation: number, events: readonly Told[]): Promise<void> {
    const facts = events.flatMap(factsOf);
    if (facts.length === 0) return;
    await tx.query(counted(given), [generation, JSON.stringify(facts)]);
    const documents = facts
      .filter(({ measure }) => measure === 'registered' || measure === 'submitted')
      .map((fact) => fact.document_id);
    if (documents.length > 0) await tx.query(counted(submittedLate), [generation, [...new Set(documents)]]);
  }
}

function factsOf({ type, payload, occurredAt }: Told): Fact[] {
  switch (type) {
    case incoming.IncomingRegistered.type: {
      const told = incoming.IncomingRegistered.payload.parse(payload);
      const arrived = civilDate(told.arrivedOn);
      // Urgent ones the same day: the hour of arrival is not told.
      const due = mustBeHandledAtOnce(told.fields.urgency) ? arrived : nextWorkingDay(arrived, vietnamCalendar);
      const fact = { ...ofDocument(told), day: told.arrivedOn, kind: told.fields.kind, due };
      const late = civilDateOf(new Date(told.registeredAt)) > due;
      return [{ ...fact, measure: 'registered' }, ...(late ? [{ ...fact, measure: 'registered-late' as const }] : [])];
    }
    case incoming.IncomingReturned.type: {
      const told = incoming.IncomingReturned.payload.parse(payload);
      return [{ ...ofDocument(told), day: civilDateOf(new Date(occurredAt)), measure: 'returned' }];
    }
    case routing.Submitted.type: {
      const told = routing.Submitted.payload.parse(payload);
      return [{ ...ofDocument(told), day: civilDateOf(new Date(told.submittedAt)), measure: 'submitted' }];
    }
    case routing.Completed.type: {
      const told = routing.Completed.payload.parse(payload);
      const fact = { ...ofDocument(told), day: civilDateOf(new Date(told.completedAt)) };
      return [
        { ...fact, measure: 'completed' },
        ...(told.late ? [{ ...fact, measure: 'completed-late' as const }] : []),
      ];
    }
    default:
      return [];
  }
}

const ofDocument = ({ documentId, agencyId }: { documentId: string; agencyId: string }) => ({
  document_id: documentId,
  agency_id: agencyId,
});
