import { directory } from '@vanthu/contracts';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { Questioner } from '../organisation/store/record-table.js';

type SealDevice = directory.SealDevice;
export type SealLending = SealDevice['lendings'][number];

const instant = z.date().transform((at) => at.toISOString());
const DeviceRow = z.object({
  id: z.string(),
  agencyId: z.string(),
  certificateSha256: z.string(),
  label: z.string(),
  keeperPersonId: z.string(),
  keeperName: z.string(),
  assignedAt: instant,
  decision: z.string(),
});
const LendingRow = z.object({
  deviceId: z.string(),
  id: z.string(),
  borrowerPersonId: z.string(),
  borrowerName: z.string(),
  permission: directory.SealLending.shape.permission,
  minutes: directory.SealLending.shape.minutes,
  from: instant,
  until: instant,
  returnedAt: instant.nullable(),
  returnMinutes: directory.SealLending.shape.returnMinutes,
});

/** Devices by a condition over `d`, each with its lendings, the latest first. */
async function find(db: Questioner, condition: string, parameters: unknown[], lock = ''): Promise<SealDevice[]> {
  const rows = await db.query(
    `SELECT d.id, d.agency_id AS "agencyId", d.certificate_sha256 AS "certificateSha256", d.label,
            d.keeper_person_id AS "keeperPersonId", keeper.full_name AS "keeperName", d.assigned_at AS "assignedAt", d.decision
       FROM seal_device d JOIN person keeper ON keeper.id = d.keeper_person_id WHERE ${condition} ORDER BY d.label, d.id ${lock}`,
    parameters,
  );
  const devices = z.array(DeviceRow).parse(rows);
  const lendings = z.array(LendingRow).parse(
    await db.query(
      `SELECT l.device_id AS "deviceId", l.id, l.borrower_person_id AS "borrowerPersonId", borrower.full_name AS "borrowerName",
              l.permission, l.minutes, l.from_at AS "from", l.until_at AS "until", l.returned_at AS "returnedAt",
              l.return_minutes AS "returnMinutes"
         FROM seal_lending l JOIN person borrower ON borrower.id = l.borrower_person_id
        WHERE l.device_id = ANY ($1) ORDER BY l.from_at DESC LIMIT 200`,
      [devices.map(({ id }) => id)],
    ),
  );
  return devices.map((device) => ({
    ...device,
    lendings: lendings.filter(({ deviceId }) => deviceId === device.id).map(({ deviceId: _, ...lending }) => lending),
  }));
}

export const devicesOf = (db: Questioner, agencyId: string): Promise<SealDevice[]> =>
  find(db, 'd.agency_id = $1', [agencyId]);

export const deviceOfCertificate = async (db: Questioner, certificateSha256: string): Promise<SealDevice | null> =>
  (await find(db, 'd.certificate_sha256 = $1', [certificateSha256]))[0] ?? null;

/** Locked: assigned, lent and returned one after the other. */
export const lockDevice = async (tx: Tx, id: string): Promise<SealDevice | null> =>
  (await find(tx, 'd.id = $1', [id], 'FOR UPDATE OF d'))[0] ?? null;

/** One device per certificate: assigning it again changes its keeper. */
export async function putDevice(tx: Tx, device: Omit<SealDevice, 'keeperName' | 'lendings'>): Promise<void> {
  await tx.query(
    `INSERT INTO seal_device (id, agency_id, certificate_sha256, label, keeper_person_id, assigned_at, decision)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (id) DO UPDATE SET label = $4, keeper_person_id = $5, assigned_at = $6, decision = $7`,
    [
      device.id,
      device.agencyId,
      device.certificateSha256,
      device.label,
      device.keeperPersonId,
      device.assignedAt,
      device.decision,
    ],
  );
}

export async function addLending(
  tx: Tx,
  deviceId: string,
  lending: Pick<SealLending, 'id' | 'borrowerPersonId' | 'permission' | 'minutes' | 'from' | 'until'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO seal_lending (id, device_id, borrower_person_id, permission, minutes, from_at, until_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      lending.id,
      deviceId,
      lending.borrowerPersonId,
      JSON.stringify(lending.permission),
      JSON.stringify(lending.minutes),
      lending.from,
      lending.until,
    ],
  );
}

export async function endLending(tx: Tx, id: string, at: Date, minutes: SealLending['minutes']): Promise<void> {
  await tx.query(`UPDATE seal_lending SET returned_at = $2, return_minutes = $3 WHERE id = $1`, [
    id,
    at,
    JSON.stringify(minutes),
  ]);
}
