import { directory } from '@vanthu/contracts';
import { z } from 'zod';
import type { Questioner } from './record-table.js';

const Choices = z.array(directory.PositionChoice);

/** The positions that a person may choose from on a day; those in agencies that are open come first. */
export async function positionsOfPerson(db: Questioner, personId: string, on: string) {
  const rows = await db.query(
    `SELECT p.id AS "positionId", p.title, p.agency_id AS "agencyId", agency.name AS "agencyName", p.unit_id AS "unitId",
            unit.name AS "unitName", p.roles
       FROM position p JOIN agency ON agency.id = p.agency_id LEFT JOIN unit ON unit.id = p.unit_id
      WHERE p.person_id = $1 AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to >= $2)
      ORDER BY (agency.valid_to IS NOT NULL AND agency.valid_to < $2), p.valid_from DESC, p.id`,
    [personId, on],
  );
  return Choices.parse(rows);
}
