import { Injectable } from '@nestjs/common';
import { type Actor, commonRefusals, type Refusal, refuser, stats } from '@vanthu/contracts';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { rowsOf } from '../../model/sql.js';

export interface Scope {
  /** The agency asked for; `null`: the whole installation (only for the administrator's tool). */
  readonly rootId: string | null;
  readonly agencyIds: string[];
}

interface Asked {
  readonly agencyId?: string | undefined;
  readonly descendants: boolean;
}

const Id = z.object({ id: z.string() });

/** Which agencies a question covers, and whether this asker may ask it. */
@Injectable()
export class AgencyScope {
  /**
   * Everybody with the right sees the own agency. Its descendants, and other agencies, are for the leadership of a superior.
   */
  async of(tx: Tx, generation: number, asked: Asked, actor: Actor | null): Promise<Scope | Refusal> {
    if (actor === null) {
      const rootId = asked.agencyId ?? null;
      if (rootId === null) return { rootId, agencyIds: await this.all(tx, generation) };
      return { rootId, agencyIds: asked.descendants ? await this.below(tx, generation, rootId) : [rootId] };
    }
    const rootId = asked.agencyId ?? actor.agencyId;
    const leads = actor.roles.includes('leadership');
    if (rootId !== actor.agencyId) {
      if (!leads) return stats.refuseStats('STATS.NOT_YOUR_AGENCY');
      const below = await this.below(tx, generation, actor.agencyId);
      if (!below.includes(rootId)) return refuser(commonRefusals)('REQUEST.NOT_FOUND');
    }
    return { rootId, agencyIds: leads && asked.descendants ? await this.below(tx, generation, rootId) : [rootId] };
  }

  /** The agency and all under it. UNION, not UNION ALL: a circle in the data ends. */
  private async below(tx: Tx, generation: number, rootId: string): Promise<string[]> {
    const rows = await rowsOf(
      tx,
      Id,
      `WITH RECURSIVE tree AS (
         SELECT $2::uuid AS id
         UNION SELECT agency.id FROM agency JOIN tree ON agency.superior_id = tree.id WHERE agency.generation = $1)
       SELECT id FROM tree`,
      [generation, rootId],
    );
    return rows.map((row) => row.id);
  }

  private async all(tx: Tx, generation: number): Promise<string[]> {
    const rows = await rowsOf(tx, Id, 'SELECT id FROM agency WHERE generation = $1', [generation]);
    return rows.map((row) => row.id);
  }
}
