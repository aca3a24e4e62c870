import type { Tx } from '@vanthu/persistence';
import type { z } from 'zod';
import type { Names } from '../domain/routed-document.js';

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

/**
 * The condition that an array column has one of the names, beside a column `agency_id`.
 * @param parameter takes a value and answers its `$n`
 */
export function hasName(
  column: string,
  { own, absent, agencyId }: Names,
  parameter: (value: unknown) => string,
): string {
  const owns = `${column} && ${parameter(own)}::text[]`;
  if (absent.length === 0) return owns;
  return `(${owns} OR (agency_id = ${parameter(agencyId)}::uuid AND ${column} && ${parameter(absent)}::text[]))`;
}
