import type { z } from 'zod';
import type { Tx } from './transactions.js';

/** Rows of a query, parsed on the way in; a row of another shape is a fault. */
export async function rowsOf<S extends z.ZodType>(
  tx: Tx,
  schema: S,
  text: string,
  parameters: unknown[] = [],
): Promise<z.infer<S>[]> {
  const rows: unknown[] = await tx.query(text, parameters);
  return rows.map((row) => schema.parse(row));
}

/** How many rows an UPDATE or DELETE has changed. */
export async function changed(tx: Tx, text: string, parameters: unknown[] = []): Promise<number> {
  const [, count]: [unknown, number] = await tx.query(text, parameters);
  return count;
}

/**
 * A statement that is asked again and again: the server parses and plans it once for each connection, under its name. For
 * statements by key alone; a plan that depends on the values would be one for all of them.
 *
 * @returns what `tx.query` returns
 */
export const prepared = (tx: Tx, name: string, text: string, parameters: unknown[]): Promise<unknown> =>
  // TypeORM hands the statement on to `pg` as it is, which takes a name beside the text.
  tx.query({ name, text } as unknown as string, parameters);
