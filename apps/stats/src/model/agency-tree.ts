import { Injectable } from '@nestjs/common';
import { rowsOf, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

interface Told {
  readonly id: string;
  readonly name: string;
  readonly superiorId: string | null;
}

/** Agencies, and which stands under which at whatever depth (`agency_below`), so that a question reads one index. */
@Injectable()
export class AgencyTree {
  /** The latest that the directory has told of this agency. */
  async loaded(tx: Tx, generation: number, sequence: number, agency: Told): Promise<void> {
    const rows: unknown[] = await tx.query(
      `INSERT INTO agency (generation, id, sequence, name, superior_id) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (generation, id) DO UPDATE SET sequence = excluded.sequence, name = excluded.name, superior_id = excluded.superior_id
       WHERE agency.sequence < excluded.sequence RETURNING id`,
      [generation, agency.id, sequence, agency.name, agency.superiorId],
    );
    if (rows.length > 0) await this.close(tx, generation, agency.id);
  }

  /** Who stands above changes for the agency and all under it. UNION, not UNION ALL: a circle in the data ends. */
  private async close(tx: Tx, generation: number, id: string): Promise<void> {
    const [below, above] = [await this.follow(tx, generation, id, 'down'), await this.follow(tx, generation, id, 'up')];
    const moved = [id, ...below.filter((one) => one !== id)];
    await tx.query(
      `DELETE FROM agency_below WHERE generation = $1 AND agency_id = ANY($2::uuid[]) AND NOT superior_id = ANY($2::uuid[])`,
      [generation, moved],
    );
    await tx.query(
      `INSERT INTO agency_below (generation, superior_id, agency_id)
       SELECT $1::int, s, a FROM unnest($2::uuid[]) s, unnest($3::uuid[]) a WHERE s <> a
       UNION SELECT $1::int, $4::uuid, a FROM unnest($3::uuid[]) a WHERE a <> $4::uuid
       ON CONFLICT DO NOTHING`,
      [generation, above, moved, id],
    );
  }

  private async follow(tx: Tx, generation: number, id: string, way: 'up' | 'down'): Promise<string[]> {
    const step =
      way === 'down'
        ? 'SELECT a.id FROM agency a JOIN t ON a.superior_id = t.id WHERE a.generation = $1'
        : 'SELECT a.superior_id FROM agency a JOIN t ON a.id = t.id WHERE a.generation = $1 AND a.superior_id IS NOT NULL';
    const text = `WITH RECURSIVE t AS (SELECT $2::uuid AS id UNION ${step}) SELECT id FROM t WHERE id <> $2`;
    const rows = await rowsOf(tx, z.object({ id: z.string() }), text, [generation, id]);
    return rows.map((row) => row.id);
  }

  /** The agency and all under it. */
  async below(tx: Tx, generation: number, rootId: string): Promise<string[]> {
    return this.ids(
      tx,
      'SELECT $2::uuid AS id UNION ALL SELECT agency_id FROM agency_below WHERE generation = $1 AND superior_id = $2',
      [generation, rootId],
    );
  }

  /** The agency and all above it. */
  async above(tx: Tx, generation: number, id: string): Promise<string[]> {
    return this.ids(
      tx,
      'SELECT $2::uuid AS id UNION ALL SELECT superior_id FROM agency_below WHERE generation = $1 AND agency_id = $2',
      [generation, id],
    );
  }

  async all(tx: Tx, generation: number): Promise<string[]> {
    return this.ids(tx, 'SELECT id FROM agency WHERE generation = $1', [generation]);
  }

  private async ids(tx: Tx, text: string, parameters: unknown[]): Promise<string[]> {
    const rows = await rowsOf(tx, z.object({ id: z.string() }), text, parameters);
    return rows.map((row) => row.id);
  }
}
