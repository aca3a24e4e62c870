import { Injectable } from '@nestjs/common';
import { changed, rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

const Generation = z.object({ generation: z.number().int(), changed_at: z.date() });
const lock = `hashtextextended('stats generation ' || current_schema(), 0)`;

/** Which generation of the read models serves. */
@Injectable()
export class Generations {
  /** Several events are taken in one transaction; the lock is asked for once. */
  private readonly held = new WeakMap<Tx, number>();

  async serving(tx: Tx): Promise<{ generation: number; changedAt: string }> {
    const [row] = await rowsOf(tx, Generation, 'SELECT generation, changed_at FROM model');
    if (row === undefined) throw new Error('the row of the model is missing');
    return { generation: row.generation, changedAt: row.changed_at.toISOString() };
  }

  /**
   * Makes every other listener, and the switch, wait until the end of this transaction. One at a time: the sums of a day are
   * shared by all events of that day, and batches of two owners would wait for each other in circles.
   */
  async hold(tx: Tx): Promise<number> {
    const held = this.held.get(tx);
    if (held !== undefined) return held;
    await tx.query(`SELECT pg_advisory_xact_lock(${lock})`);
    const { generation } = await this.serving(tx);
    this.held.set(tx, generation);
    return generation;
  }

  async serve(tx: Tx, generation: number): Promise<void> {
    await changed(tx, 'UPDATE model SET generation = $1', [generation]);
  }

  /** How far an owner's log is in the figures, and of when they are. */
  async applied(tx: Tx, source: string, position: number, at: string): Promise<void> {
    await tx.query(
      `WITH touched AS (UPDATE model SET changed_at = $3 WHERE changed_at < $3)
       INSERT INTO live_position (source, position) VALUES ($1, $2)
       ON CONFLICT (source) DO UPDATE SET position = greatest(live_position.position, excluded.position)`,
      [source, position, at],
    );
  }

  async livePositions(tx: Tx): Promise<Map<string, number>> {
    const Row = z.object({ source: z.string(), position: z.coerce.number().int() });
    const rows = await rowsOf(tx, Row, 'SELECT source, position FROM live_position');
    return new Map(rows.map((row) => [row.source, row.position]));
  }
}
