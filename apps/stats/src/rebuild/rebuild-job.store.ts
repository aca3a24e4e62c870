import { Injectable } from '@nestjs/common';
import { changed, rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

const JobRow = z.object({
  id: z.string(),
  generation: z.number().int(),
  state: z.enum(['running', 'done', 'failed']),
  entries_read: z.number().int(),
  positions: z.record(z.string(), z.number().int()),
  failures: z.number().int(),
  counted: z.boolean(),
});
export type RebuildJob = z.infer<typeof JobRow>;

const columns = 'id, generation, state, entries_read, positions, failures, counted';

/** Faults in a row after which a rebuild gives up. An owner that does not answer is not one: it is waited for. */
const mostFailures = 8;

/** Where a rebuild stands; a process that comes back reads it here and goes on. */
@Injectable()
export class RebuildJobStore {
  /** `false` when one is running already. */
  async begin(tx: Tx, id: string, sources: readonly string[], askedAt: Date): Promise<boolean> {
    const positions = Object.fromEntries(sources.map((source) => [source, 0]));
    const rows: unknown[] = await tx.query(
      `INSERT INTO rebuild_job (id, generation, state, positions, asked_at)
       SELECT $1, greatest((SELECT generation FROM model), (SELECT coalesce(max(generation), 0) FROM rebuild_job)) + 1,
         'running', $2, $3
       WHERE NOT EXISTS (SELECT 1 FROM rebuild_job WHERE state = 'running')
       ON CONFLICT DO NOTHING RETURNING id`,
      [id, JSON.stringify(positions), askedAt.toISOString()],
    );
    return rows.length === 1;
  }

  async byId(tx: Tx, id: string): Promise<RebuildJob | null> {
    return (await rowsOf(tx, JobRow, `SELECT ${columns} FROM rebuild_job WHERE id = $1`, [id]))[0] ?? null;
  }

  /** The one that is due for its next step. */
  async due(tx: Tx): Promise<RebuildJob | null> {
    const text = `SELECT ${columns} FROM rebuild_job WHERE state = 'running' AND next_at <= now()`;
    return (await rowsOf(tx, JobRow, text))[0] ?? null;
  }

  /** Locks the job if it still stands where it was read; `false`: another process has done this step. */
  async lockAt(tx: Tx, job: RebuildJob): Promise<boolean> {
    const text = `SELECT ${columns} FROM rebuild_job WHERE id = $1 AND state = 'running' FOR UPDATE`;
    const [row] = await rowsOf(tx, JobRow, text, [job.id]);
    return row !== undefined && row.entries_read === job.entries_read && row.counted === job.counted;
  }

  async advanced(tx: Tx, job: RebuildJob, source: string, position: number, entries: number): Promise<void> {
    await changed(
      tx,
      `UPDATE rebuild_job SET positions = positions || jsonb_build_object($2::text, $3::bigint),
         entries_read = entries_read + $4, failures = 0, last_problem = NULL WHERE id = $1`,
      [job.id, source, position, entries],
    );
  }

  async counted(tx: Tx, job: RebuildJob): Promise<void> {
    await changed(tx, 'UPDATE rebuild_job SET counted = true WHERE id = $1', [job.id]);
  }

  async done(tx: Tx, job: RebuildJob): Promise<void> {
    await changed(tx, `UPDATE rebuild_job SET state = 'done', ended_at = now() WHERE id = $1`, [job.id]);
  }

  async waits(tx: Tx, job: RebuildJob, problem: string): Promise<void> {
    const text = `UPDATE rebuild_job SET next_at = now() + interval '2 seconds', last_problem = $2 WHERE id = $1`;
    await changed(tx, text, [job.id, problem]);
  }

  async failed(tx: Tx, job: RebuildJob, problem: string): Promise<void> {
    await changed(
      tx,
      `UPDATE rebuild_job SET failures = failures + 1, last_problem = $2, next_at = now() + interval '2 seconds',
         state = CASE WHEN failures + 1 >= ${mostFailures} THEN 'failed' ELSE state END WHERE id = $1`,
      [job.id, problem],
    );
  }

  /**
   * Rows and tables of generations that have served, or were given up. Tables go when nobody can still be reading them: a
   * question that began before the switch asks the generation that served then.
   *
   * @returns how much went, and what is still to go when readers have ended
   */
  async sweep(tx: Tx, limit: number): Promise<{ swept: number; left: number }> {
    const dead = `generation < (SELECT generation FROM model)
      OR generation IN (SELECT generation FROM rebuild_job WHERE state = 'failed')`;
    let swept = 0;
    for (const table of [
      'pending_count',
      'coverage_sum',
      'measured_fact',
      'measured_sum',
      'agency',
      'agency_below',
      'unit',
      'signer',
      'held_position',
      'worked_day',
      'received_document',
    ]) {
      const text = `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE ${dead} LIMIT $1))`;
      swept += await changed(tx, text, [limit]);
    }
    const Held = z.object({ generation: z.number().int(), read: z.boolean() });
    const held = await rowsOf(
      tx,
      Held,
      `SELECT generation, EXISTS (
           SELECT 1 FROM pg_stat_activity a, rebuild_job j
           WHERE a.usename = current_user AND a.datname = current_database() AND a.pid <> pg_backend_pid()
             AND j.ended_at > now() - interval '10 minutes' AND a.xact_start < j.ended_at + interval '2 seconds') AS read
       FROM (SELECT substring(relname FROM '^covered_document_g([0-9]+)$')::int AS generation
             FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname ~ '^covered_document_g[0-9]+$') g
       WHERE ${dead}`,
    );
    const free = held.filter(({ read }) => !read);
    for (const { generation } of free) {
      await tx.query(`DROP TABLE covered_document_g${generation}, known_document_g${generation}`);
    }
    return { swept: swept + free.length, left: held.length - free.length };
  }
}
