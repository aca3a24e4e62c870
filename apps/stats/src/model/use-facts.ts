import { Injectable } from '@nestjs/common';
import { directory, type EventEnvelope, incoming, outgoing, type PayloadOf, routing } from '@vanthu/contracts';
import { civilDateOf } from '@vanthu/decree30';
import type { Tx } from '@vanthu/persistence';

/** Acts of people that no other figure rests on. */
export const work = [
  outgoing.DraftCreated,
  outgoing.DraftRevised,
  outgoing.DraftSubmitted,
  outgoing.ContentChecked,
  outgoing.FormChecked,
  outgoing.DraftReturned,
  outgoing.InkSignatureRecorded,
  outgoing.SigningRefused,
  outgoing.Numbered,
  outgoing.Sealed,
  incoming.IncomingReceived,
  routing.Directed,
  routing.Assigned,
  routing.TaskOpened,
  routing.TaskCompleted,
  routing.Rerouted,
  routing.Urged,
] as const;

type Told = Pick<EventEnvelope, 'occurredAt' | 'actor'>;

/** Who works in the system. Telling it twice, or in another order, ends in the same rows. */
@Injectable()
export class UseFacts {
  /** The latest that the directory has told of this position. */
  async loaded(
    tx: Tx,
    generation: number,
    sequence: number,
    position: PayloadOf<typeof directory.PositionLoaded>,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO held_position AS p (generation, id, sequence, person_id, person_name, title, agency_id, unit_id, valid_from, valid_to, has_account)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (generation, id) DO UPDATE SET sequence = excluded.sequence, person_id = excluded.person_id,
         person_name = excluded.person_name, title = excluded.title, agency_id = excluded.agency_id, unit_id = excluded.unit_id,
         valid_from = excluded.valid_from, valid_to = excluded.valid_to, has_account = excluded.has_account
       WHERE p.sequence < excluded.sequence`,
      [
        generation,
        position.id,
        sequence,
        position.personId,
        position.personName,
        position.title,
        position.agencyId,
        position.unitId,
        position.validFrom,
        position.validTo,
        position.hasAccount,
      ],
    );
  }

  /**
   * The days on which people did these. What services and other systems do is nobody's work.
   *
   * @returns the agencies in which somebody has worked on a day that was not known
   */
  async worked(tx: Tx, generation: number, events: readonly Told[]): Promise<string[]> {
    const acts = events.flatMap(({ actor, occurredAt }) =>
      'personId' in actor && actor.machine === undefined
        ? [{ ...actor, day: civilDateOf(new Date(occurredAt)) as string }]
        : [],
    );
    if (acts.length === 0) return [];
    // A position that the directory has not told of yet is kept as the last act says.
    const rows = (await tx.query(
      `WITH told AS (
         SELECT * FROM jsonb_to_recordset($2) AS r("positionId" uuid, "personId" uuid, "personName" text,
           "positionTitle" text, "agencyId" uuid, "unitId" uuid, day date)),
       fresh AS (
         INSERT INTO worked_day (generation, position_id, day) SELECT DISTINCT $1::int, "positionId", day FROM told
         ON CONFLICT DO NOTHING RETURNING position_id, day),
       unknown AS (
         INSERT INTO held_position AS p (generation, id, sequence, person_id, person_name, title, agency_id, unit_id, valid_from, valid_to, has_account)
         SELECT DISTINCT ON ("positionId") $1::int, "positionId", 0, "personId", "personName", "positionTitle", "agencyId", "unitId",
           told.day, NULL::date, false
         FROM told JOIN fresh ON fresh.position_id = told."positionId" AND fresh.day = told.day
         ORDER BY "positionId", told.day DESC
         ON CONFLICT (generation, id) DO UPDATE SET person_id = excluded.person_id, person_name = excluded.person_name,
           title = excluded.title, agency_id = excluded.agency_id, unit_id = excluded.unit_id, valid_from = excluded.valid_from
         WHERE p.sequence = 0 AND p.valid_from < excluded.valid_from)
       SELECT DISTINCT told."agencyId" AS id FROM told JOIN fresh ON fresh.position_id = told."positionId" AND fresh.day = told.day`,
      [generation, JSON.stringify(acts)],
    )) as { id: string }[];
    return rows.map(({ id }) => id);
  }
}
