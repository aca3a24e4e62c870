import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, routing } from '@vanthu/contracts';
import { closestFlow, type FlowFacts } from '@vanthu/decree30';
import { uuidV5 } from '@vanthu/messaging';
import { changed, rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { shippedFlows } from '../shipped-flows.js';

type Definition = routing.FlowDefinition;
type Version = z.infer<typeof routing.FlowVersion>;

/** One version of a flow as documents begin on it. */
export interface RunningFlow {
  readonly definitionId: string;
  /** 0: as shipped. */
  readonly version: number;
  readonly definition: Definition;
}

/** Namespace of ids made from definitions: the same text is the same definition. */
const definitionIds = '0b8f6a3e-54d1-4c1e-9d67-2f1d8a6e7c30';

const instant = z.date().transform((at) => at.toISOString());
const VersionRow = z.object({
  flow_id: z.string(),
  key: z.string(),
  version: z.number().int(),
  definition_id: z.string(),
  state: routing.FlowVersion.shape.state,
  saved_at: instant,
  saved_by_name: z.string(),
  activated_at: instant.nullable(),
  activated_by_name: z.string().nullable(),
  running: z.coerce.number().int(),
  definition: routing.FlowDefinition,
});

@Injectable()
export class FlowStore {
  /** Definitions never change, so they are read once. */
  private readonly known = new Map<string, Definition>();

  /** The flow on which a document begins today: the closest fit of the agency's active ones, else the shipped one. */
  async forFacts(tx: Tx, agencyId: string, unit: string | null, facts: FlowFacts): Promise<RunningFlow | null> {
    const rows = await rowsOf(
      tx,
      z.object({ definition_id: z.string(), version: z.number().int(), definition: routing.FlowDefinition }),
      `SELECT v.definition_id, v.version, d.definition FROM flow f JOIN flow_version v ON v.flow_id = f.id
         JOIN flow_definition d ON d.id = v.definition_id
       WHERE f.agency_id = $1 AND v.state = 'active' AND d.definition->>'direction' = 'incoming'
         AND d.definition->'for'->>'unit' IS NOT DISTINCT FROM $2 ORDER BY f.key`,
      [agencyId, unit],
    );
    const best = closestFlow(rows, facts);
    if (best !== null) {
      return { definitionId: best.definition_id, version: best.version, definition: best.definition };
    }
    if (unit !== null) return null;
    const definition = shippedFlows.usual;
    return { definitionId: await this.keep(tx, definition), version: 0, definition };
  }

  async byDefinitionId(tx: Tx, definitionId: string): Promise<Definition> {
    const known = this.known.get(definitionId);
    if (known !== undefined) return known;
    const schema = z.object({ definition: routing.FlowDefinition });
    const [row] = await rowsOf(tx, schema, 'SELECT definition FROM flow_definition WHERE id = $1', [definitionId]);
    if (row === undefined) throw new Error(`a document runs on the flow ${definitionId}, which is not kept`);
    this.known.set(definitionId, row.definition);
    return row.definition;
  }

  /** A further version, a draft. Saves of one flow come one after the other. */
  async add(tx: Tx, definition: Definition, actor: Actor, at: Date): Promise<{ flowId: string; version: number }> {
    const [flow] = await rowsOf(
      tx,
      z.object({ id: z.string() }),
      `INSERT INTO flow (id, agency_id, key) VALUES ($1, $2, $3)
       ON CONFLICT (agency_id, key) DO UPDATE SET key = excluded.key RETURNING id`,
      [randomUUID(), actor.agencyId, definition.key],
    );
    if (flow === undefined) throw new Error('a flow was neither inserted nor found');
    const definitionId = await this.keep(tx, definition);
    const [added] = await rowsOf(
      tx,
      z.object({ version: z.number().int() }),
      `INSERT INTO flow_version (flow_id, version, definition_id, state, saved_at, saved_by, saved_by_name)
       SELECT $1, coalesce(max(version), 0) + 1, $2, 'draft', $3, $4, $5 FROM flow_version WHERE flow_id = $1
       RETURNING version`,
      [flow.id, definitionId, at.toISOString(), actor.personId, actor.personName],
    );
    return { flowId: flow.id, version: added?.version ?? 1 };
  }

  /** Of one agency, each with its versions, newest first. */
  async all(tx: Tx, agencyId: string, narrow: { flowId?: string; version?: number } = {}) {
    const rows = await rowsOf(
      tx,
      VersionRow,
      `SELECT v.flow_id, f.key, v.version, v.definition_id, v.state, v.saved_at, v.saved_by_name, v.activated_at, v.activated_by_name, d.definition,
         (SELECT count(*) FROM routed_document r WHERE r.course IS NOT NULL AND r.state NOT IN ('completed', 'cancelled')
            AND r.course->>'definitionId' = v.definition_id::text AND r.agency_id = f.agency_id)
         + (SELECT count(*) FROM draft_step s WHERE s.definition_id = v.definition_id AND s.agency_id = f.agency_id) AS running
       FROM flow f JOIN flow_version v ON v.flow_id = f.id JOIN flow_definition d ON d.id = v.definition_id
       WHERE f.agency_id = $1 AND ($2::uuid IS NULL OR f.id = $2) AND ($3::int IS NULL OR v.version = $3)
       ORDER BY f.key, v.version DESC`,
      [agencyId, narrow.flowId ?? null, narrow.version ?? null],
    );
    return rows.map((row) => ({
      flowId: row.flow_id,
      key: row.key,
      definition: row.definition,
      definitionId: row.definition_id,
      version: {
        version: row.version,
        state: row.state,
        savedAt: row.saved_at,
        savedBy: row.saved_by_name,
        activatedAt: row.activated_at,
        activatedBy: row.activated_by_name,
        running: row.running,
      } satisfies Version,
    }));
  }

  /** @returns how many were active */
  async retire(tx: Tx, flowId: string): Promise<number> {
    // Two at once: the second waits for the first.
    await tx.query('SELECT id FROM flow WHERE id = $1 FOR UPDATE', [flowId]);
    return changed(tx, `UPDATE flow_version SET state = 'retired' WHERE flow_id = $1 AND state = 'active'`, [flowId]);
  }

  async activate(tx: Tx, flowId: string, version: number, actor: Actor, at: Date): Promise<void> {
    await this.retire(tx, flowId);
    await tx.query(
      `UPDATE flow_version SET state = 'active', activated_at = $3, activated_by = $4, activated_by_name = $5
       WHERE flow_id = $1 AND version = $2`,
      [flowId, version, at.toISOString(), actor.personId, actor.personName],
    );
  }

  private async keep(tx: Tx, definition: Definition): Promise<string> {
    const text = JSON.stringify(definition);
    const id = uuidV5(definitionIds, text);
    await tx.query('INSERT INTO flow_definition (id, definition) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING', [
      id,
      text,
    ]);
    return id;
  }
}
