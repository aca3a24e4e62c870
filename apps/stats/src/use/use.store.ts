import { Injectable } from '@nestjs/common';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

/** Days with the agencies of which they are asked. */
export interface UsePeriod {
  readonly agencyIds: readonly string[];
  readonly from: string;
  readonly to: string;
}

const count = z.number().int();
const UseRow = z.object({
  agency_id: z.string().nullable(),
  unit: z.string().nullable(),
  accounts: count,
  worked: count,
  idle: count,
});
export type UseCounts = z.infer<typeof UseRow>;

const PersonRow = z.object({
  person_id: z.string(),
  person_name: z.string(),
  title: z.string(),
  agency_name: z.string(),
  unit_name: z.string(),
});
type Found = z.infer<typeof PersonRow>;

/** Every position of the agencies: whether it counts in the days, and whether somebody did something in it. */
const stood = `stood AS (
  SELECT p.*, coalesce(p.unit_id::text, '') AS unit,
    p.has_account AND p.valid_from <= $4::date AND coalesce(p.valid_to, $4::date) >= $3::date AS counted,
    EXISTS (SELECT FROM worked_day w WHERE w.generation = $1 AND w.position_id = p.id AND w.day BETWEEN $3 AND $4) AS worked
  FROM held_position p WHERE p.generation = $1 AND p.agency_id = ANY($2::uuid[]))`;

/** A question costs what the positions of the agencies are, whatever was done in them. */
@Injectable()
export class UseStore {
  /** Of each unit, of each agency (`unit` null), and of all (`agency_id` null too); people count once in each. */
  async counts(tx: Tx, generation: number, { agencyIds, from, to }: UsePeriod): Promise<UseCounts[]> {
    return rowsOf(
      tx,
      UseRow,
      `WITH ${stood},
       people AS (
         SELECT agency_id, unit, person_id, bool_or(counted) AS counted, bool_or(worked) AS worked FROM stood
         GROUP BY GROUPING SETS ((agency_id, unit, person_id), (agency_id, person_id), (person_id)))
       SELECT agency_id, unit, count(*) FILTER (WHERE counted)::int AS accounts, count(*) FILTER (WHERE worked)::int AS worked,
         count(*) FILTER (WHERE counted AND NOT worked)::int AS idle
       FROM people WHERE counted OR worked GROUP BY agency_id, unit`,
      [generation, agencyIds, from, to],
    );
  }

  /**
   * People of one of the counts, by name, each with the latest position of those that count.
   *
   * @param unit   key of a unit, empty for none; absent: wherever they are
   * @param after  name and id of the last of the page before
   */
  async people(tx: Tx, generation: number, { agencyIds, from, to }: UsePeriod, asked: Listing): Promise<Found[]> {
    const { group, unit, after, limit } = asked;
    return rowsOf(
      tx,
      PersonRow,
      `WITH ${stood},
       people AS (
         SELECT person_id, min(person_name) AS person_name, (array_agg(id ORDER BY valid_from DESC, id))[1] AS position_id
         FROM stood WHERE ($5::text IS NULL OR unit = $5) AND (counted OR worked)
         GROUP BY person_id HAVING ${having[group]})
       SELECT people.person_id, people.person_name, s.title, coalesce(a.name, '') AS agency_name, coalesce(u.name, '') AS unit_name
       FROM people JOIN stood s ON s.id = people.position_id
         LEFT JOIN agency a ON a.generation = $1 AND a.id = s.agency_id
         LEFT JOIN unit u ON u.generation = $1 AND u.id = s.unit_id
       WHERE $6::text IS NULL OR (people.person_name, people.person_id) > ($6, $7::uuid)
       ORDER BY people.person_name, people.person_id LIMIT $8`,
      [generation, agencyIds, from, to, unit ?? null, after?.[0] ?? null, after?.[1] ?? null, limit],
    );
  }
}

type Group = 'accounts' | 'worked' | 'idle';
const having: Readonly<Record<Group, string>> = {
  accounts: 'bool_or(counted)',
  worked: 'bool_or(worked)',
  idle: 'bool_or(counted) AND NOT bool_or(worked)',
};

interface Listing {
  readonly group: Group;
  readonly unit?: string;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}
