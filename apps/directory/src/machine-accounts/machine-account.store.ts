import { directory } from '@vanthu/contracts';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { Questioner } from '../organisation/store/record-table.js';

type MachineAccount = directory.MachineAccount;

const instant = z.date().transform((at) => at.toISOString());
const Rows = z.array(directory.MachineAccount.extend({ createdAt: instant, revokedAt: instant.nullable() }));

/** Accounts by a condition over `m`, the latest first. */
async function find(db: Questioner, condition: string, parameters: unknown[]): Promise<MachineAccount[]> {
  return Rows.parse(
    await db.query(
      `SELECT m.id, m.agency_id AS "agencyId", m.name, m.responsible_person_id AS "responsiblePersonId",
              m.responsible_position_id AS "responsiblePositionId", p.full_name AS "responsibleName",
              coalesce(h.title, '') AS "responsibleTitle", m.decision, m.created_at AS "createdAt",
              m.revoked_at AS "revokedAt", m.revoked_reason AS "revokedReason"
         FROM machine_account m JOIN person p ON p.id = m.responsible_person_id
         LEFT JOIN position h ON h.id = m.responsible_position_id
        WHERE ${condition} ORDER BY m.created_at DESC, m.id LIMIT 500`,
      parameters,
    ),
  );
}

export const machinesOf = (db: Questioner, agencyId: string): Promise<MachineAccount[]> =>
  find(db, 'm.agency_id = $1', [agencyId]);

export const machineById = async (db: Questioner, id: string): Promise<MachineAccount | null> =>
  (await find(db, 'm.id = $1', [id]))[0] ?? null;

/** Of a key that opens today: a revoked one is no key. */
export const machineOfKey = async (db: Questioner, keySha256: string): Promise<MachineAccount | null> =>
  (await find(db, 'm.key_sha256 = $1 AND m.revoked_at IS NULL', [keySha256]))[0] ?? null;

/** `false` when the key belongs to an account already, revoked or not. */
export async function addMachine(
  tx: Tx,
  account: Omit<MachineAccount, 'responsibleName' | 'responsibleTitle' | 'revokedAt' | 'revokedReason'>,
  keySha256: string,
): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `INSERT INTO machine_account (id, agency_id, name, responsible_person_id, responsible_position_id, key_sha256, decision, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (key_sha256) DO NOTHING RETURNING id`,
    [
      account.id,
      account.agencyId,
      account.name,
      account.responsiblePersonId,
      account.responsiblePositionId,
      keySha256,
      account.decision,
      account.createdAt,
    ],
  );
  return rows.length === 1;
}

export async function revokeMachine(tx: Tx, id: string, at: Date, reason: string): Promise<void> {
  await tx.query('UPDATE machine_account SET revoked_at = $2, revoked_reason = $3 WHERE id = $1', [id, at, reason]);
}
