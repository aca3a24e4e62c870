import { expect, it } from '@jest/globals';
import { usualDraftFlow } from '@vanthu/decree30';
import type { Tx } from '@vanthu/persistence';
import { DraftFlowStore } from './draft-flow.store.js';

const agencyId = '00000000-0000-4000-9000-000000000001';
const facts = { kind: 'cong-van', urgency: 'normal' } as const;

/** No flow is applied; what was kept is lost by whoever clears it, as a transaction does that is undone. */
function database() {
  const kept = new Map<unknown, unknown>();
  const query = async (sql: string, [id, definition]: unknown[]) => {
    if (sql.startsWith('INSERT INTO draft_flow_definition')) kept.set(id, JSON.parse(String(definition)));
    return sql.startsWith('SELECT definition FROM') && kept.has(id) ? [{ definition: kept.get(id) }] : [];
  };
  return { kept, tx: { query } as unknown as Tx };
}

it('the shipped flow is kept with each draft that begins on it, also after a transaction that kept and read it was undone', async () => {
  const { kept, tx } = database();
  const store = new DraftFlowStore();
  const { definitionId } = await store.forFacts(tx, agencyId, facts);
  await store.byDefinitionId(tx, definitionId);
  kept.clear();
  await store.forFacts(tx, agencyId, facts);
  // As another process reads it, or this one after a restart.
  expect((await new DraftFlowStore().byDefinitionId(tx, definitionId)).key).toBe(usualDraftFlow.key);
});
