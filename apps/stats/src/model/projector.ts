import { Injectable } from '@nestjs/common';
import {
  directory,
  type EventContract,
  type EventEnvelope,
  incoming,
  outgoing,
  type PayloadOf,
  routing,
  signing,
} from '@vanthu/contracts';
import { civilDateOf } from '@vanthu/decree30';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { verdictOf } from '../coverage/domain/bucket.js';
import { ChangedFigures } from './changed-figures.js';
import { CoverageFacts } from './coverage-facts.js';

/** Every event that the figures rest on. Nothing else is read, live or in a rebuild. */
export const sources = [
  directory.AgencyLoaded,
  directory.UnitLoaded,
  outgoing.Issued,
  signing.DocumentJudged,
  incoming.IncomingRegistered,
  incoming.IncomingReturned,
  routing.Completed,
] as const;

export const sourceServices = [...new Set(sources.map((contract) => contract.service))];

/** Events of receptions say whose they are; those of issued documents are noted where they are counted. */
const OfAgency = z.object({ agencyId: z.uuid() });

type Told = Omit<EventEnvelope, 'payload'> & { payload: unknown };
type Apply = (tx: Tx, generation: number, event: Told) => Promise<void>;
type Measure = 'registered' | 'returned' | 'completed' | 'completed-late';

/**
 * Applies one event to one generation: the same code for what is heard live and for what a rebuild reads from the logs.
 * Applying an event again, or in another order, changes nothing.
 */
@Injectable()
export class Projector {
  private readonly appliers: ReadonlyMap<string, Apply>;

  constructor(
    private readonly coverage: CoverageFacts,
    private readonly changed: ChangedFigures,
  ) {
    this.appliers = new Map([
      this.on(directory.AgencyLoaded, (tx, generation, event, agency) =>
        this.named(tx, 'agency', generation, event, agency.id, agency.name, agency.superiorId),
      ),
      this.on(directory.UnitLoaded, (tx, generation, event, unit) =>
        this.named(tx, 'unit', generation, event, unit.id, unit.name),
      ),
      this.on(outgoing.Issued, (tx, generation, _, issued) => this.coverage.issued(tx, generation, issued)),
      this.on(signing.DocumentJudged, async (tx, generation, event, { documentId, service, judgement }) => {
        if (service !== 'outgoing') return;
        await this.coverage.judged(tx, generation, documentId, {
          sequence: event.aggregateSequence,
          verdict: verdictOf(judgement),
          happenedAt: event.occurredAt,
        });
      }),
      this.on(incoming.IncomingRegistered, (tx, generation, _, { documentId, agencyId, arrivedOn }) =>
        this.measured(tx, generation, documentId, agencyId, arrivedOn, 'registered'),
      ),
      this.on(incoming.IncomingReturned, (tx, generation, event, { documentId, agencyId }) =>
        this.measured(tx, generation, documentId, agencyId, civilDateOf(new Date(event.occurredAt)), 'returned'),
      ),
      this.on(routing.Completed, async (tx, generation, _, { documentId, agencyId, completedAt, late }) => {
        const day = civilDateOf(new Date(completedAt));
        await this.measured(tx, generation, documentId, agencyId, day, 'completed');
        if (late) await this.measured(tx, generation, documentId, agencyId, day, 'completed-late');
      }),
    ]);
  }

  /** `false`: the figures do not rest on this event. */
  async apply(tx: Tx, generation: number, event: Told): Promise<boolean> {
    const apply = this.appliers.get(event.type);
    if (apply === undefined) return false;
    await apply(tx, generation, event);
    const whose = OfAgency.safeParse(event.payload);
    if (whose.success) this.changed.note(whose.data.agencyId, event.occurredAt);
    return true;
  }

  private on<E extends EventContract>(
    contract: E,
    effect: (tx: Tx, generation: number, event: Told, payload: PayloadOf<E>) => Promise<void>,
  ): [string, Apply] {
    return [
      contract.type,
      (tx, generation, event) => effect(tx, generation, event, contract.payload.parse(event.payload) as PayloadOf<E>),
    ];
  }

  /** The latest that the directory has told of this agency or unit. */
  private async named(
    tx: Tx,
    table: 'agency' | 'unit',
    generation: number,
    event: Told,
    id: string,
    name: string,
    superiorId?: string | null,
  ): Promise<void> {
    const superior =
      table === 'agency'
        ? { column: ', superior_id', value: ', $5', set: ', superior_id = excluded.superior_id' }
        : null;
    await tx.query(
      `INSERT INTO ${table} (generation, id, sequence, name${superior?.column ?? ''}) VALUES ($1, $2, $3, $4${superior?.value ?? ''})
       ON CONFLICT (generation, id) DO UPDATE SET sequence = excluded.sequence, name = excluded.name${superior?.set ?? ''}
       WHERE ${table}.sequence < excluded.sequence`,
      [generation, id, event.aggregateSequence, name, ...(superior === null ? [] : [superiorId ?? null])],
    );
  }

  private async measured(
    tx: Tx,
    generation: number,
    documentId: string,
    agencyId: string,
    day: string,
    measure: Measure,
  ): Promise<void> {
    await tx.query(
      `WITH fact AS (
         INSERT INTO incoming_fact (generation, document_id, measure) VALUES ($1, $2, $5) ON CONFLICT DO NOTHING RETURNING 1)
       INSERT INTO incoming_day (generation, agency_id, day, measure, documents) SELECT $1, $3, $4, $5, 1 FROM fact
       ON CONFLICT (generation, agency_id, day, measure) DO UPDATE SET documents = incoming_day.documents + 1`,
      [generation, documentId, agencyId, day, measure],
    );
  }
}
