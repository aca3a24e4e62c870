import { Injectable } from '@nestjs/common';
import { routing } from '@vanthu/contracts';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { Names } from '../routed-document/domain/routed-document.js';
import { hasName } from '../routed-document/store/has-name.js';

const count = z.number().int();
const FigureRow = z.object({
  ...{
    kind: routing.PlanSourceKind,
    number_and_symbol: z.string(),
    title: z.string(),
    date: z.string(),
    lead: z.string(),
  },
  ...{ total: count, doneInTime: count, doneLate: count, overdue: count, today: count, soon: count, later: count },
});
export type FigureRow = z.infer<typeof FigureRow>;

@Injectable()
export class PlanTaskStore {
  /** Entries of one plan come one after the other. Numbers of decisions begin anew every year (Art. 15). */
  async numbersOf(
    tx: Tx,
    agencyId: string,
    { numberAndSymbol, date }: Pick<routing.PlanSource, 'numberAndSymbol' | 'date'>,
  ): Promise<Set<number>> {
    const year = Number(date.slice(0, 4));
    const key = `plan ${agencyId} ${year} ${numberAndSymbol}`;
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
    const rows = await rowsOf(
      tx,
      z.object({ arrival_number: z.number().int() }),
      `SELECT arrival_number FROM routed_document WHERE source <> 'document' AND agency_id = $1 AND number_and_symbol = $2
         AND extract(year FROM document_date) = $3`,
      [agencyId, numberAndSymbol, year],
    );
    return new Set(rows.map((row) => row.arrival_number));
  }

  /** How much of each plan is done and how near the rest is, by who leads; of what the asker may read. */
  async figures(tx: Tx, readers: Names, today: string, soonUntil: string): Promise<FigureRow[]> {
    const parameters: unknown[] = [today, soonUntil];
    const reads = hasName('readers', readers, (value) => `$${parameters.push(value)}`);
    const open = `state NOT IN ('completed', 'cancelled')`;
    return rowsOf(
      tx,
      FigureRow,
      `SELECT source AS kind, number_and_symbol, sender_name AS title, document_date::text AS date,
         coalesce(direction->'lead'->>'name', '') AS lead, count(*)::int AS total,
         count(*) FILTER (WHERE state = 'completed' AND late IS NOT TRUE)::int AS "doneInTime",
         count(*) FILTER (WHERE state = 'completed' AND late)::int AS "doneLate",
         count(*) FILTER (WHERE ${open} AND due_on < $1::date)::int AS overdue,
         count(*) FILTER (WHERE ${open} AND due_on = $1::date)::int AS today,
         count(*) FILTER (WHERE ${open} AND due_on > $1::date AND due_on <= $2::date)::int AS soon,
         count(*) FILTER (WHERE ${open} AND (due_on > $2::date OR due_on IS NULL))::int AS later
       FROM routed_document WHERE source <> 'document' AND ${reads}
       GROUP BY 1, 2, 3, 4, 5 ORDER BY 4 DESC, 2, 5`,
      parameters,
    );
  }
}
