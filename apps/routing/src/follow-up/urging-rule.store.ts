import { Injectable } from '@nestjs/common';
import { routing } from '@vanthu/contracts';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

/** A day before, on the day, then one, three and five days late; the leader after three. */
const usual = { before: [1], onTheDay: true, after: [1, 3, 5], escalateAfter: 3 };

@Injectable()
export class UrgingRuleStore {
  async of(tx: Tx, agencyId: string): Promise<routing.UrgingRule> {
    const schema = z.object({ rule: routing.UrgingRule.omit({ agencyId: true }) });
    const [row] = await rowsOf(tx, schema, 'SELECT rule FROM urging_rule WHERE agency_id = $1', [agencyId]);
    return { agencyId, ...(row?.rule ?? usual) };
  }

  async put(tx: Tx, { agencyId, ...rule }: routing.UrgingRule): Promise<void> {
    await tx.query(
      `INSERT INTO urging_rule (agency_id, rule) VALUES ($1, $2)
       ON CONFLICT (agency_id) DO UPDATE SET rule = excluded.rule`,
      [agencyId, JSON.stringify(rule)],
    );
  }
}
