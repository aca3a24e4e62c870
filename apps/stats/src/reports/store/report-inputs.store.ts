import { Injectable } from '@nestjs/common';
import type { RequestContext } from '@vanthu/messaging';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { GivenInput, NewInput } from '../domain/change-inputs.js';

/** Whose report of which period. */
export interface ReportPlace {
  readonly agencyId: string;
  readonly period: string;
}

const Row = z.object({
  code: z.string(),
  revision: z.number().int(),
  value: z.string().nullable(),
  source: z.string(),
  providedBy: z.string(),
  enteredBy: z.string(),
  enteredAt: z.date(),
});

@Injectable()
export class ReportInputsStore {
  /** The latest of each, by code; also what was taken away. */
  async latest(tx: Tx, { agencyId, period }: ReportPlace): Promise<Map<string, GivenInput>> {
    const rows = await rowsOf(
      tx,
      Row,
      `SELECT DISTINCT ON (code) code, revision, value, source, provided_by AS "providedBy",
         entered_by AS "enteredBy", entered_at AS "enteredAt"
       FROM report_input WHERE agency_id = $1 AND period = $2 ORDER BY code, revision DESC`,
      [agencyId, period],
    );
    return new Map(rows.map((row) => [row.code, row]));
  }

  /** The same, and nobody else changes this report until the end of the transaction. */
  async hold(tx: Tx, place: ReportPlace): Promise<Map<string, GivenInput>> {
    const key = `stats report ${place.agencyId} ${place.period}`;
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1 || current_schema(), 0))`, [key]);
    return this.latest(tx, place);
  }

  async add(
    tx: Tx,
    place: ReportPlace,
    inputs: readonly (NewInput & { revision: number })[],
    ctx: RequestContext,
  ): Promise<void> {
    const { actor } = ctx;
    const by = actor === null ? 'Công cụ quản trị' : `${actor.personName}, ${actor.positionTitle}`;
    await tx.query(
      `INSERT INTO report_input (agency_id, period, code, revision, value, source, provided_by,
         entered_person_id, entered_position_id, entered_by, entered_at, command_id)
       SELECT $1, $2, code, revision, value, source, "providedBy", $4, $5, $6, $7, $8
       FROM jsonb_to_recordset($3) AS r(code text, revision int, value text, source text, "providedBy" text)`,
      [
        place.agencyId,
        place.period,
        JSON.stringify(inputs),
        actor?.personId ?? null,
        actor?.positionId ?? null,
        by,
        ctx.now(),
        ctx.commandId,
      ],
    );
  }
}
