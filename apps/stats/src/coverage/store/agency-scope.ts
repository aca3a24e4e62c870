import { Injectable } from '@nestjs/common';
import { type Actor, commonRefusals, type Refusal, refuser, stats } from '@vanthu/contracts';
import type { Tx } from '@vanthu/persistence';
import { AgencyTree } from '../../model/agency-tree.js';

export interface Scope {
  /** The agency asked for; `null`: the whole installation (only for the administrator's tool). */
  readonly rootId: string | null;
  readonly agencyIds: string[];
}

interface Asked {
  readonly agencyId?: string | undefined;
  readonly descendants: boolean;
}

/** Which agencies a question covers, and whether this asker may ask it. */
@Injectable()
export class AgencyScope {
  constructor(private readonly tree: AgencyTree) {}

  /**
   * Everybody with the right sees the own agency. Its descendants, and other agencies, are for the leadership of a superior.
   */
  async of(tx: Tx, generation: number, asked: Asked, actor: Actor | null): Promise<Scope | Refusal> {
    if (actor === null) {
      const rootId = asked.agencyId ?? null;
      if (rootId === null) return { rootId, agencyIds: await this.tree.all(tx, generation) };
      return { rootId, agencyIds: asked.descendants ? await this.tree.below(tx, generation, rootId) : [rootId] };
    }
    const rootId = asked.agencyId ?? actor.agencyId;
    const leads = actor.roles.includes('leadership');
    if (rootId !== actor.agencyId) {
      if (!leads) return stats.refuseStats('STATS.NOT_YOUR_AGENCY');
      const below = await this.tree.below(tx, generation, actor.agencyId);
      if (!below.includes(rootId)) return refuser(commonRefusals)('REQUEST.NOT_FOUND');
    }
    return { rootId, agencyIds: leads && asked.descendants ? await this.tree.below(tx, generation, rootId) : [rootId] };
  }
}
