import { Injectable } from '@nestjs/common';
import {
  directory,
  type EventContract,
  type EventEnvelope,
  outgoing,
  type PayloadOf,
  signing,
} from '@vanthu/contracts';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { verdictOf } from '../coverage/domain/bucket.js';
import { AgencyTree } from './agency-tree.js';
import { ChangedFigures } from './changed-figures.js';
import { CoverageFacts } from './coverage-facts.js';
import { MeasuredFacts, receptions } from './measured-facts.js';
import { ReceivedDocuments } from './received-documents.js';
import { UseFacts, work } from './use-facts.js';

/**
 * Every event that the figures rest on. Nothing else is read, live or in a rebuild, which reads the owners in this order:
 * where judgements are known before the issue, a document is written once.
 */
export const sources = [
  directory.AgencyLoaded,
  directory.UnitLoaded,
  directory.PositionLoaded,
  signing.DocumentJudged,
  outgoing.PersonallySigned,
  outgoing.Issued,
  ...receptions,
  ...work,
] as const;

export const sourceTypes: ReadonlySet<string> = new Set(sources.map(({ type }) => type));
export const workTypes: ReadonlySet<string> = new Set(work.map(({ type }) => type));

export const sourceServices = [...new Set(sources.map((contract) => contract.service))];

/** Events of receptions say whose they are; those of issued documents are noted where they are counted. */
const OfAgency = z.object({ agencyId: z.uuid() });

type Told = Omit<EventEnvelope, 'payload'> & { payload: unknown };
type Apply = (tx: Tx, generation: number, event: Told) => Promise<void>;

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
    private readonly measured: MeasuredFacts,
    private readonly tree: AgencyTree,
    private readonly use: UseFacts,
    private readonly received: ReceivedDocuments,
  ) {
    this.appliers = new Map([
      this.on(directory.AgencyLoaded, (tx, generation, event, agency) =>
        this.tree.loaded(tx, generation, event.aggregateSequence, agency),
      ),
      this.on(directory.UnitLoaded, (tx, generation, event, unit) => this.named(tx, generation, event, unit)),
      this.on(directory.PositionLoaded, (tx, generation, event, position) =>
        this.use.loaded(tx, generation, event.aggregateSequence, position),
      ),
      this.on(outgoing.PersonallySigned, (tx, generation, event, { documentId }) =>
        this.coverage.signed(tx, generation, documentId, event.occurredAt),
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
      ...receptions.map((contract) =>
        this.on(contract, async (tx, generation, event) => {
          await this.measured.take(tx, generation, [event]);
          await this.received.take(tx, generation, [event]);
        }),
      ),
      // That somebody did it is all that counts of these; lists say what a reception has read.
      ...work.map(({ type }): [string, Apply] => [
        type,
        (tx, generation, event) => this.received.take(tx, generation, [event]),
      ]),
    ]);
  }

  /** `false`: the figures do not rest on this event. */
  async apply(tx: Tx, generation: number, event: Told): Promise<boolean> {
    const apply = this.appliers.get(event.type);
    if (apply === undefined) return false;
    await apply(tx, generation, event);
    for (const agencyId of await this.use.worked(tx, generation, [event]))
      this.changed.note(agencyId, event.occurredAt);
    const whose = OfAgency.safeParse(event.payload);
    if (whose.success && !workTypes.has(event.type)) this.changed.note(whose.data.agencyId, event.occurredAt);
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

  /** The latest that the directory has told of this unit. */
  private async named(tx: Tx, generation: number, event: Told, unit: { id: string; name: string }): Promise<void> {
    await tx.query(
      `INSERT INTO unit (generation, id, sequence, name) VALUES ($1, $2, $3, $4)
       ON CONFLICT (generation, id) DO UPDATE SET sequence = excluded.sequence, name = excluded.name
       WHERE unit.sequence < excluded.sequence`,
      [generation, unit.id, event.aggregateSequence, unit.name],
    );
  }
}
