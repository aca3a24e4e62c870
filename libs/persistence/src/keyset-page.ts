import { z } from 'zod';
import { rowsOf } from './rows.js';
import type { Tx } from './transactions.js';

/** A list is counted so far; what is more is told as one more than this. Nobody reads a thousand lines to the end. */
const countedAtMost = 1_000;

/** Urgent first, then the newest: columns of the table, the last one unique. The index that the pages walk has the same. */
export interface ListOrder {
  readonly table: string;
  readonly rank: string;
  readonly instant: string;
}

/** The place of a row in that order, and the total, counted once for all pages. */
const Cursor = z.tuple([
  z.number().int().min(-32_768).max(32_767),
  z.iso.datetime(),
  z.uuid(),
  z.number().int().nonnegative(),
]);

function readCursor(text: string | undefined): z.infer<typeof Cursor> | null {
  if (text === undefined) return null;
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    // A cursor that we did not write begins at the beginning.
    return null;
  }
}

const shortDays = 92;

/** A quarter or less between two days (`2025-03-01`): few enough rows to be found by their days. */
export const isShortPeriod = (from: string | undefined, to: string | undefined): boolean =>
  from !== undefined && to !== undefined && Date.parse(to) - Date.parse(from) <= shortDays * 86_400_000;

const Place = z.object({ id: z.string(), rank: z.number().int(), instant: z.date() });

/**
 * The next page of a list, by keys: what was read before is never read again.
 *
 * @param conditions  of the rows of `d`, over `parameters`; never empty, who may read it is among them
 * @returns           ids in the order of the list; `total` up to `countedAtMost` + 1
 */
export async function keysetPage(
  tx: Tx,
  order: ListOrder,
  wanted: {
    conditions: readonly string[];
    parameters: readonly unknown[];
    limit: number;
    cursor: string | undefined;
    /**
     * The conditions leave few rows that lie together in another index (some days of long ago): they are found first and put in
     * order then. Else the planner may walk the list from its beginning until it comes to them.
     */
    areFew?: boolean;
  },
): Promise<{ ids: string[]; nextCursor: string | null; total: number }> {
  const { table, rank, instant } = order;
  const parameters = [...wanted.parameters];
  const conditions = [...wanted.conditions];
  const after = readCursor(wanted.cursor);
  if (after !== null) {
    const [first, second, third] = after.slice(0, 3).map((value) => `$${parameters.push(value)}`);
    conditions.push(`(d.${rank}, d.${instant}, d.id) < (${first}::smallint, ${second}::timestamptz, ${third}::uuid)`);
  }
  const rows = await rowsOf(
    tx,
    Place,
    `SELECT d.id, d.${rank} AS rank, d.${instant} AS instant FROM ${table} d WHERE ${conditions.join(' AND ')}
     ORDER BY d.${rank}${wanted.areFew ? ' + 0' : ''} DESC, d.${instant} DESC, d.id DESC LIMIT $${parameters.push(wanted.limit + 1)}`,
    parameters,
  );
  const page = rows.slice(0, wanted.limit);
  const last = page.at(-1);
  const goesOn = rows.length > page.length && last !== undefined;
  const total = after?.[3] ?? (goesOn ? await counted(tx, order, wanted) : page.length);
  const nextCursor = goesOn
    ? Buffer.from(JSON.stringify([last.rank, last.instant.toISOString(), last.id, total])).toString('base64url')
    : null;
  return { ids: page.map(({ id }) => id), nextCursor, total };
}

async function counted(
  tx: Tx,
  { table }: ListOrder,
  {
    conditions,
    parameters,
    areFew,
  }: { conditions: readonly string[]; parameters: readonly unknown[]; areFew?: boolean },
): Promise<number> {
  const [row] = await rowsOf(
    tx,
    z.object({ total: z.coerce.number().int() }),
    `SELECT count(*) AS total FROM (SELECT FROM ${table} d WHERE ${conditions.join(' AND ')}
       ${areFew ? 'OFFSET 0' : `LIMIT ${countedAtMost + 1}`}) seen`,
    [...parameters],
  );
  return Math.min(row?.total ?? 0, countedAtMost + 1);
}
