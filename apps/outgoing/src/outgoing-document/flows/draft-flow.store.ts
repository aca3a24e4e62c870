import { Injectable } from '@nestjs/common';
import { routing } from '@vanthu/contracts';
import { closestFlow, type FlowFacts, usualDraftFlow } from '@vanthu/decree30';
import { type ListenedEvent, Listens, uuidV5 } from '@vanthu/messaging';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

/** Namespace of the id of the shipped flow. */
const shippedIds = '3f0d1b52-6c7e-4d0b-8f35-9a1f2c44d7e1';

interface RunningFlow {
  readonly definitionId: string;
  /** 0: as shipped. */
  readonly version: number;
  readonly definition: routing.FlowDefinition;
}

/** Flows of drafts that `routing` has applied: it keeps, checks and versions them (ADR 33). */
@Injectable()
export class DraftFlowStore {
  /** Definitions never change, so they are read once. */
  private readonly known = new Map<string, routing.FlowDefinition>();

  @Listens(routing.FlowApplied)
  async apply({ payload }: ListenedEvent<typeof routing.FlowApplied>, tx: Tx): Promise<void> {
    if (payload.definition.direction !== 'outgoing') return;
    const { flowId, agencyId, version, definitionId, definition } = payload;
    await this.keep(tx, definitionId, definition);
    await tx.query(
      `INSERT INTO draft_flow (flow_id, agency_id, version, definition_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (flow_id) DO UPDATE SET version = excluded.version, definition_id = excluded.definition_id`,
      [flowId, agencyId, version, definitionId],
    );
  }

  @Listens(routing.FlowRetired)
  async retire({ payload }: ListenedEvent<typeof routing.FlowRetired>, tx: Tx): Promise<void> {
    await tx.query('DELETE FROM draft_flow WHERE flow_id = $1', [payload.flowId]);
  }

  /** The flow on which a draft begins today: the closest fit of those applied, else the shipped one. */
  async forFacts(tx: Tx, agencyId: string, facts: FlowFacts): Promise<RunningFlow> {
    const rows = await rowsOf(
      tx,
      z.object({ definition_id: z.string(), version: z.number().int(), definition: routing.FlowDefinition }),
      `SELECT f.definition_id, f.version, d.definition FROM draft_flow f JOIN draft_flow_definition d ON d.id = f.definition_id
       WHERE f.agency_id = $1 ORDER BY d.definition->>'key'`,
      [agencyId],
    );
    const best = closestFlow(rows, facts);
    if (best !== null) return { definitionId: best.definition_id, version: best.version, definition: best.definition };
    const definition = routing.FlowDefinition.parse(usualDraftFlow);
    const definitionId = uuidV5(shippedIds, JSON.stringify(definition));
    // Though it has been read: the transaction that kept it may have been undone.
    await this.keep(tx, definitionId, definition);
    return { definitionId, version: 0, definition };
  }

  async byDefinitionId(tx: Tx, definitionId: string): Promise<routing.FlowDefinition> {
    const known = this.known.get(definitionId);
    if (known !== undefined) return known;
    const schema = z.object({ definition: routing.FlowDefinition });
    const text = 'SELECT definition FROM draft_flow_definition WHERE id = $1';
    const [row] = await rowsOf(tx, schema, text, [definitionId]);
    if (row === undefined) throw new Error(`a draft runs on the flow ${definitionId}, which is not kept`);
    this.known.set(definitionId, row.definition);
    return row.definition;
  }

  private async keep(tx: Tx, id: string, definition: routing.FlowDefinition): Promise<void> {
    await tx.query('INSERT INTO draft_flow_definition (id, definition) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING', [
      id,
      JSON.stringify(definition),
    ]);
  }
}
