import { directory } from '@vanthu/contracts';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { Questioner } from '../../organisation/store/record-table.js';

type AbsenceRecord = directory.AbsenceRecord;

const Rows = z.array(directory.AbsenceRecord);
const columns = `a.id, a.agency_id AS "agencyId", a.position_id AS "positionId", a.person_id AS "personId",
  absent.full_name AS "personName", p.title AS "positionTitle", a.from_day::text AS "from", a.to_day::text AS "to",
  a.deputy_position_id AS "deputyPositionId", a.deputy_person_id AS "deputyPersonId", deputy.full_name AS "deputyName",
  d.title AS "deputyTitle", a.basis`;
const joined = `absence a JOIN person absent ON absent.id = a.person_id JOIN position p ON p.id = a.position_id
  JOIN person deputy ON deputy.id = a.deputy_person_id JOIN position d ON d.id = a.deputy_position_id`;

export async function addAbsence(tx: Tx, absence: AbsenceRecord): Promise<void> {
  await tx.query(
    `INSERT INTO absence (id, agency_id, position_id, person_id, from_day, to_day, deputy_position_id, deputy_person_id, basis)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      absence.id,
      absence.agencyId,
      absence.positionId,
      absence.personId,
      absence.from,
      absence.to,
      absence.deputyPositionId,
      absence.deputyPersonId,
      absence.basis,
    ],
  );
}

/** Locked: to be ended by one. */
export async function lockAbsence(tx: Tx, id: string): Promise<AbsenceRecord | null> {
  return (
    Rows.parse(await tx.query(`SELECT ${columns} FROM ${joined} WHERE a.id = $1 FOR UPDATE OF a`, [id]))[0] ?? null
  );
}

export async function setLastDay(tx: Tx, id: string, to: string): Promise<void> {
  await tx.query('UPDATE absence SET to_day = $2 WHERE id = $1', [id, to]);
}

/** Of a person, on any day of a period. */
export async function absencesOf(tx: Tx, personId: string, from: string, to: string): Promise<AbsenceRecord[]> {
  const where = 'a.person_id = $1 AND a.from_day <= $3 AND a.to_day >= $2 AND a.to_day >= a.from_day';
  return Rows.parse(await tx.query(`SELECT ${columns} FROM ${joined} WHERE ${where}`, [personId, from, to]));
}

/** Of an agency, not over on the day; the earliest first. */
export async function absencesOn(db: Questioner, agencyId: string, on: string): Promise<AbsenceRecord[]> {
  const where = 'a.agency_id = $1 AND a.to_day >= $2 AND a.to_day >= a.from_day';
  const text = `SELECT ${columns} FROM ${joined} WHERE ${where} ORDER BY a.from_day, absent.full_name, a.id`;
  return Rows.parse(await db.query(text, [agencyId, on]));
}

const StandIns = z.array(
  z.object({
    personId: z.string(),
    personName: z.string(),
    positionId: z.string(),
    positionTitle: z.string(),
    agencyId: z.string(),
    roles: directory.PositionRecord.shape.roles,
    level: directory.PositionLevel,
    unitId: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    basis: z.string(),
  }),
);

/**
 * For whom a person in a position stands in on the day, with what goes with the absent one's position. A position that has
 * passed to somebody else since, on either side, takes no absence along.
 */
export async function standsInOn(db: Questioner, deputy: { personId: string; positionId: string }, on: string) {
  return StandIns.parse(
    await db.query(
      `SELECT a.person_id AS "personId", absent.full_name AS "personName", a.position_id AS "positionId",
         p.title AS "positionTitle", p.agency_id AS "agencyId", p.roles, p.level, p.unit_id AS "unitId",
         a.from_day::text AS "from", a.to_day::text AS "to", a.basis
       FROM absence a JOIN person absent ON absent.id = a.person_id
         JOIN position p ON p.id = a.position_id AND p.person_id = a.person_id
       WHERE a.deputy_position_id = $1 AND a.deputy_person_id = $3 AND a.from_day <= $2 AND a.to_day >= $2
         AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to >= $2)
       ORDER BY a.from_day, a.id`,
      [deputy.positionId, on, deputy.personId],
    ),
  );
}
