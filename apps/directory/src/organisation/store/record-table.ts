import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';

/** A transaction, or single statements outside one. */
export interface Questioner {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

interface TableDescription<R extends { id: string }> {
  readonly name: string;
  readonly schema: z.ZodType<R>;
  /** Field of the record → column. */
  readonly columns: Readonly<Record<keyof R & string, string>>;
  /** Columns that are calendar days; pg would make instants of them. */
  readonly days?: readonly string[];
  /** Columns that are written beside the record and never read back, such as the folded name. */
  readonly derived?: Readonly<Record<string, (record: R) => unknown>>;
}

/** A table that holds records of the contract as they are: read by a condition, written when they differ. */
export class RecordTable<R extends { id: string }> {
  private readonly selected: string;

  constructor(private readonly is: TableDescription<R>) {
    this.selected = Object.entries<string>(is.columns)
      .map(([field, column]) => `t.${column}${is.days?.includes(column) ? '::text' : ''} AS "${field}"`)
      .join(', ');
  }

  /** `condition` speaks of the table as `t`. */
  async find(db: Questioner, condition: string, parameters: unknown[] = []): Promise<R[]> {
    const rows = await db.query(`SELECT ${this.selected} FROM ${this.is.name} t ${condition}`, parameters);
    return (rows as unknown[]).map((row) => this.is.schema.parse(row));
  }

  byIds(db: Questioner, ids: readonly string[]): Promise<R[]> {
    return this.find(db, 'WHERE t.id = ANY($1)', [ids]);
  }

  async byId(db: Questioner, id: string): Promise<R | null> {
    return (await this.byIds(db, [id]))[0] ?? null;
  }

  /** Those of the records that are new or differ from what is kept. */
  changed(records: readonly R[], kept: readonly R[]): R[] {
    const before = new Map(kept.map((record) => [record.id, this.comparable(record)]));
    return records.filter((record) => !isDeepStrictEqual(before.get(record.id), this.comparable(record)));
  }

  /** Inserts or replaces, in one statement. */
  async put(db: Questioner, records: readonly R[]): Promise<void> {
    if (records.length === 0) return;
    const derived = Object.keys(this.is.derived ?? {});
    const columns = [...Object.values<string>(this.is.columns), ...derived];
    const rows = records.map((record) => ({
      ...Object.fromEntries(Object.entries<string>(this.is.columns).map(([f, c]) => [c, record[f as keyof R] ?? null])),
      ...Object.fromEntries(derived.map((column) => [column, this.is.derived?.[column]?.(record)])),
    }));
    const set = columns.filter((column) => column !== 'id').map((column) => `${column} = EXCLUDED.${column}`);
    await db.query(
      `INSERT INTO ${this.is.name} (${columns.join(', ')})
       SELECT ${columns.join(', ')} FROM jsonb_populate_recordset(NULL::"${this.is.name}", $1::jsonb)
       ON CONFLICT (id) DO UPDATE SET ${set.join(', ')}`,
      [JSON.stringify(rows)],
    );
  }

  /** Field by field as columns hold it: absent and null are the same, extra fields do not count. */
  private comparable(record: R): unknown[] {
    return Object.keys(this.is.columns).map((field) => record[field as keyof R] ?? null);
  }
}
