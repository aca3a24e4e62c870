import type { Tx } from '@vanthu/persistence';
import type { z } from 'zod';

/** Rows of a query, parsed on the way in. */
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
