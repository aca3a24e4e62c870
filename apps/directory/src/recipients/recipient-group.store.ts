import { directory } from '@vanthu/contracts';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import { fold } from '../organisation/domain/fold.js';
import type { Questioner } from '../organisation/store/record-table.js';

type RecipientGroup = directory.RecipientGroup;
const Groups = z.array(directory.RecipientGroup);
const columns = 'id, name, members, version';

export async function groupsOf(db: Questioner, agencyId: string): Promise<RecipientGroup[]> {
  const text = `SELECT ${columns} FROM recipient_group WHERE agency_id = $1 ORDER BY name_folded`;
  return Groups.parse(await db.query(text, [agencyId]));
}

/** Locks the groups of an agency: they are few, so two who save at once wait for each other. */
export async function lockGroups(tx: Tx, agencyId: string): Promise<RecipientGroup[]> {
  await tx.query('SELECT id FROM agency WHERE id = $1 FOR UPDATE', [agencyId]);
  return groupsOf(tx, agencyId);
}

export async function putGroup(tx: Tx, agencyId: string, group: RecipientGroup): Promise<void> {
  await tx.query(
    `INSERT INTO recipient_group (id, agency_id, name, name_folded, members, version) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, name_folded = EXCLUDED.name_folded, members = EXCLUDED.members,
       version = EXCLUDED.version`,
    [group.id, agencyId, group.name, fold(group.name), JSON.stringify(group.members), group.version],
  );
}

export async function removeGroup(tx: Tx, groupId: string): Promise<void> {
  await tx.query('DELETE FROM recipient_group WHERE id = $1', [groupId]);
}
